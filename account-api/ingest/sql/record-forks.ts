import { sql } from 'kysely'
import type { DatabaseTransaction } from '../../database/tables.ts'

/** Raises the alarm where two records claim one place of a chain. Both stay and both are settled. */
export async function recordForks(
  parts: { newId(): string },
  transaction: DatabaseTransaction,
  given: {
    terminalId: string
    receivedAt: string
    places: readonly { readonly epoch: number; readonly sequence: number }[]
  },
): Promise<void> {
  const { terminalId, receivedAt, places } = given
  if (places.length === 0) return
  const forked = await transaction
    .selectFrom('chainRecords')
    .select(['epoch', 'sequence'])
    .where('terminalId', '=', terminalId)
    .where('epoch', 'in', [...new Set(places.map(({ epoch }) => epoch))])
    .where('sequence', 'in', [...new Set(places.map(({ sequence }) => sequence))])
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

/** What of a terminal is held where the places of a chain alone do not tell. */
export interface Beside {
  /** The epochs for which the alarm was ever raised. */
  readonly forked: readonly number[]
  /** By epoch, in order, the hashes of what came under an id that another record had [IN3]. */
  readonly seconds: ReadonlyMap<number, readonly string[]>
}

export async function readBeside(transaction: DatabaseTransaction, terminalId: string): Promise<Beside> {
  const { rows } = await sql<{ epoch: number; hash: string | null }>`
    SELECT DISTINCT epoch, NULL AS hash, 0 AS sequence FROM inbox_forks WHERE terminal_id = ${terminalId}
    UNION ALL
    SELECT epoch, content_hash COLLATE "C", sequence FROM quarantine
    WHERE terminal_id = ${terminalId} AND reason = 'id-reused' AND epoch IS NOT NULL
    ORDER BY epoch, sequence, hash`.execute(transaction)
  const seconds = new Map<number, string[]>()
  for (const { epoch, hash } of rows)
    if (hash !== null) seconds.set(epoch, [...(seconds.get(epoch) ?? []), hash])
  return { forked: rows.flatMap(({ epoch, hash }) => (hash === null ? epoch : [])), seconds }
}
