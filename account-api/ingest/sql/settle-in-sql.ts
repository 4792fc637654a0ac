import { sql } from 'kysely'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { isUniqueViolation } from '../../database/database-error.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Arrival } from '../arrival.ts'
import { inDependencyOrder, targetOf } from '../dependencies.ts'
import { settle } from '../settle.ts'
import type { CentralAct } from '../settle.ts'
import { voidedTogether } from '../settle-void.ts'
import type { Unsealing } from '../open-seal.ts'
import type { SettlementRules } from '../settlement.ts'
import { loadSnapshot } from './load-snapshot.ts'
import { writeSettlement } from './write-settlement.ts'

interface Given {
  readonly arrivals: readonly Arrival[]
  readonly rules: SettlementRules
  readonly receivedAt: string
  readonly unsealing: Unsealing
  /** A decision of head office, and the operation that its case is about. */
  readonly central?: { readonly act: CentralAct; readonly operationId: string }
  newId(): string
}

const TRIES_OF_ONE = 3

/**
 * Settles records and writes what follows. Where another terminal took an e-mail or a device after the snapshot was read,
 * the unique keys say so: the records are then settled one by one, each against a snapshot that shows the winner.
 */
export async function settleInSql(
  transaction: DatabaseTransaction,
  given: Given,
): Promise<ReadonlyMap<OperationId, Outcome>> {
  if (given.arrivals.length === 0 && given.central === undefined) return new Map()
  const together = await tryToSettle(transaction, given)
  if (together !== null) return together
  const outcomes = new Map<OperationId, Outcome>()
  if (given.central !== undefined) {
    for (const [id, outcome] of await settleAlone(transaction, { ...given, arrivals: [] }))
      outcomes.set(id, outcome)
  }
  const { central: _central, ...rest } = given
  for (const arrivals of unitsOf(given.arrivals)) {
    for (const [id, outcome] of await settleAlone(transaction, { ...rest, arrivals }))
      outcomes.set(id, outcome)
  }
  return outcomes
}

/** Records to be settled alone; one that is taken back in the same batch stays with what takes it back. */
function unitsOf(arrivals: readonly Arrival[]): readonly (readonly Arrival[])[] {
  const together = voidedTogether(arrivals)
  const ordered = inDependencyOrder(arrivals)
  const joins = (arrival: Arrival): string | null => {
    const target = arrival.header.type === 'void' ? targetOf(arrival) : null
    return target !== null && together.has(target) ? target : null
  }
  return ordered
    .filter((arrival) => joins(arrival) === null)
    .map((arrival) => [arrival, ...ordered.filter((other) => joins(other) === arrival.header.id)])
}

async function settleAlone(
  transaction: DatabaseTransaction,
  given: Given,
): Promise<ReadonlyMap<OperationId, Outcome>> {
  for (let attempt = 1; attempt <= TRIES_OF_ONE; attempt += 1) {
    const outcomes = await tryToSettle(transaction, given)
    if (outcomes !== null) return outcomes
  }
  throw new Error('a record conflicts with something that its snapshot does not show')
}

/** Null when a unique key was taken meanwhile; the transaction is then as before. */
async function tryToSettle(
  transaction: DatabaseTransaction,
  given: Given,
): Promise<ReadonlyMap<OperationId, Outcome> | null> {
  const { arrivals, unsealing, central, rules } = given
  const operationIds = central === undefined ? [] : [central.operationId]
  const snapshot = await loadSnapshot(transaction, { arrivals, unsealing, operationIds })
  const settlement = settle(snapshot, arrivals, rules, central?.act)
  await sql`SAVEPOINT settling`.execute(transaction)
  try {
    await writeSettlement(transaction, { ...given, settlement })
    await sql`RELEASE SAVEPOINT settling`.execute(transaction)
    return settlement.outcomes
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    await sql`ROLLBACK TO SAVEPOINT settling`.execute(transaction)
    return null
  }
}
