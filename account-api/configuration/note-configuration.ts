import type { Database } from '../database/tables.ts'

/** Keeps what a till says of its configuration when it asks, where that is news: which version it works by, and why not by the last. */
export async function noteConfiguration(
  database: Database,
  said: { terminalId: string; inForce: number | null; refused: string | null },
): Promise<void> {
  const { terminalId, inForce, refused } = said
  await database
    .updateTable('terminals')
    .set({ configurationInForce: inForce, configurationRefused: refused })
    .where('terminalId', '=', terminalId)
    .where(({ or, eb }) =>
      or([
        eb('configurationInForce', 'is distinct from', inForce),
        eb('configurationRefused', 'is distinct from', refused),
      ]),
    )
    .execute()
}
