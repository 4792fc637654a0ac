import { sql } from 'kysely'
import type { Head } from '#shared/contracts/messages/operations.ts'
import type { Context } from '../context.ts'

/** How far records are kept away from this server, so that tills may let their sealed bytes go. */
export interface Backup {
  /** The last sequence of a terminal's chain that would survive the loss of this server, with everything before it. */
  durableSequence(terminalId: string, head: Head): Promise<number>
}

/**
 * Takes a record for durable once it has been here for the backup lag [IN22]: longer than backups are apart, with what they take; so has
 * what came under an id that another record had (IN3), at the place that it claims. 0 takes
 * what is committed for durable, for a database that is replicated as it commits.
 */
export function backedUpAfter(context: Pick<Context, 'database' | 'clock' | 'backupLagMs'>): Backup {
  const { database, clock, backupLagMs: lagMs } = context
  return {
    async durableSequence(terminalId, head) {
      if (lagMs === 0) return head.sequence
      const since = new Date(clock.wallMs() - lagMs)
      const { rows } = await sql<{ first: number | null }>`
        SELECT min(sequence) AS first FROM (
          SELECT sequence FROM inbox
          WHERE terminal_id = ${terminalId} AND epoch = ${head.epoch} AND received_at > ${since}
          UNION ALL
          SELECT sequence FROM quarantine
          WHERE terminal_id = ${terminalId} AND reason = 'id-reused' AND epoch = ${head.epoch}
            AND received_at > ${since}
        ) AS young`.execute(database)
      const first = rows[0]?.first ?? null
      return first === null ? head.sequence : Math.min(head.sequence, first - 1)
    },
  }
}
