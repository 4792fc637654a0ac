import { fail, ok } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { NotRecordedReason, SavePort } from '#renderer/sync/transport.ts'
import type { CallFailure } from './ipc-client.ts'
import { type CallMain, withinReplyLimit } from './reply-limit.ts'

const READ_LIMIT_MS = 10_000
const SAVE_LIMIT_MS = 8_000

/** Main's journal, read over IPC. `onUnreadable` is told how many records main could not read. */
export function createIpcJournal(parts: {
  call: CallMain
  timer: Timer
  onUnreadable: (records: number) => void
}) {
  return {
    async read(request: { afterFrame: number; limit: number }) {
      const call = parts.call('journal.read', request)
      const reply = await withinReplyLimit({ timer: parts.timer, limitMs: READ_LIMIT_MS, call })
      if (!reply.ok || reply.value.kind === 'failed') return fail({ kind: 'unavailable' })
      const { frames, lastFrame, unreadable } = reply.value
      if (unreadable > 0) parts.onUnreadable(unreadable)
      return ok({ afterFrame: request.afterFrame, frames, lastFrame })
    },
  }
}

/** Refusals by which main says that it did not even begin. Any other failure tells nothing of the record. */
const REFUSALS = new Map<CallFailure['kind'], NotRecordedReason>([
  ['locked', 'locked'],
  ['bad-request', 'invalid'],
  ['too-large', 'invalid'],
  ['refused-sender', 'refused'],
  ['not-permitted', 'refused'],
  ['unknown-method', 'refused'],
])

/** Saving over IPC. A refusal of main is an answer; silence is not. */
export function createIpcSave(parts: { call: CallMain; timer: Timer }): SavePort {
  return {
    async save({ operationId, aggregateId, dependsOn, operation }) {
      const call = parts.call('record.save', {
        operationId,
        aggregateId,
        dependsOn: [...dependsOn],
        operation,
      })
      const reply = await withinReplyLimit({ timer: parts.timer, limitMs: SAVE_LIMIT_MS, call })
      if (reply.ok) return reply
      const reason = REFUSALS.get(reply.failure.kind)
      return reason === undefined ? fail({ kind: 'lost' }) : ok({ kind: 'not-saved', reason })
    },
  }
}
