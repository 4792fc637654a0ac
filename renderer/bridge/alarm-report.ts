import type { IpcRequest } from '#shared/ipc/contract.ts'
import type { CallMain } from './reply-limit.ts'

type Reported = IpcRequest<'terminal.report'>['kind']

/** What head office calls it; null for what passes by itself: main that did not answer is asked again. */
const KINDS = {
  'store-rebuilt': 'store-rebuilt',
  'store-unavailable': 'store-damaged',
  'record-unreadable': 'store-damaged',
  'journal-behind': 'store-damaged',
  'journal-unavailable': null,
} as const satisfies Record<string, Reported | null>

/**
 * Tells main what the outbox found wrong with its store, for head office. Nobody waits for it; `onRecorded` is called when
 * main may have journaled a record of it.
 */
export function createAlarmReport(parts: {
  call: CallMain
  onRecorded: () => void
}): (alarm: keyof typeof KINDS) => void {
  return (alarm) => {
    const kind = KINDS[alarm]
    if (kind !== null) void parts.call('terminal.report', { kind }).then(parts.onRecorded)
  }
}
