import { type LeaveStop, isSendingStopped } from './may-leave.ts'

/** Head office is alerted of a record that waits this long; from then on a till counts as offline too long. */
export const TOO_LONG_MS = 24 * 60 * 60_000

/**
 * Why records of this till may not arrive: nothing is taken from it; it takes nothing new itself; or it was offline too long. `kept`: all
 * arrived, and what head office should lose of it comes again by a file alone.
 */
export type ExportReason = 'stopped' | 'closed' | 'too-long' | 'kept'

/** Whether a person is offered the last resort: to carry what this till has to head office in a sealed file (C18). */
export function exportReason(facts: {
  readonly unsent: {
    readonly records: number
    readonly oldestAt: string | null
    /** What head office took and this till still has sealed; null while head office takes what it sends. */
    readonly settled: number | null
  }
  readonly stops: readonly LeaveStop[]
  readonly nowMs: number
}): ExportReason | null {
  const { unsent, stops, nowMs } = facts
  if (unsent.records === 0) return (unsent.settled ?? 0) > 0 ? 'kept' : null
  if (isSendingStopped(stops)) return 'stopped'
  if (stops.some((stop) => CLOSED.includes(stop))) return 'closed'
  // What was saved by a clock far ahead of the one of now waits nobody knows how long.
  const isOld = unsent.oldestAt !== null && Math.abs(nowMs - Date.parse(unsent.oldestAt)) >= TOO_LONG_MS
  return isOld ? 'too-long' : null
}

/** What waits is still delivered while the store is online; the till itself is at its end. */
const CLOSED: readonly LeaveStop[] = ['chain-fork', 'journal-lost']
