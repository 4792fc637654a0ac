import { MAX_OUTCOMES } from '#shared/contracts/messages/outcomes.ts'
import type { JournalFollower, Outbox } from '#renderer/outbox/outbox.ts'
import type { SyncEffect, SyncEvent } from './events.ts'
import type { Transport } from './transport.ts'

/** Asks what became of one page of what is with a person, and lets the store follow the answer. */
export async function followOutcomes(
  ports: { readonly outbox: Outbox; readonly follower: JournalFollower; readonly transport: Transport },
  { after, waiting }: Extract<SyncEffect, { kind: 'follow' }>,
): Promise<Pick<Extract<SyncEvent, { kind: 'followed' }>, 'result' | 'isDone' | 'next'>> {
  const limit = MAX_OUTCOMES - waiting.length
  const cases = await ports.outbox.cases({ after, limit })
  if (!cases.ok) return { result: null, isDone: false, next: null }
  const ids = [...new Set([...cases.value.map(({ id }) => id), ...waiting])]
  if (ids.length === 0) return { result: null, isDone: true, next: null }
  const result = await ports.transport.outcomes(ids)
  const isDone = result.kind !== 'followed' || (await ports.follower.follow(result.frames)).ok
  const next = cases.value.length < limit ? null : (cases.value.at(-1)?.position ?? null)
  return { result, isDone, next }
}
