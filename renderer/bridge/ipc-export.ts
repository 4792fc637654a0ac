import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { type CallMain, withinReplyLimit } from './reply-limit.ts'

/** A person waits for the file. */
const LIMIT_MS = 10_000

/** What the store has of what the journal lacks goes to main for an export. */
export function createIpcExport({ call, timer }: { call: CallMain; timer: Timer }) {
  return {
    async lacks(ids: readonly OperationId[]): Promise<readonly OperationId[] | null> {
      const asked = call('export.lacks', { operationIds: [...ids] })
      const reply = await withinReplyLimit({ timer, limitMs: LIMIT_MS, call: asked })
      return reply.ok ? reply.value.operationIds : null
    },
    async take(envelopes: readonly SealedEnvelope[]): Promise<boolean> {
      const handed = call('export.hand-over', { envelopes: [...envelopes] })
      const reply = await withinReplyLimit({ timer, limitMs: LIMIT_MS, call: handed })
      return reply.ok && reply.value.isKept
    },
  }
}
