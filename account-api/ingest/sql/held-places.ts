import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Head, Held } from '#shared/contracts/messages/operations.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Beside } from './record-forks.ts'

const MAX_GAPS = 100

interface Beyond {
  readonly epoch: number
  readonly last: number
  readonly gaps: [number, number][]
  readonly ends: [number, string][]
}

/** What is held of every epoch of a terminal: up to its head everything, and beyond it what stands there. */
export async function readHeld(
  transaction: DatabaseTransaction,
  given: { terminalId: string; heads: readonly Head[]; beside: Beside },
): Promise<Held[]> {
  const { terminalId, heads, beside } = given
  const { forked, seconds } = beside
  const beyond = await readBeyond(transaction, { terminalId, heads })
  const forks =
    forked.length === 0 ? new Map<number, string>() : await readForks(transaction, { terminalId, forked })
  return heads.map(({ epoch, sequence, hash }) => {
    const found = beyond.find((row) => row.epoch === epoch)
    const fork = [...(forks.get(epoch)?.split(' ') ?? []), ...(seconds.get(epoch) ?? [])]
    return {
      epoch,
      last: found?.last ?? sequence,
      gaps: (found?.gaps ?? []).slice(0, MAX_GAPS),
      ends: [[sequence, hash], ...(forked.includes(epoch) ? [] : (found?.ends ?? []).slice(0, MAX_GAPS))],
      fork: fork.length === 0 ? null : createHash('sha256').update(fork.join(' ')).digest('base64url'),
    }
  })
}

/** What stands beyond the heads: few records, but where a gap stays open. */
async function readBeyond(
  transaction: DatabaseTransaction,
  { terminalId, heads }: { terminalId: string; heads: readonly Head[] },
): Promise<readonly Beyond[]> {
  // The heads as values: no index finds what a join asks of a view of two tables.
  const isBeyond = sql.join(
    heads.map(({ epoch, sequence }) => sql`(chain_records.epoch = ${epoch} AND sequence > ${sequence})`),
    sql` OR `,
  )
  const found = await sql<Beyond>`
    SELECT epoch, max(sequence) AS last,
      coalesce(json_agg(json_build_array(before + 1, sequence - 1) ORDER BY sequence)
        FILTER (WHERE sequence > before + 1), '[]') AS gaps,
      json_agg(json_build_array(sequence, hash) ORDER BY sequence)
        FILTER (WHERE follower IS DISTINCT FROM hash OR next > sequence + 1) AS ends
    FROM (
      SELECT chain_records.epoch, sequence, hash,
        lag(sequence, 1, contiguous_sequence) OVER steps AS before,
        lead(sequence) OVER steps AS next,
        lead(previous_hash) OVER steps AS follower
      FROM chain_records
      JOIN terminal_epochs
        ON terminal_epochs.terminal_id = chain_records.terminal_id AND terminal_epochs.epoch = chain_records.epoch
      WHERE chain_records.terminal_id = ${terminalId} AND (${isBeyond})
      WINDOW steps AS (PARTITION BY chain_records.epoch ORDER BY sequence)
    ) AS places
    GROUP BY epoch`.execute(transaction)
  return found.rows
}

/** For every epoch that forked, the hashes that tell apart what is held of it: of both records at one place, and of all beyond the head. */
async function readForks(
  transaction: DatabaseTransaction,
  given: { terminalId: string; forked: readonly number[] },
): Promise<ReadonlyMap<number, string>> {
  const { terminalId, forked } = given
  const found = await sql<{ epoch: number; hashes: string }>`
    SELECT epoch, string_agg(hash, ' ' ORDER BY sequence, hash COLLATE "C") AS hashes
    FROM (
      SELECT inbox.epoch, sequence, hash
      FROM inbox
      JOIN terminal_epochs
        ON terminal_epochs.terminal_id = inbox.terminal_id AND terminal_epochs.epoch = inbox.epoch
      WHERE inbox.terminal_id = ${terminalId} AND inbox.epoch IN (${sql.join(forked)})
        AND sequence > contiguous_sequence
      UNION
      SELECT epoch, sequence, hash
      FROM inbox
      JOIN inbox_forks USING (terminal_id, epoch, sequence)
      WHERE terminal_id = ${terminalId}
    ) AS beside
    GROUP BY epoch`.execute(transaction)
  return new Map(found.rows.map(({ epoch, hashes }) => [epoch, hashes]))
}
