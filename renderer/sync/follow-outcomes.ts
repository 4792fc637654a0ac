import type { OperationId } from '#shared/contracts/identifiers.ts'
import { MAX_OUTCOMES } from '#shared/contracts/messages/outcomes.ts'
import type { JournalFollower, Outbox } from '#renderer/outbox/outbox.ts'
import type { SyncEffect, SyncEvent } from './events.ts'
import { mayStillChange } from './follow.ts'
import { findTouched } from './find-touched.ts'
import type { FollowResult, Transport } from './transport.ts'

type Followed = Extract<SyncEvent, { kind: 'followed' }>

/** Asks what became of one page of what is with a person, and lets the store follow the answer. */
export async function followOutcomes(
  ports: { readonly outbox: Outbox; readonly follower: JournalFollower; readonly transport: Transport },
  { after, waiting, touched, looksBack }: Extract<SyncEffect, { kind: 'follow' }>,
): Promise<Pick<Followed, 'result' | 'isDone' | 'next' | 'ended'>> {
  const failed = { result: null, isDone: false, next: null, ended: [] }
  const others = await findTouched(ports.outbox, { touched, looksBack })
  if (others === null) return failed
  const limit = MAX_OUTCOMES - waiting.length - others.length
  const cases = await ports.outbox.cases({ after, limit })
  if (!cases.ok) return failed
  const withPerson = new Set(cases.value.map(({ id }) => id))
  const ids = [...new Set([...withPerson, ...waiting, ...others])]
  if (ids.length === 0) return { ...failed, isDone: true }
  const result = await ports.transport.outcomes(ids)
  const isDone = result.kind !== 'followed' || (await ports.follower.follow(result.frames)).ok
  const next = cases.value.length < limit ? null : (cases.value.at(-1)?.position ?? null)
  return { result, isDone, next, ended: await endedOf(ports.outbox, result, withPerson) }
}

/**
 * What the store did not take has not ended here: asked about at once, it would be so without end. One that does not answer, or
 * cannot read it, is put right from the journal, which has it.
 */
async function endedOf(
  outbox: Outbox,
  result: FollowResult,
  withPerson: ReadonlySet<OperationId>,
): Promise<readonly OperationId[]> {
  const ended: OperationId[] = []
  for (const frame of result.kind === 'followed' ? result.frames : []) {
    if (frame.kind !== 'settled' || !withPerson.has(frame.operationId)) continue
    const kept = await outbox.get(frame.operationId)
    const outcome = kept.ok && kept.value !== null ? kept.value.delivery.outcome : frame.outcome
    if (outcome !== null && !mayStillChange(outcome)) ended.push(frame.operationId)
  }
  return ended
}
