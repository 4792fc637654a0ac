import type { OperationId } from '#shared/contracts/identifiers.ts'

import type { SimulatedApi } from './simulated-api.ts'
import type { World } from './world.ts'

/** Where what was accepted leaves a row of its own. */
const TABLE_OF = {
  'age-check': 'ageChecks',
  sale: 'sales',
  registration: 'registrations',
  'terminal-event': 'terminalEvents',
} as const

/**
 * I2 and I7: what head office says that it accepted has its effect, and what was taken back has none; once is what the keys of the
 * tables see to. A decision is one about what its person saw.
 */
export function judgeEffects({ world, api }: { world: World; api: SimulatedApi }): void {
  const ids = (table: (typeof TABLE_OF)[keyof typeof TABLE_OF]) =>
    new Set(api.ledger.tables.rows(table).map((row) => row['operationId']))
  const there = new Map<string, ReadonlySet<unknown>>(
    Object.entries(TABLE_OF).map(([type, table]) => [type, ids(table)]),
  )
  for (const { operationId, deviceId, releasedAt } of api.ledger.tables.rows('devices')) {
    const isInForce = releasedAt === null || releasedAt === undefined
    const brought = api.ledger.inbox().get(operationId as OperationId)?.outcome?.kind
    if (isInForce && brought === 'superseded')
      world.violate(`I2 ${String(deviceId)} is somebody's by ${String(operationId)}, which was taken back`)
  }
  const decided = new Map(
    api.ledger.tables.rows('caseDecisions').map((row) => [row['operationId'], row['version']]),
  )
  for (const { envelope, outcome, arrival } of api.ledger.inbox().values()) {
    const operation = arrival.content.kind === 'unreadable' ? null : arrival.content.operation
    const isDecision = operation?.type === 'resolution' && outcome?.kind === 'accepted'
    if (isDecision && decided.get(envelope.id) !== operation.payload.caseVersion)
      world.violate(`I7 ${envelope.id} decided another version of its case than was seen`)
    if (outcome?.kind === 'accepted' && there.get(envelope.type)?.has(envelope.id) === false)
      world.violate(`I2 ${envelope.type} ${envelope.id} was accepted and has no effect`)
  }
}
