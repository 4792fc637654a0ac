import type { Timer } from '#shared/kernel/timer.ts'
import type { SendResult, Transport } from '#renderer/sync/transport.ts'
import type { CallFailure } from './ipc-client.ts'
import { type CallMain, withinReplyLimit } from './reply-limit.ts'

/** Longer than main's own limit for a request, so that main's answer, and not ours, is the rule. */
const SEND_LIMIT_MS = 90_000
const SHORT_LIMIT_MS = 30_000

/** Sync's way to the account API: through main, which journals every outcome before it answers. */
export function createIpcTransport(parts: { call: CallMain; timer: Timer }): Transport {
  const { call, timer } = parts
  return {
    async send(envelopes, store) {
      const reply = await withinReplyLimit({
        timer,
        limitMs: SEND_LIMIT_MS,
        call: call('sync.send', { envelopes: [...envelopes], ...store }),
      })
      if (!reply.ok) return failedSend(reply.failure)
      if (reply.value.kind !== 'settled') return reply.value
      const { kind, frames, unanswered, spreadMs, held } = reply.value
      return { kind, frames, unanswered, spreadMs, held }
    },
    async outcomes(operationIds) {
      const reply = await withinReplyLimit({
        timer,
        limitMs: SEND_LIMIT_MS,
        call: call('sync.outcomes', { operationIds: [...operationIds] }),
      })
      return reply.ok ? reply.value : { kind: 'retry', cause: 'timeout', retryAfterMs: null }
    },
    async probe() {
      const reply = await withinReplyLimit({ timer, limitMs: SHORT_LIMIT_MS, call: call('sync.probe', {}) })
      if (!reply.ok) return { kind: 'offline', cause: 'timeout' }
      return reply.value.kind === 'online' ? { kind: 'online' } : reply.value
    },
    async renewCredential() {
      const reply = await withinReplyLimit({
        timer,
        limitMs: SHORT_LIMIT_MS,
        call: call('sync.renew-credential', {}),
      })
      return reply.ok ? reply.value : 'unreachable'
    },
    async quarantine(operationId) {
      const request = { operationId, reason: 'too-large' as const }
      const reply = await withinReplyLimit({
        timer,
        limitMs: SHORT_LIMIT_MS,
        call: call('journal.quarantine', request),
      })
      if (!reply.ok || reply.value.kind === 'failed') return { kind: 'failed' }
      return reply.value
    },
    async refill(records) {
      const reply = await withinReplyLimit({
        timer,
        limitMs: SHORT_LIMIT_MS,
        call: call('journal.refill', { records: [...records] }),
      })
      return reply.ok ? reply.value : { kind: 'failed' }
    },
  }
}

/** A call that main would not take for its size, or its content, is one to halve; anything else tells nothing. */
function failedSend(failure: CallFailure): SendResult {
  if (failure.kind === 'too-large' || failure.kind === 'bad-request') return { kind: 'split' }
  return { kind: 'retry', cause: 'timeout', retryAfterMs: null }
}
