import { sql } from 'kysely'
import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import { paperSchema } from '#shared/contracts/messages/proof.ts'
import type { Paper } from '#shared/contracts/messages/proof.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'

const MAX_RECORDS = 50

/** A stored hash as paper shows the beginning of it: in hexadecimal digits. */
const HEX_HASH = sql<string>`encode(decode(translate(records.hash, '-_', '+/') || '=', 'base64'), 'hex')`

/** What is said of a record that came under an id which another one has, in the place of its outcome. */
const SECOND = 'id-reused'

/**
 * The records that have this number and this short hash: what a receipt shows. Where there is none, what the terminals
 * of the named store say of that number: paper convicts a lost tail. Audited; it tells of no person.
 */
export async function findFromPaper(
  context: Acting,
  given: { sequence: number; hash: string; storeId: string | null },
): Promise<Paper> {
  const { sequence, hash, storeId } = given
  await writeAudit(context, context.database, {
    actor: context.actor,
    action: 'paper-looked-up',
    subject: `${sequence} ${hash}`,
    detail: storeId,
  })
  const base = context.database
    .selectFrom('chainRecords as records')
    .leftJoin('inbox', (join) =>
      join.onRef('inbox.operationId', '=', 'records.operationId').on('isSecond', '=', false),
    )
    .innerJoin('terminals', 'terminals.terminalId', 'records.terminalId')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .where('records.sequence', '=', sequence)
    .where(sql<boolean>`starts_with(${HEX_HASH}, ${hash.toLowerCase()})`)
  const rows = await (storeId === null ? base : base.where('stores.storeId', '=', storeId))
    .select(['records.operationId', 'records.terminalId', 'terminals.name as terminalName'])
    .select(['records.epoch', 'records.sequence', 'records.hash', 'records.header', 'records.receivedAt'])
    .select(['stores.storeId', 'stores.name as storeName', 'stores.timeZone', 'inbox.outcome', 'isSecond'])
    .orderBy('records.receivedAt')
    .limit(MAX_RECORDS)
    .execute()
  const records = rows.map(({ header, outcome, receivedAt, isSecond, ...row }) => {
    const { type, operatorId, occurredAt } = envelopeHeaderSchema.parse(header)
    const kind = isSecond ? SECOND : outcome === null ? null : outcomeSchema.parse(outcome).kind
    return { ...row, type, operatorId, occurredAt, receivedAt: receivedAt.toISOString(), outcome: kind }
  })
  const elsewhere =
    records.length > 0 || storeId === null ? [] : await atItsNumber(context, { sequence, storeId })
  return paperSchema.parse({ records, elsewhere })
}

async function atItsNumber(context: Acting, given: { sequence: number; storeId: string }) {
  const held = sql<boolean>`EXISTS (SELECT 1 FROM chain_records AS held WHERE held.terminal_id = terminal_epochs.terminal_id
    AND held.epoch = terminal_epochs.epoch AND held.sequence = ${given.sequence})`
  const rows = await context.database
    .selectFrom('terminalEpochs')
    .innerJoin('terminals', 'terminals.terminalId', 'terminalEpochs.terminalId')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .select(['terminals.terminalId', 'terminals.name as terminalName', 'terminalEpochs.epoch'])
    .select([
      'stores.storeId',
      'stores.name as storeName',
      'stores.timeZone',
      'claimedSequence',
      held.as('held'),
    ])
    .where('stores.storeId', '=', given.storeId)
    .orderBy('terminals.terminalId')
    .orderBy('terminalEpochs.epoch')
    .limit(MAX_RECORDS)
    .execute()
  return rows.map(({ held: isHeld, claimedSequence, ...row }) => ({
    ...row,
    state: isHeld ? 'another' : claimedSequence >= given.sequence ? 'missing' : 'beyond',
  }))
}
