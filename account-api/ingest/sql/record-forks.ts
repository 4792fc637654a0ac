import { sql } from 'kysely'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Arrival } from '../arrival.ts'

/** Raises the alarm where two records claim one place of a chain. Both stay and both are settled. */
export async function recordForks(
  parts: { newId(): string },
  transaction: DatabaseTransaction,
  given: { terminalId: string; receivedAt: string; arrivals: readonly Arrival[] },
): Promise<void> {
  const { terminalId, receivedAt, arrivals } = given
  if (arrivals.length === 0) return
  const forked = await transaction
    .selectFrom('inbox')
    .select(['epoch', 'sequence'])
    .where('terminalId', '=', terminalId)
    .where('epoch', 'in', [...new Set(arrivals.map((arrival) => arrival.header.epoch))])
    .where('sequence', 'in', [...new Set(arrivals.map((arrival) => arrival.header.sequence))])
    .groupBy(['epoch', 'sequence'])
    .having(sql<number>`count(*)`, '>', 1)
    .execute()
  if (forked.length === 0) return
  const found = await transaction
    .insertInto('inboxForks')
    .values(forked.map((place) => ({ terminalId, foundAt: receivedAt, ...place })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['epoch', 'sequence'])
    .execute()
  if (found.length === 0) return
  await transaction
    .insertInto('audit')
    .values(
      found.map(({ epoch, sequence }) => ({
        entryId: parts.newId(),
        at: receivedAt,
        actor: `terminal ${terminalId}`,
        action: 'chain-forked',
        subject: terminalId,
        detail: `epoch ${epoch}, sequence ${sequence}`,
      })),
    )
    .execute()
}

/** Whether the alarm was ever raised for this epoch of the terminal. */
export async function isForked(
  transaction: DatabaseTransaction,
  place: { terminalId: string; epoch: number },
): Promise<boolean> {
  const rows = await transaction
    .selectFrom('inboxForks')
    .select('sequence')
    .where('terminalId', '=', place.terminalId)
    .where('epoch', '=', place.epoch)
    .limit(1)
    .execute()
  return rows.length > 0
}
