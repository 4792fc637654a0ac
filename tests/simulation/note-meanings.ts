import type { SimulatedApi } from './simulated-api.ts'
import type { World } from './world.ts'

/** Looks in the ledger for what tills did to each other, and notes which of these faults the run reached. */
export function noteMeanings({ world, api }: { world: World; api: SimulatedApi }): void {
  const tillsOfEmail = new Map<string, Set<string>>()
  const holdersOfDevice = new Map<string, Set<string>>()
  for (const { arrival, outcome, had } of api.ledger.inbox().values()) {
    const { content, header } = arrival
    if (content.kind === 'unreadable') continue
    const { operation } = content
    if (operation.type === 'resolution' && outcome?.kind === 'superseded') world.reach(71)
    if (operation.type === 'device-added' && had.has('waiting')) {
      const customer = operation.payload.registration
      if (customer !== null && api.ledger.row(customer)?.had.has('case') === true) world.reach(68)
    }
    if (operation.type !== 'registration') continue
    const { email, devices } = operation.payload
    tillsOfEmail.set(email, new Set([...(tillsOfEmail.get(email) ?? []), header.terminalId]))
    for (const { deviceId } of devices) {
      const holders = holdersOfDevice.get(deviceId) ?? new Set<string>()
      if (holders.has(email)) world.reach(66)
      holders.add(email)
      holdersOfDevice.set(deviceId, holders)
    }
  }
  if ([...tillsOfEmail.values()].some((tills) => tills.size >= 3)) world.reach(64)
  if ([...holdersOfDevice.values()].some((holders) => holders.size > 1)) world.reach(65)
}
