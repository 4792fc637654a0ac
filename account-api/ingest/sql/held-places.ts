import { sql } from 'kysely'
import type { Head, Held } from '#shared/contracts/messages/operations.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'

const MAX_GAPS = 100

/** What is held of every epoch of a terminal: up to its head everything, and beyond it what the inbox has. */
export async function readHeld(
  transaction: DatabaseTransaction,
  given: { terminalId: string; heads: readonly Head[] },
): Promise<Held[]> {
  const beyond = await sql<{ epoch: number; last: number; gaps: [number, number][] }>`
    SELECT epoch, max(sequence) AS last,
      coalesce(json_agg(json_build_array(previous + 1, sequence - 1) ORDER BY sequence)
        FILTER (WHERE sequence > previous + 1), '[]') AS gaps
    FROM (
      SELECT epoch, sequence, lag(sequence, 1, head) OVER (PARTITION BY epoch ORDER BY sequence) AS previous
      FROM (
        SELECT DISTINCT inbox.epoch, inbox.sequence, terminal_epochs.contiguous_sequence AS head
        FROM inbox
        JOIN terminal_epochs
          ON terminal_epochs.terminal_id = inbox.terminal_id AND terminal_epochs.epoch = inbox.epoch
        WHERE inbox.terminal_id = ${given.terminalId}
          AND inbox.sequence > terminal_epochs.contiguous_sequence
      ) AS places
    ) AS steps
    GROUP BY epoch`.execute(transaction)
  return given.heads.map(({ epoch, sequence }) => {
    const found = beyond.rows.find((row) => row.epoch === epoch)
    return { epoch, last: found?.last ?? sequence, gaps: (found?.gaps ?? []).slice(0, MAX_GAPS) }
  })
}
