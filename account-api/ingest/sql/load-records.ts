import { changedFieldsSchema } from '#shared/contracts/operations/changed-fields.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import { ledgerPlace } from '../../safe/ledger-places.ts'
import { cipherFor, customersIn } from '../../safe/safe.ts'
import type { Safe } from '../../safe/safe.ts'
import { groupBy } from '../group-by.ts'
import type { Arrival } from '../arrival.ts'
import { aboutOf } from '../dependencies.ts'
import type { CaseSubject } from '../open-case.ts'
import type { Amendment, KnownCase, KnownRecord } from '../snapshot.ts'
import { ARRIVAL_COLUMNS, readArrivals } from './read-arrivals.ts'

/** The settled records that others are about, and what hangs on them. */
export interface LoadedRecords {
  readonly outcomes: ReadonlyMap<string, Outcome | null>
  readonly records: ReadonlyMap<string, KnownRecord>
  readonly freedBy: ReadonlyMap<string, ReadonlySet<string>>
  readonly dependants: ReadonlyMap<string, readonly CaseSubject[]>
}

/**
 * Reads and locks the records that these ids name, and those that they are about in turn: of a decision its correction, of
 * that its registration. The lock makes two tills that speak about one record go one after the other.
 */
export async function loadRecords(
  transaction: DatabaseTransaction,
  given: { ids: readonly string[]; except: ReadonlySet<string>; safe: Safe },
): Promise<LoadedRecords> {
  const outcomes = new Map<string, Outcome | null>()
  const arrivals = new Map<string, Arrival>()
  let wanted = given.ids.filter((id) => !given.except.has(id))
  while (wanted.length > 0) {
    const rows = await transaction
      .selectFrom('inbox')
      .select([...ARRIVAL_COLUMNS, 'operationId', 'outcome'])
      .where('operationId', 'in', wanted)
      .orderBy('operationId')
      .forUpdate()
      .execute()
    const next: string[] = []
    for (const row of rows)
      outcomes.set(row.operationId, row.outcome === null ? null : outcomeSchema.parse(row.outcome))
    for (const arrival of await readArrivals(transaction, { rows, safe: given.safe })) {
      arrivals.set(arrival.header.id, arrival)
      const about = aboutOf(arrival)
      if (about !== null) next.push(about)
    }
    wanted = [...new Set(next)].filter((id) => !arrivals.has(id) && !given.except.has(id))
  }
  const ids = [...arrivals.keys()]
  if (ids.length === 0) return { outcomes, records: new Map(), freedBy: new Map(), dependants: new Map() }
  const amendments = await readAmendments(transaction, { arrivals: [...arrivals.values()], safe: given.safe })
  const written = await readWritten(transaction, ids)
  const dependants = await readDependants(transaction, ids)
  for (const { operationId, outcome } of dependants) {
    if (!outcomes.has(operationId)) outcomes.set(operationId, outcome)
  }
  const records = [...arrivals].map(([id, arrival]): [string, KnownRecord] => [
    id,
    { arrival, amendments: amendments.get(id) ?? [], accountId: written.accounts.get(id) ?? null },
  ])
  return {
    outcomes,
    records: new Map(records),
    freedBy: written.freedBy,
    dependants: groupBy(dependants, (dependant) => dependant.onOperationId),
  }
}

async function readAmendments(
  transaction: DatabaseTransaction,
  given: { arrivals: readonly Arrival[]; safe: Safe },
): Promise<ReadonlyMap<string, readonly Amendment[]>> {
  const { arrivals, safe } = given
  const headers = new Map(arrivals.map(({ header }) => [header.id as string, header]))
  const rows = await transaction
    .selectFrom('amendments')
    .select(['targetOperationId', 'position', 'choice', 'changes'])
    .where('targetOperationId', 'in', [...headers.keys()])
    .orderBy('targetOperationId')
    .orderBy('position')
    .execute()
  if (rows.length === 0) return new Map()
  const ciphers = await safe.customers.read(transaction, customersIn(headers.values()))
  const read = rows.map(({ targetOperationId, position, choice, changes }) => {
    const header = headers.get(targetOperationId)
    const cipher = header === undefined ? null : cipherFor(safe, header, ciphers)
    const text =
      changes === null || cipher === null
        ? null
        : cipher.decrypt(changes, ledgerPlace.amendment(targetOperationId, position))
    return {
      targetOperationId,
      choice,
      changes: text === null ? null : changedFieldsSchema.parse(JSON.parse(text)),
    }
  })
  return groupBy(read, (row) => row.targetOperationId)
}

/** The accounts that records wrote to, and the devices that they freed. */
async function readWritten(transaction: DatabaseTransaction, ids: readonly string[]) {
  const history = await transaction
    .selectFrom('deviceHistory')
    .select(['operationId', 'deviceId', 'event', 'accountId'])
    .where('operationId', 'in', [...ids])
    .where('event', 'in', ['registered', 'released', 'returned', 'replaced'])
    .execute()
  const registrations = await transaction
    .selectFrom('registrations')
    .select(['operationId', 'accountId'])
    .where('operationId', 'in', [...ids])
    .execute()
  const accounts = new Map(
    [...history, ...registrations].map(({ operationId, accountId }) => [operationId, accountId]),
  )
  const freed = history.filter(({ event }) => event !== 'registered')
  const freedBy = new Map(
    [...groupBy(freed, (row) => row.operationId)].map(([operationId, rows]) => [
      operationId,
      new Set(rows.map((row) => row.deviceId)),
    ]),
  )
  return { accounts, freedBy }
}

async function readDependants(transaction: DatabaseTransaction, ids: readonly string[]) {
  const rows = await transaction
    .selectFrom('dependencies')
    .innerJoin('inbox', 'inbox.operationId', 'dependencies.operationId')
    .select([
      'dependencies.operationId',
      'dependencies.onOperationId',
      'inbox.hash as envelopeHash',
      'inbox.terminalId',
      'inbox.outcome',
    ])
    .where('dependencies.onOperationId', 'in', [...ids])
    .orderBy('dependencies.operationId')
    .execute()
  return rows.map((row) => ({
    ...row,
    outcome: row.outcome === null ? null : outcomeSchema.parse(row.outcome),
  }))
}

/** Reads and locks cases: those that are named, and all about these operations. */
export async function loadCases(
  transaction: DatabaseTransaction,
  given: { caseIds: readonly string[]; operationIds: readonly string[] },
): Promise<ReadonlyMap<string, KnownCase>> {
  const { caseIds, operationIds } = given
  if (caseIds.length + operationIds.length === 0) return new Map()
  const rows = await transaction
    .selectFrom('cases')
    .select(['caseId', 'operationId', 'envelopeHash', 'terminalId', 'kind', 'audience', 'version'])
    .select(['status', 'choices'])
    .where((where) =>
      where.or([
        ...(caseIds.length === 0 ? [] : [where('caseId', 'in', [...caseIds])]),
        ...(operationIds.length === 0 ? [] : [where('operationId', 'in', [...operationIds])]),
      ]),
    )
    .orderBy('caseId')
    .forUpdate()
    .execute()
  return new Map(rows.map(({ caseId, status, ...kase }) => [caseId, { ...kase, isOpen: status === 'open' }]))
}
