import type { Head } from '#shared/contracts/messages/operations.ts'

/** How far records are kept away from this server, so that tills may let their sealed bytes go. */
export interface Backup {
  /** The last sequence of the head's chain that would survive the loss of this server. */
  durableSequence(head: Head): Promise<number>
}

/** Takes what is committed for durable: for a database whose own replication or backup is trusted with it. */
export const committedIsDurable: Backup = { durableSequence: async (head) => head.sequence }
