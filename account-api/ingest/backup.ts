import type { Head } from '#shared/contracts/messages/operations.ts'
import type { Context } from '../context.ts'

/** How far records are kept away from this server, so that tills may let their sealed bytes go. */
export interface Backup {
  /** The last sequence of a terminal's chain that would survive the loss of this server, with everything before it. */
  durableSequence(terminalId: string, head: Head): Promise<number>
}

/**
 * Takes a record for durable once it has been here for the backup lag [IN22]: longer than backups are apart, with what they take. 0 takes
 * what is committed for durable, for a database that is replicated as it commits.
 */
export function backedUpAfter(context: Pick<Context, 'database' | 'clock' | 'backupLagMs'>): Backup {
  const { database, clock, backupLagMs: lagMs } = context
  return {
    async durableSequence(terminalId, head) {
      if (lagMs === 0) return head.sequence
      const young = await database
        .selectFrom('inbox')
        .select((of) => of.fn.min('sequence').as('first'))
        .where('terminalId', '=', terminalId)
        .where('epoch', '=', head.epoch)
        .where('receivedAt', '>', new Date(clock.wallMs() - lagMs))
        .executeTakeFirst()
      const first = young?.first ?? null
      return first === null ? head.sequence : Math.min(head.sequence, first - 1)
    },
  }
}
