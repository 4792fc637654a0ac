import type { SettledFrame } from '#shared/contracts/frame.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { heard, pauseForCredential } from './answer.ts'
import type { StepContext, SyncEvent } from './events.ts'
import { afterPause } from './follow.ts'
import { isReleased } from './holds.ts'
import type { SyncState } from './state.ts'
import type { FollowResult } from './transport.ts'

type Followed = Extract<SyncEvent, { kind: 'followed' }>

/** Takes what came of a question for outcomes; its frames are in the store already (SY28, SY29). */
export function takeFollowed(given: SyncState, event: Followed, context: StepContext): SyncState {
  if (given.follow?.number !== event.number) return given
  const state = { ...given, follow: null }
  const { result } = event
  if (!event.isDone) return askAgain(state, afterPause(context))
  // Nothing is with a person: a case that comes sets the time again.
  if (result === null && state.followAfter === 0) return state
  if (result === null) return askAgain(state, afterPause(context))
  switch (result.kind) {
    case 'followed':
      return turnPage(released(heard(state, context), result), event, context)
    case 'retry':
      return askAgain(state, Math.max(afterPause(context), context.monotonicMs + (result.retryAfterMs ?? 0)))
    case 'credential':
      return pauseForCredential(askAgain(heard(state, context), afterPause(context)), context)
    case 'stop':
      return { ...heard(state, context), pause: { kind: 'stop', cause: result.cause } }
    default:
      return unreachable(result)
  }
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
    .filter(({ outcome }) => outcome.kind !== 'case' && outcome.kind !== 'waiting')
    .map(({ operationId }) => operationId)
  const holds = new Map([...state.holds].filter(([id, held]) => !isReleased(id, held, ended)))
  return holds.size === state.holds.size ? state : { ...state, holds, isDirty: true }
}
