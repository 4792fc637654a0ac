import type { SettledFrame } from '#shared/contracts/frame.ts'
import { MAX_OUTCOMES } from '#shared/contracts/messages/outcomes.ts'
import type { StepContext, SyncEffect } from './events.ts'
import type { InFlightItem, SyncState } from './state.ts'

const FOLLOW_MS = 60_000
/** Tills that came online together do not ask together for ever. */
const FOLLOW_SPREAD_MS = 15_000
const WAITING_ASKED = MAX_OUTCOMES / 2
const CHANGES_OTHERS = ['resolution', 'void', 'correction']

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
  const waiting = after === 0 ? held.slice(0, WAITING_ASKED) : []
  return {
    state: { ...state, nextNumber: number + 1, follow: { number, sinceMs: now }, followAtMs: null },
    effects: [{ kind: 'follow', number, after, waiting }],
  }
}

/** Whether nothing but the time keeps outcomes from being asked for. */
export function mayFollow(state: SyncState): boolean {
  return state.pause === null && state.follow === null && state.connection === 'online'
}

/** When what a settled batch says is asked about: at once after a decision (SY27), after a pause a new case. */
export function followAfterBatch(
  state: SyncState,
  given: { items: readonly InFlightItem[]; settled: readonly SettledFrame[] },
  context: StepContext,
): SyncState {
  const kinds = new Map(given.settled.map(({ operationId, outcome }) => [operationId, outcome.kind]))
  const changesOthers = given.items.some(
    ({ id, type }) => CHANGES_OTHERS.includes(type) && (kinds.get(id) ?? 'waiting') !== 'waiting',
  )
  if (changesOthers) return { ...state, followAtMs: context.monotonicMs, followAfter: 0 }
  const isWithPerson = given.settled.some(({ outcome }) => outcome.kind === 'case')
  if (!isWithPerson || state.followAtMs !== null) return state
  return { ...state, followAtMs: afterPause(context) }
}

export function afterPause(context: StepContext): number {
  return context.monotonicMs + FOLLOW_MS + Math.floor(context.chance * FOLLOW_SPREAD_MS)
}
