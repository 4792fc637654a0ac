import { sql } from 'kysely'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { isOfOneRecord, isUniqueViolation, isUnstorableValue } from '../../database/database-error.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import { errorFields } from '../../log.ts'
import type { Log } from '../../log.ts'
import type { Safe } from '../../safe/safe.ts'
import type { Arrival } from '../arrival.ts'
import { inDependencyOrder, targetOf } from '../dependencies.ts'
import { NO_EFFECTS, joinEffects } from '../effects.ts'
import { openCase } from '../open-case.ts'
import { settle } from '../settle.ts'
import type { CentralAct } from '../settle.ts'
import { voidedTogether } from '../settle-void.ts'
import type { Settlement, SettlementRules } from '../settlement.ts'
import { loadSnapshot } from './load-snapshot.ts'
import { writeSettlement } from './write-settlement.ts'

interface Given {
  readonly arrivals: readonly Arrival[]
  readonly rules: SettlementRules
  readonly receivedAt: string
  readonly safe: Safe
  readonly log: Pick<Log, 'error'>
  /** A decision of head office, and the operation that its case is about. */
  readonly central?: { readonly act: CentralAct; readonly operationId: string }
  newId(): string
}

const TRIES_OF_ONE = 3

/**
 * Settles records and writes what follows. Where another terminal took an e-mail or a device after the snapshot was read,
 * the unique keys say so: the records are then settled one by one, each against a snapshot that shows the winner. So they
 * are where one of them holds a value that no column takes, or stops on a bug: that one alone is quarantined, or is a case
 * for head office [IN32].
 */
export async function settleInSql(
  transaction: DatabaseTransaction,
  given: Given,
): Promise<ReadonlyMap<OperationId, Outcome>> {
  if (given.arrivals.length === 0 && given.central === undefined) return new Map()
  const together = await tryToSettle(transaction, given)
  if (together.kind === 'written') return together.outcomes
  const outcomes = new Map<OperationId, Outcome>()
  const settleUnit = async (unit: Given) => {
    for (const [id, outcome] of await settleAlone(transaction, unit)) outcomes.set(id, outcome)
  }
  const { central, ...rest } = given
  if (central !== undefined) await settleUnit({ ...given, arrivals: [] })
  let pending = unitsOf(given.arrivals)
  for (;;) {
    for (const arrivals of pending) await settleUnit({ ...rest, arrivals })
    const isWaiting = ({ header }: Arrival) => outcomes.get(header.id)?.kind === 'waiting'
    const waiting = pending.filter((unit) => unit.some(isWaiting))
    // What was decided in this round may have freed those that waited before it came to their turn.
    if (waiting.length === 0 || waiting.length === pending.length) return outcomes
    pending = waiting
  }
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
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryToSettle(transaction, given)
    if (tried.kind === 'written') return tried.outcomes
    if (tried.kind === 'unstorable') return quarantine(transaction, given)
    // A conflict with what its snapshot does not show, again and again, is a bug like one that throws.
    if (tried.kind === 'stopped' || attempt === TRIES_OF_ONE)
      return leaveUnsettled(transaction, given, tried.error)
  }
}

/** Nothing of these records has an effect, and each is a case for head office [IN32]. */
async function leaveUnsettled(
  transaction: DatabaseTransaction,
  given: Given,
  error: unknown,
): Promise<ReadonlyMap<OperationId, Outcome>> {
  const { arrivals, central, log } = given
  const said = (operationId: string, operationType?: string) =>
    log.error({
      event: 'not-settled',
      operationId,
      ...(operationType === undefined ? {} : { operationType }),
      ...errorFields(error),
    })
  // A decision of head office is no record: its case stays as it is, and who decided is told.
  if (central !== undefined) said(central.operationId)
  const opened = arrivals.map((arrival) => ({ arrival, ...openCase(arrival, 'not-settled') }))
  const outcomes = new Map(opened.map(({ arrival, outcome }) => [arrival.header.id, outcome]))
  const effects = joinEffects(opened.map((one) => one.effects))
  await writeSettlement(transaction, { ...given, settlement: { outcomes, effects, steps: [effects] } })
  for (const { header } of arrivals) said(header.id, header.type)
  return outcomes
}

async function quarantine(
  transaction: DatabaseTransaction,
  given: Given,
): Promise<ReadonlyMap<OperationId, Outcome>> {
  const outcome = { kind: 'quarantined', reason: 'payload-invalid' } as const
  const outcomes = new Map(given.arrivals.map(({ header }): [OperationId, Outcome] => [header.id, outcome]))
  await writeSettlement(transaction, { ...given, settlement: { outcomes, effects: NO_EFFECTS, steps: [] } })
  return outcomes
}

/**
 * `taken`: a unique key was taken meanwhile. `stopped`: settling met a bug. Whatever was not written left the transaction as it
 * was before.
 */
type Tried =
  | { readonly kind: 'written'; readonly outcomes: Settlement['outcomes'] }
  | { readonly kind: 'taken' | 'unstorable' | 'stopped'; readonly error: unknown }

async function tryToSettle(transaction: DatabaseTransaction, given: Given): Promise<Tried> {
  const { arrivals, safe, central, rules } = given
  const operationIds = central === undefined ? [] : [central.operationId]
  await sql`SAVEPOINT settling`.execute(transaction)
  try {
    // Asking for a value that no column takes fails as storing it does.
    const decision = central?.act.decision
    const snapshot = await loadSnapshot(transaction, { arrivals, safe, operationIds, decision })
    const settlement = settle(snapshot, arrivals, rules, central?.act)
    await writeSettlement(transaction, { ...given, settlement })
    await sql`RELEASE SAVEPOINT settling`.execute(transaction)
    return { kind: 'written', outcomes: settlement.outcomes }
  } catch (error) {
    const kind = whyNotWritten(error)
    if (kind === null) throw error
    await sql`ROLLBACK TO SAVEPOINT settling`.execute(transaction)
    return { kind, error }
  }
}

/** Null for what has nothing to do with these records. */
function whyNotWritten(error: unknown): 'taken' | 'unstorable' | 'stopped' | null {
  if (isUnstorableValue(error)) return 'unstorable'
  if (isUniqueViolation(error)) return 'taken'
  return isOfOneRecord(error) ? 'stopped' : null
}
