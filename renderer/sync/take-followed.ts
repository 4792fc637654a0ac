import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { SettledFrame } from '#shared/contracts/frame.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { heard, pauseForCredential } from './answer.ts'
import type { StepContext, SyncEvent } from './events.ts'
import { afterPause, mayStillChange } from './follow.ts'
import { isReleased } from './holds.ts'
import type { SyncState } from './state.ts'
import type { FollowResult } from './transport.ts'

type Followed = Extract<SyncEvent, { kind: 'followed' }>

/** Takes what came of a question for outcomes; its frames are in the store already (SY28, SY29). */
export function takeFollowed(given: SyncState, event: Followed, context: StepContext): SyncState {
  const { follow } = given
  const touched = new Set([...given.touched, ...event.ended])
  // Given up long ago: what ended by its late answer is asked about with the next question (SY31).
  if (follow?.number !== event.number) return event.ended.length === 0 ? given : { ...given, touched }
  const { result } = event
  if (!event.isDone) return askAgain({ ...given, follow: null, touched }, afterPause(context))
  const isAnswered = result === null || result.kind === 'followed'
  const state = { ...given, follow: null, ...(isAnswered ? withoutAsked(given, follow.touched) : {}) }
  // Nothing is with a person yet. A case may come by the journal alone, so the store is looked at again (SY26).
  if (result === null) return askAgain(touchedBy(state, event, context), afterPause(context))
  switch (result.kind) {
    case 'followed':
      return turnPage(touchedBy(released(heard(state, context), result), event, context), event, context)
    case 'retry':
      return askAgain(state, Math.max(afterPause(context), context.monotonicMs + (result.retryAfterMs ?? 0)))
    case 'credential':
      return pauseForCredential(askAgain(heard(state, context), afterPause(context)), context)
    case 'stop':
      return {
        ...askAgain(heard(state, context), afterPause(context)),
        pause: { kind: 'stop', cause: result.cause },
      }
    default:
      return unreachable(result)
  }
}

/** What was asked about now has its answer; what is left of it is asked about next. */
function withoutAsked(state: SyncState, asked: readonly OperationId[]) {
  const touched = new Set([...state.touched].filter((id) => !asked.includes(id)))
  return { touched, looksBack: false }
}

/** What was with a person was decided: at once it is asked what that changed, too (SY31). */
function touchedBy(state: SyncState, { ended }: Followed, context: StepContext): SyncState {
  const touched = new Set([...state.touched, ...ended])
  return touched.size === 0 ? state : { ...state, touched, followAtMs: context.monotonicMs }
}

/** A decision that was settled while the question was out is asked about from the first page. */
function turnPage(state: SyncState, { next }: Followed, context: StepContext): SyncState {
  const isDueAnyway = state.followAtMs !== null && state.followAtMs <= context.monotonicMs
  if (isDueAnyway) return { ...state, followAfter: 0 }
  if (next === null) return askAgain(state, afterPause(context))
  return { ...state, followAfter: next, followAtMs: context.monotonicMs }
}

function askAgain(state: SyncState, atMs: number): SyncState {
  return { ...state, followAfter: 0, followAtMs: Math.min(state.followAtMs ?? atMs, atMs) }
}

/** What is still with a person holds up what waits for it as before. */
function released(state: SyncState, result: Extract<FollowResult, { kind: 'followed' }>): SyncState {
  const ended = result.frames
    .filter((frame): frame is SettledFrame => frame.kind === 'settled')
    .filter(({ outcome }) => !mayStillChange(outcome) && outcome.kind !== 'waiting')
    .map(({ operationId }) => operationId)
  const holds = new Map([...state.holds].filter(([id, held]) => !isReleased(id, held, ended)))
  return holds.size === state.holds.size ? state : { ...state, holds, isDirty: true }
}
