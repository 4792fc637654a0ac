import type { NewRow } from '../database/tables.ts'
import { takeOver } from './claim-devices.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { broughtAlong } from './kits.ts'
import type { Snapshot } from './snapshot.ts'

/** Ends the disputes of a record: whoever has a device keeps it, or the claim is followed (R12). */
export function decideDispute(
  known: Snapshot,
  given: { operationId: string; decision: 'transfer' | 'keep'; at: string },
): Effects {
  const { operationId, decision, at } = given
  const disputes = known.disputes.get(operationId) ?? []
  const decidedDisputes = disputes.map(({ deviceId }) => ({ deviceId, operationId, decision, at }))
  if (decision === 'keep') return { ...NO_EFFECTS, decidedDisputes }
  const taken = disputes.map(({ deviceId, accountId }) =>
    takeOver(known, { deviceIds: [deviceId], accountId, operationId, at }),
  )
  const losing = taken.flatMap(({ transferred }) => transferred)
  const won = disputes.flatMap(({ deviceId, accountId, wish, kind, model, origin }) => {
    const isTheirs = known.deviceOwners.get(deviceId)?.accountId === accountId
    if (wish === 'free' || accountId === null || isTheirs) return []
    const brought = broughtAlong(known, { kitId: deviceId, accountId })
    return [{ deviceId, kind, model, origin }, ...brought].map((device) => ({ ...device, accountId }))
  })
  const note = (
    deviceId: string,
    accountId: string,
    event: NewRow<'deviceHistory'>['event'],
  ): NewRow<'deviceHistory'> => ({ deviceId, operationId, event, accountId, reason: null, at })
  return {
    ...NO_EFFECTS,
    decidedDisputes,
    releasedDevices: losing.map((device) => ({ ...device, at })),
    kitChanges: taken.flatMap(({ kitChanges }) => kitChanges),
    devices: won.map((device) => ({ ...device, operationId, since: at })),
    deviceHistory: [
      ...losing.map(({ deviceId, accountId }) => note(deviceId, accountId, 'transferred')),
      ...won.map(({ deviceId, accountId }) => note(deviceId, accountId, 'registered')),
    ],
    mailRequests: [...new Set(losing.map(({ accountId }) => accountId))].map((accountId) => ({
      operationId,
      kind: 'device-transferred' as const,
      accountId,
      requestedAt: at,
    })),
  }
}
