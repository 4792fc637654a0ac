import { sql } from 'kysely'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { isFinal } from '#shared/contracts/outcome.ts'
import type { DatabaseTransaction, NewRow, Tables } from '../../database/tables.ts'
import type { Arrival } from '../arrival.ts'
import { EFFECT_TABLES } from '../effects.ts'
import type { Settlement } from '../settlement.ts'

/** Carries out a settlement: one statement a table, then outcomes, waiting lists and audit. */
export async function writeSettlement(
  transaction: DatabaseTransaction,
  given: { arrivals: readonly Arrival[]; settlement: Settlement; receivedAt: string; newId(): string },
): Promise<void> {
  const { effects, outcomes } = given.settlement
  for (const table of EFFECT_TABLES) await insertRows(transaction, table, effects[table])
  if (effects.erasedPayloads.length > 0) {
    await transaction
      .updateTable('inbox')
      .set({ sealedPayload: null })
      .where('operationId', 'in', [...effects.erasedPayloads])
      .execute()
  }
  await writeOutcomes(transaction, { outcomes: [...outcomes], settledAt: given.receivedAt })
  await writeWaiting(transaction, [...outcomes])
  await insertRows(transaction, 'audit', auditOf(given))
}

async function insertRows<Name extends keyof Tables>(
  transaction: DatabaseTransaction,
  table: Name,
  rows: readonly NewRow<Name>[],
): Promise<void> {
  if (rows.length > 0) await transaction.insertInto(table).values(rows).execute()
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
  return given.arrivals.flatMap(({ header }) => {
    const outcome = given.settlement.outcomes.get(header.id)
    if (outcome === undefined || !isFinal(outcome)) return []
    return [
      {
        entryId: given.newId(),
        at: given.receivedAt,
        actor: header.operatorId === null ? `terminal ${header.terminalId}` : `operator ${header.operatorId}`,
        action: `${header.type}-settled`,
        subject: header.id,
        detail: outcome.kind,
      },
    ]
  })
}
