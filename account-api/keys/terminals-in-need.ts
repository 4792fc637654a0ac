import { sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { KeyCustody } from './key-custody.ts'

/** A terminal that may still hold something sealed to an old key. */
export interface TerminalInNeed {
  readonly terminalId: string
  readonly name: string
  readonly storeName: string
  readonly epoch: number
  readonly isRevoked: boolean
  /** The last sequence that would survive the loss of this server, and the last one that the till said it wrote. */
  readonly durable: number
  readonly claimed: number
}

/** A sealing key and when it was the one that tills got. */
export interface KeyInTime {
  readonly keyId: string
  readonly createdAt: Date
  readonly retiredAt: Date
}

interface EpochRow {
  readonly terminalId: string
  readonly name: string
  readonly storeName: string
  readonly epoch: number
  readonly enrolledAt: Date
  readonly revokedAt: Date | null
  readonly isOver: boolean
  readonly claimed: number
  readonly durable: number
  readonly keyIds: readonly string[] | null
}

/** Nodes take their time from their own machines: only what is further apart was surely one before the other. */
const CLOCKS_APART_MS = 86_400_000

/** Who still needs a key [KE3]. `newer` are the sealing keys that came after it. */
export async function terminalsInNeed(
  custody: Pick<KeyCustody, 'clock' | 'backupLagMs'>,
  database: Database,
  given: { key: KeyInTime; newer: ReadonlySet<string> },
): Promise<readonly TerminalInNeed[]> {
  const { key, newer } = given
  const isInNeed = (row: EpochRow) => {
    if (row.enrolledAt.getTime() > key.retiredAt.getTime() + CLOCKS_APART_MS) return false
    if (row.revokedAt !== null && row.revokedAt.getTime() < key.createdAt.getTime() - CLOCKS_APART_MS)
      return false
    if (row.isOver && row.claimed <= row.durable) return false
    // A chain never goes back to an older key [KE2]: what follows a newer one is sealed to that or to a newer one yet.
    return row.keyIds === null || !row.keyIds.every((keyId) => newer.has(keyId))
  }
  return (await readEpochs(custody, database)).filter(isInNeed).map((row) => ({
    terminalId: row.terminalId,
    name: row.name,
    storeName: row.storeName,
    epoch: row.epoch,
    isRevoked: row.revokedAt !== null,
    durable: row.durable,
    claimed: row.claimed,
  }))
}

async function readEpochs(
  custody: Pick<KeyCustody, 'clock' | 'backupLagMs'>,
  database: Database,
): Promise<readonly EpochRow[]> {
  const { clock, backupLagMs } = custody
  const backedUpBefore = new Date(clock.wallMs() - backupLagMs).toISOString()
  const { rows } = await sql<EpochRow>`
    SELECT e.terminal_id, t.name, s.name AS store_name, e.epoch, e.enrolled_at, t.revoked_at,
      e.epoch < t.current_epoch AS is_over, e.claimed_sequence AS claimed, d.durable, k.key_ids
    FROM terminal_epochs e
    JOIN terminals t ON t.terminal_id = e.terminal_id
    JOIN stores s ON s.store_id = t.store_id
    CROSS JOIN LATERAL (SELECT least(e.contiguous_sequence, (
      SELECT min(sequence) - 1 FROM chain_records AS held WHERE held.terminal_id = e.terminal_id AND held.epoch = e.epoch
        AND ${backupLagMs > 0}::boolean AND received_at > ${backedUpBefore}::timestamptz)) AS durable) d
    CROSS JOIN LATERAL (SELECT jsonb_agg(header->>'keyId') AS key_ids FROM chain_records AS held
      WHERE held.terminal_id = e.terminal_id AND held.epoch = e.epoch AND held.sequence = d.durable) k
    ORDER BY s.name, t.name, e.terminal_id, e.epoch`.execute(database)
  return rows
}
