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

/** The epochs of a terminal for which the alarm was ever raised. */
export async function forkedEpochs(
  transaction: DatabaseTransaction,
  terminalId: string,
): Promise<readonly number[]> {
  const rows = await transaction
    .selectFrom('inboxForks')
    .select('epoch')
    .distinct()
    .where('terminalId', '=', terminalId)
    .execute()
  return rows.map(({ epoch }) => epoch)
}
