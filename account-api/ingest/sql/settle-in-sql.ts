import { sql } from 'kysely'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { isUniqueViolation, isUnstorableValue } from '../../database/database-error.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Arrival } from '../arrival.ts'
import { inDependencyOrder } from '../dependencies.ts'
import { NO_EFFECTS } from '../effects.ts'
import { settle } from '../settle.ts'
import type { Settlement, SettlementRules } from '../settlement.ts'
import { loadSnapshot } from './load-snapshot.ts'
import { writeSettlement } from './write-settlement.ts'

interface Given {
  readonly arrivals: readonly Arrival[]
  readonly rules: SettlementRules
  readonly receivedAt: string
  newId(): string
}

const TRIES_OF_ONE = 3

/**
 * Settles records and writes what follows. Where another terminal took an e-mail or a device after the snapshot was read,
 * the unique keys say so: the records are then settled one by one, each against a snapshot that shows the winner. So they
 * are where one of them holds a value that no column takes: that one alone is quarantined.
 */
export async function settleInSql(
  transaction: DatabaseTransaction,
  given: Given,
): Promise<ReadonlyMap<OperationId, Outcome>> {
  if (given.arrivals.length === 0) return new Map()
  const together = await tryToSettle(transaction, given)
  if (together.kind === 'written') return together.outcomes
  const outcomes = new Map<OperationId, Outcome>()
  for (const arrival of inDependencyOrder(given.arrivals)) {
    for (const [id, outcome] of await settleAlone(transaction, { ...given, arrivals: [arrival] }))
      outcomes.set(id, outcome)
  }
  return outcomes
}

async function settleAlone(
  transaction: DatabaseTransaction,
  given: Given,
): Promise<ReadonlyMap<OperationId, Outcome>> {
  for (let attempt = 1; attempt <= TRIES_OF_ONE; attempt += 1) {
    const tried = await tryToSettle(transaction, given)
    if (tried.kind === 'written') return tried.outcomes
    if (tried.kind === 'unstorable') return quarantine(transaction, given)
  }
  throw new Error('a record conflicts with something that its snapshot does not show')
}

async function quarantine(
  transaction: DatabaseTransaction,
  given: Given,
): Promise<ReadonlyMap<OperationId, Outcome>> {
  const outcome = { kind: 'quarantined', reason: 'payload-invalid' } as const
  const outcomes = new Map(given.arrivals.map(({ header }): [OperationId, Outcome] => [header.id, outcome]))
  await writeSettlement(transaction, { ...given, settlement: { outcomes, effects: NO_EFFECTS } })
  return outcomes
}

/** `taken`: a unique key was taken meanwhile. Whatever was not written left the transaction as it was before. */
type Tried =
  | { readonly kind: 'written'; readonly outcomes: Settlement['outcomes'] }
  | { readonly kind: 'taken' | 'unstorable' }

async function tryToSettle(transaction: DatabaseTransaction, given: Given): Promise<Tried> {
  const settlement = settle(await loadSnapshot(transaction, given.arrivals), given.arrivals, given.rules)
  await sql`SAVEPOINT settling`.execute(transaction)
  try {
    await writeSettlement(transaction, { ...given, settlement })
    await sql`RELEASE SAVEPOINT settling`.execute(transaction)
    return { kind: 'written', outcomes: settlement.outcomes }
  } catch (error) {
    const isUnstorable = isUnstorableValue(error)
    if (!isUnstorable && !isUniqueViolation(error)) throw error
    await sql`ROLLBACK TO SAVEPOINT settling`.execute(transaction)
    return { kind: isUnstorable ? 'unstorable' : 'taken' }
  }
}
