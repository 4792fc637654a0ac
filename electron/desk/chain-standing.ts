import type { ChainStanding } from '#shared/ipc/leave-methods.ts'

import type { DeskParts } from './desk-parts.ts'

/** How far this till has written, what of it is open, and how far the account API has confirmed it. */
export async function chainStanding(parts: DeskParts): Promise<ChainStanding | null> {
  const terminal = parts.terminal()
  if (terminal === null) return null
  const { journal } = parts
  return {
    written: journal.head(terminal.enrolment.epoch),
    open: journal.openRecords(),
    unfinished: await parts.drafts.count(),
    confirmed: parts.confirmation.current(),
  }
}
