import type { SettledFrame } from '#shared/contracts/frame.ts'
import { MAX_OUTCOMES } from '#shared/contracts/messages/outcomes.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { StepContext, SyncEffect } from './events.ts'
import type { InFlightItem, SyncState } from './state.ts'

const FOLLOW_MS = 60_000
/** Tills that came online together do not ask together for ever. */
const FOLLOW_SPREAD_MS = 15_000
const WAITING_ASKED = MAX_OUTCOMES / 2
/** Decisions and voids of which one question asks what else they changed. */
const TOUCHED_ASKED = 5
const CHANGES_OTHERS: readonly string[] = ['resolution', 'void', 'correction']

/** Whether a record of this type may change what was settled before it. */
export function changesOthers(type: string): boolean {
  return CHANGES_OTHERS.includes(type)
}

/** Whether an outcome is with a person, or of a record that a newer account API may read: asked for until it is another one. */
export function mayStillChange(outcome: Outcome): boolean {
  return outcome.kind === 'case' || (outcome.kind === 'quarantined' && outcome.reason === 'unknown-type')
}

/** Asks for outcomes when it is time to, beside whatever else goes on (SY26, SY28). */
export function followWhenDue(
  state: SyncState,
  now: number,
): { readonly state: SyncState; readonly effects: readonly SyncEffect[] } {
  const { followAtMs, followAfter: after } = state
  const isDue = followAtMs !== null && now >= followAtMs && now >= state.notBeforeMs
  if (!isDue || !mayFollow(state) || state.needsRecovery) return { state, effects: [] }
  const number = state.nextNumber
  const held = [...state.holds].flatMap(([id, { waitingOn }]) => (waitingOn.length > 0 ? [id] : []))
  const isFirst = after === 0
  const waiting = isFirst ? held.slice(0, WAITING_ASKED) : []
  const touched = isFirst ? [...state.touched].slice(0, TOUCHED_ASKED) : []
  const looksBack = isFirst && state.looksBack
  return {
    state: { ...state, nextNumber: number + 1, follow: { number, sinceMs: now, touched }, followAtMs: null },
    effects: [{ kind: 'follow', number, after, waiting, touched, looksBack }],
  }
}

/** Whether nothing but the time keeps outcomes from being asked for. */
export function mayFollow(state: SyncState): boolean {
  return state.pause === null && state.follow === null && state.connection === 'online'
}

/** After a decision, what it changed is asked about at once (SY27); a new case waits for its turn. */
export function followAfterBatch(
  state: SyncState,
  given: { items: readonly InFlightItem[]; settled: readonly SettledFrame[] },
  context: StepContext,
): SyncState {
  const kinds = new Map(given.settled.map(({ operationId, outcome }) => [operationId, outcome.kind]))
  const touching = given.items
    .filter(({ id, type }) => changesOthers(type) && (kinds.get(id) ?? 'waiting') !== 'waiting')
    .map(({ id }) => id)
  if (touching.length === 0) return state
  const touched = new Set([...state.touched, ...touching])
  // What is out was asked before: its answer says nothing of what was settled since.
  const follow = state.follow && {
    ...state.follow,
    touched: state.follow.touched.filter((id) => !touching.includes(id)),
  }
  return { ...state, touched, follow, followAtMs: context.monotonicMs, followAfter: 0 }
}

/**
 * A batch ended and nobody here knows how. What became of a decision or a void in it may come by the journal alone: what it changed is
 * asked about all the same (SY31).
 */
export function followUnknown(state: SyncState, items: readonly InFlightItem[]): SyncState {
  const touching = items.filter(({ type }) => changesOthers(type)).map(({ id }) => id)
  return touching.length === 0 ? state : { ...state, touched: new Set([...state.touched, ...touching]) }
}

export function afterPause(context: StepContext): number {
  return context.monotonicMs + FOLLOW_MS + Math.floor(context.chance * FOLLOW_SPREAD_MS)
}
