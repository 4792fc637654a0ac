import type { LeaveStop } from './may-leave.ts'

/** Head office is alerted of a record that waits this long; from then on a till counts as offline too long. */
export const TOO_LONG_MS = 24 * 60 * 60_000

/** Why records of this till do not arrive by themselves. */
export type ExportReason = 'stopped' | 'too-long'

/** Whether a person is offered the last resort: to carry what waits to head office in a sealed file (C18). */
export function exportReason(facts: {
  readonly unsent: { readonly records: number; readonly oldestAt: string | null }
  readonly stops: readonly LeaveStop[]
  readonly nowMs: number
}): ExportReason | null {
  const { unsent, stops, nowMs } = facts
  if (unsent.records === 0) return null
  if (stops.some((stop) => STOPPED.includes(stop))) return 'stopped'
  const isOld = unsent.oldestAt !== null && nowMs - Date.parse(unsent.oldestAt) >= TOO_LONG_MS
  return isOld ? 'too-long' : null
}

const STOPPED: readonly LeaveStop[] = [
  'terminal-revoked',
  'chain-fork',
  'client-too-old',
  'journal-lost',
  'terminal-needs-attention',
]
