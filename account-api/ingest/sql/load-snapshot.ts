import { outcomeSchema } from '#shared/contracts/outcome.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Safe } from '../../safe/safe.ts'
import type { Arrival } from '../arrival.ts'
import type { AnyDecision } from '../decide.ts'
import { aboutOf, dependenciesOf } from '../dependencies.ts'
import type { Snapshot } from '../snapshot.ts'
import { subjectsIn } from '../subjects.ts'
import { asAmended } from '../amend.ts'
import { loadRemoved, loadToRemove } from './load-removals.ts'
import { loadAccounts } from './load-accounts.ts'
import { loadDevices } from './load-devices.ts'
import { loadMergesBy } from './load-merges.ts'
import { loadSpeakers } from './load-speakers.ts'
import { loadCases, loadRecords } from './load-records.ts'

/** Reads what settling these records depends on, in as many statements whatever their number. */
export async function loadSnapshot(
  transaction: DatabaseTransaction,
  given: {
    arrivals: readonly Arrival[]
    safe: Safe
    operationIds?: readonly string[]
    /** What head office decides about one of these operations. */
    decision?: AnyDecision | undefined
    /** An account that head office removes. */
    removing?: string | undefined
  },
): Promise<Snapshot> {
  const { arrivals, safe } = given
  const targets = arrivals.map(aboutOf).filter((id) => id !== null)
  const loaded = await loadRecords(transaction, {
    ids: [...new Set([...targets, ...(given.operationIds ?? [])])],
    except: new Set(arrivals.map((arrival) => arrival.header.id)),
    safe,
  })
  // What head office has settled again is settled as what arrives.
  const isAgain = given.decision?.choice === 'settle-again'
  const settling = isAgain ? [...arrivals, ...recordsOf(loaded)] : arrivals
  const changes = given.decision?.choice === 'mistyped' ? given.decision.changes : null
  const subjects = subjectsIn(arrivals, loaded.records.values(), changes)
  const dependencies = [
    ...new Set([...settling.flatMap((arrival) => dependenciesOf(arrival)), ...subjects.operationIds]),
  ]
  const [outcomes, ageChecks] =
    dependencies.length === 0 ? [[], []] : await readDependencies(transaction, dependencies)
  const cases = await loadCases(transaction, {
    caseIds: settling.flatMap(caseIdIn),
    operationIds: [...new Set([...loaded.outcomes.keys(), ...dependencies])],
  })
  const written = [...loaded.records.values()].flatMap(({ accountId }) => accountId ?? [])
  const named = [...arrivals, ...recordsOf(loaded)]
  const spending = named.some(({ header }) => header.type === 'loyalty-redemption')
  const accounts = await loadAccounts(transaction, {
    subjects,
    accountIds: [
      ...written,
      ...(await soldTo(transaction, settling)),
      ...(given.removing === undefined ? [] : [given.removing]),
    ],
    spending,
    safe,
  })
  // A change of contact may turn out to be of an account that is one with another: everything in it goes there.
  const changing = named.flatMap(({ header }) =>
    header.type === 'contact-change' ? (accounts.customers.get(header.aggregateId) ?? []) : [],
  )
  const removed = await loadRemoved(transaction, { subjects, safe })
  const about = [...loaded.records.values()].map((record) => asAmended(record) ?? record.arrival)
  const toRemove = await loadToRemove(transaction, {
    arrivals: [...arrivals, ...about],
    accounts,
    removing: given.removing,
  })
  const theirCases = await loadCases(transaction, {
    caseIds: [],
    operationIds: [...toRemove.outcomes.keys()],
  })
  const merges = await loadMergesBy(transaction, [...loaded.records.keys()])
  const devices = await loadDevices(transaction, {
    deviceIds: subjects.deviceIds,
    operationIds: [...loaded.records.keys()],
    accountIds: [
      ...written,
      ...changing,
      ...toRemove.accountIds,
      ...[...merges].flatMap(([from, { into }]) => [from, into]),
    ],
  })
  return {
    ...loaded,
    ...accounts,
    ...devices,
    outcomes: new Map([
      ...outcomes.map(
        (row) => [row.operationId, row.outcome === null ? null : outcomeSchema.parse(row.outcome)] as const,
      ),
      ...toRemove.outcomes,
      ...loaded.outcomes,
    ]),
    ageChecks: new Map(
      ageChecks.map((row) => [
        row.operationId,
        { terminalId: row.terminal, isAllowed: row.outcome === 'allowed' },
      ]),
    ),
    ...removed,
    customers: new Map([...accounts.customers, ...toRemove.customers]),
    customerRecords: toRemove.customerRecords,
    removalChoices: toRemove.removalChoices,
    serviceCases: toRemove.serviceCases,
    speakers: await loadSpeakers(transaction, [...arrivals, ...about]),
    merges: new Map([...merges, ...toRemove.merges]),
    cases: new Map([...cases, ...theirCases]),
  }
}

function recordsOf({ records }: Pick<Snapshot, 'records'>): readonly Arrival[] {
  return [...records.values()].map(({ arrival }) => arrival)
}

/** The accounts of the registrations that goods are brought back from, which a return at a visit names alone. */
async function soldTo(
  transaction: DatabaseTransaction,
  arrivals: readonly Arrival[],
): Promise<readonly string[]> {
  const registrations = arrivals.flatMap(({ content }) =>
    content.kind === 'opened' && content.operation.type === 'return'
      ? (content.operation.payload.of ?? [])
      : [],
  )
  if (registrations.length === 0) return []
  const rows = await transaction
    .selectFrom('registrations')
    .select('accountId')
    .where('operationId', 'in', registrations)
    .execute()
  return rows.map(({ accountId }) => accountId)
}

async function readDependencies(transaction: DatabaseTransaction, ids: readonly string[]) {
  const outcomes = await transaction
    .selectFrom('inbox')
    .select(['operationId', 'outcome'])
    .where('operationId', 'in', [...ids])
    .execute()
  const ageChecks = await transaction
    .selectFrom('ageChecks')
    .leftJoin('voids', 'voids.targetOperationId', 'ageChecks.operationId')
    .select(['ageChecks.operationId', 'terminal', 'outcome'])
    .where('ageChecks.operationId', 'in', [...ids])
    .where('voids.targetOperationId', 'is', null)
    .execute()
  return [outcomes, ageChecks] as const
}

function caseIdIn({ content }: Arrival): readonly string[] {
  return content.kind === 'opened' && content.operation.type === 'resolution'
    ? [content.operation.payload.caseId]
    : []
}
