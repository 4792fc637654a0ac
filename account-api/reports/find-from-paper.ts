import { sql } from 'kysely'
import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import { paperSchema } from '#shared/contracts/messages/proof.ts'
import type { Paper } from '#shared/contracts/messages/proof.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'

const MAX_RECORDS = 50

/** A stored hash as paper shows the beginning of it: in hexadecimal digits. */
const HEX_HASH = sql<string>`encode(decode(translate(inbox.hash, '-_', '+/') || '=', 'base64'), 'hex')`

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
    .selectFrom('inbox')
    .innerJoin('terminals', 'terminals.terminalId', 'inbox.terminalId')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .where('inbox.sequence', '=', sequence)
    .where(sql<boolean>`starts_with(${HEX_HASH}, ${hash.toLowerCase()})`)
  const rows = await (storeId === null ? base : base.where('stores.storeId', '=', storeId))
    .select(['operationId', 'inbox.terminalId', 'terminals.name as terminalName', 'inbox.epoch', 'sequence'])
    .select(['hash', 'header', 'receivedAt', 'outcome'])
    .select(['stores.storeId', 'stores.name as storeName', 'stores.timeZone'])
    .orderBy('receivedAt')
    .limit(MAX_RECORDS)
    .execute()
  const records = rows.map(({ header, outcome, receivedAt, ...row }) => {
    const { type, operatorId, occurredAt } = envelopeHeaderSchema.parse(header)
    const kind = outcome === null ? null : outcomeSchema.parse(outcome).kind
    return { ...row, type, operatorId, occurredAt, receivedAt: receivedAt.toISOString(), outcome: kind }
  })
  const elsewhere =
    records.length > 0 || storeId === null ? [] : await atItsNumber(context, { sequence, storeId })
  return paperSchema.parse({ records, elsewhere })
}

async function atItsNumber(context: Acting, given: { sequence: number; storeId: string }) {
  const held = sql<boolean>`EXISTS (SELECT 1 FROM inbox WHERE inbox.terminal_id = terminal_epochs.terminal_id
    AND inbox.epoch = terminal_epochs.epoch AND inbox.sequence = ${given.sequence})`
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
