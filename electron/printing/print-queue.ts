/** Why a printer would print nothing now; null when nothing speaks against it. */
export type Hindrance = 'printer-gone' | 'rejecting' | 'printer-paused' | 'printer-offline' | 'paper-out'

/** `ended-badly`: the print system gave it up. */
export interface QueuedJob {
  readonly id: number
  readonly state: 'waiting' | 'complete' | 'ended-badly'
}

/** What the print system says of its printers and jobs; null where it cannot be asked. */
export interface PrintQueue {
  /** The printer that the machine prefers; null where it prefers none, or cannot be asked. */
  preferred(): Promise<string | null>
  /** What the print system knows before a job, or while one stands. A printer that ran out of paper earlier may still say so. */
  hindrance(printer: string): Promise<{ readonly is: Hindrance | null } | null>
  /** The latest job of this name at this printer; undefined when there is none. */
  latestJob(job: { printer: string; name: string }): Promise<QueuedJob | undefined | null>
  /**
   * Ends a job that is not complete, and removes its document in either case [PR5]. Says whether that worked. A job that
   * was printing may be listed as ended a moment longer, until it is removed again.
   */
  remove(job: { printer: string; id: number }): Promise<boolean>
}

/** Of a system that says nothing about its jobs. */
export const SILENT_QUEUE: PrintQueue = {
  preferred: () => Promise.resolve(null),
  hindrance: () => Promise.resolve(null),
  latestJob: () => Promise.resolve(null),
  remove: () => Promise.resolve(false),
}
