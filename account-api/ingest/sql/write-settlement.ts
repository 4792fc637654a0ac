import { sql } from 'kysely'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { isFinal } from '#shared/contracts/outcome.ts'
import type { DatabaseTransaction, NewRow } from '../../database/tables.ts'
import type { Safe } from '../../safe/safe.ts'
import type { Arrival } from '../arrival.ts'
import { actorOf } from '../settle.ts'
import type { Settlement } from '../settlement.ts'
import { settlePoints } from '../../loyalty/settle-points.ts'
import { insertRows, writeEffects } from './write-effects.ts'

/** Carries out a settlement: one statement a table, then outcomes, waiting lists and audit. */
export async function writeSettlement(
  transaction: DatabaseTransaction,
  given: {
    arrivals: readonly Arrival[]
    settlement: Settlement
    receivedAt: string
    safe: Safe
    newId(): string
  },
): Promise<void> {
  const { steps, outcomes } = given.settlement
  for (const effects of steps) {
    await writeEffects(transaction, { effects, safe: given.safe, at: given.receivedAt })
  }
  if (outcomes.size > 0) {
    await writeOutcomes(transaction, { outcomes: [...outcomes], settledAt: given.receivedAt })
    await writeWaiting(transaction, [...outcomes])
  }
  const { effects } = given.settlement
  await settlePoints(transaction, {
    effects,
    at: given.receivedAt,
    safe: given.safe,
    newId: () => given.newId(),
  })
  await insertRows(transaction, 'audit', auditOf(given))
}

type Outcomes = readonly (readonly [string, Outcome])[]

async function writeOutcomes(
  transaction: DatabaseTransaction,
  given: { outcomes: Outcomes; settledAt: string },
): Promise<void> {
  const rows = given.outcomes.map(
    ([id, outcome]) =>
      sql`(${id}::uuid, ${JSON.stringify(outcome)}::jsonb, ${isFinal(outcome) ? given.settledAt : null}::timestamptz)`,
  )
  await sql`UPDATE inbox SET outcome = given.outcome, settled_at = given.settled_at
    FROM (VALUES ${sql.join(rows)}) AS given (id, outcome, settled_at)
    WHERE operation_id = given.id`.execute(transaction)
}

async function writeWaiting(transaction: DatabaseTransaction, outcomes: Outcomes): Promise<void> {
  const ids = outcomes.map(([id]) => id)
  await transaction.deleteFrom('waiting').where('operationId', 'in', ids).execute()
  const rows = outcomes.flatMap(([operationId, outcome]) =>
    outcome.kind === 'waiting' ? outcome.on.map((onOperationId) => ({ operationId, onOperationId })) : [],
  )
  await insertRows(transaction, 'waiting', rows)
}

function auditOf(given: {
  arrivals: readonly Arrival[]
  settlement: Settlement
  receivedAt: string
  newId(): string
}): NewRow<'audit'>[] {
  const { outcomes, effects } = given.settlement
  const entry = (said: Pick<NewRow<'audit'>, 'actor' | 'action' | 'subject' | 'detail'>) => ({
    entryId: given.newId(),
    at: given.receivedAt,
    ...said,
  })
  const settled = given.arrivals.flatMap((arrival) => {
    const { id, type } = arrival.header
    const outcome = outcomes.get(id)
    if (outcome === undefined || !isFinal(outcome)) return []
    return [entry({ actor: actorOf(arrival), action: `${type}-settled`, subject: id, detail: outcome.kind })]
  })
  const decided = effects.caseDecisions.map(({ caseId, actor, version, choice }) =>
    entry({ actor, action: 'case-decided', subject: caseId, detail: `version ${version}: ${choice}` }),
  )
  const arrived = new Set<string>(given.arrivals.map((arrival) => arrival.header.id))
  const changed = [...outcomes]
    .filter(([id]) => !arrived.has(id))
    .map(([id, outcome]) =>
      entry({ actor: 'account API', action: 'outcome-changed', subject: id, detail: outcome.kind }),
    )
  return [...settled, ...decided, ...changed]
}
