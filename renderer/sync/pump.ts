import type { AggregateId } from '#shared/contracts/identifiers.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_OPERATIONS } from '#shared/contracts/messages/operations.ts'
import type { StepContext, SyncEffect } from './events.ts'
import { followWhenDue, mayFollow } from './follow.ts'
import type { Sendable } from '#renderer/outbox/outbox.ts'
import type { InFlight, SyncState } from './state.ts'

export interface Step {
  readonly state: SyncState
  readonly effects: readonly SyncEffect[]
}

/** Room for what a batch carries beside its operations. */
const BATCH_FRAME_BYTES = 2_048
const CONTACT_IS_OLD_MS = 60_000
const HEARTBEAT_MS = 5 * 60_000

/** Starts whatever may start now, and sets the timer for what may start later. */
export function pump(given: SyncState, context: StepContext): Step {
  if (!given.isStarted) return { state: given, effects: [] }
  const now = context.monotonicMs
  const started = startWork(endHolds(given, now), now)
  const followed = followWhenDue(started.state, now)
  const next = { state: followed.state, effects: [...started.effects, ...followed.effects] }
  const timerAtMs = nextMoment(next.state, now)
  if (timerAtMs === next.state.timerAtMs) return next
  const delayMs = timerAtMs === null ? null : timerAtMs - now
  return { state: { ...next.state, timerAtMs }, effects: [...next.effects, { kind: 'set-timer', delayMs }] }
}

function startWork(state: SyncState, now: number): Step {
  if (state.pause !== null) return renewWhenDue(state, now)
  if (now < state.notBeforeMs) return { state, effects: [] }
  if (state.needsRecovery) return recoverWhenFree(state)
  if (mustProbe(state)) return probe(state, now)
  if (!state.isDirty) return heartbeatWhenIdle(state, now)
  if (state.load !== null || state.inFlight.length >= mostInFlight(state)) return { state, effects: [] }
  return load(state, now)
}

/** Tells how far the till has written when no batch did for a while (SY25). */
function heartbeatWhenIdle(state: SyncState, now: number): Step {
  const isIdle = state.load === null && state.inFlight.length === 0 && state.connection === 'online'
  const isDue = state.sentAtMs === null || now - state.sentAtMs >= HEARTBEAT_MS
  return isIdle && isDue ? send(state, { number: state.nextNumber, batch: [] }, now) : { state, effects: [] }
}

/** Lets a batch leave; an empty one is a heartbeat. */
export function send(
  state: SyncState,
  given: { number: number; batch: readonly Sendable[] },
  now: number,
): Step {
  const { number, batch } = given
  const flight: InFlight = { batch: number, sinceMs: now, items: batch.map(itemOf), isLanding: false }
  const nextNumber = Math.max(state.nextNumber, number + 1)
  return {
    state: { ...state, nextNumber, sentAtMs: now, inFlight: [...state.inFlight, flight] },
    effects: [{ kind: 'send', number, batch }],
  }
}

function itemOf({ delivery }: Sendable): InFlight['items'][number] {
  const { id, aggregateId, type, attempts, failures } = delivery
  return { id, aggregateId, type, attempts: attempts + 1, failures }
}

function renewWhenDue(state: SyncState, now: number): Step {
  const { pause } = state
  if (pause?.kind !== 'credential' || pause.isRenewing || now < pause.againAtMs) return { state, effects: [] }
  return {
    state: { ...state, pause: { ...pause, isRenewing: true } },
    effects: [{ kind: 'renew-credential' }],
  }
}

function recoverWhenFree(state: SyncState): Step {
  if (state.isRecovering || state.inFlight.length > 0) return { state, effects: [] }
  return { state: { ...state, isRecovering: true }, effects: [{ kind: 'recover' }] }
}

/** The network itself was the trouble, so a batch would be sent into nothing (SY14). */
function mustProbe(state: SyncState): boolean {
  const { cause } = state
  return (
    cause === 'unreachable' ||
    cause === 'certificate' ||
    cause === 'certificate-date' ||
    cause === 'not-the-account-api'
  )
}

export function probe(state: SyncState, now: number): Step {
  if (state.probeSinceMs !== null) return { state, effects: [] }
  return { state: { ...state, probeSinceMs: now }, effects: [{ kind: 'probe' }] }
}

/** A probe when nothing else would tell whether the account API is there (SY8). */
export function probeWhenQuiet(state: SyncState, now: number): Step {
  const isQuiet = state.inFlight.length === 0 && state.pause === null && now >= state.notBeforeMs
  const isOld = state.lastContact === null || now - state.lastContact.monotonicMs >= CONTACT_IS_OLD_MS
  return isQuiet && isOld ? probe(state, now) : { state, effects: [] }
}

function mostInFlight(state: SyncState): number {
  return state.failures > 0 || state.limitOperations < MAX_BATCH_OPERATIONS ? 1 : 2
}

function load(state: SyncState, now: number): Step {
  const number = state.nextNumber
  const excludeAggregates = new Set<AggregateId>(
    state.inFlight.flatMap(({ items }) => items.map(({ aggregateId }) => aggregateId)),
  )
  const query = {
    limitOperations: state.limitOperations,
    limitBytes: MAX_BATCH_BYTES - BATCH_FRAME_BYTES,
    excludeAggregates,
    held: new Set(state.holds.keys()),
    alone: new Set(state.loners.keys()),
  }
  return {
    // What is saved from here on is not in this load, and makes the state dirty again.
    state: { ...state, nextNumber: number + 1, load: { number, sinceMs: now }, isDirty: false },
    effects: [{ kind: 'load', number, query }],
  }
}

function endHolds(state: SyncState, now: number): SyncState {
  const isOver = [...state.holds.values()].some(({ untilMs }) => untilMs <= now)
  if (!isOver) return state
  const holds = new Map([...state.holds].filter(([, { untilMs }]) => untilMs > now))
  return { ...state, holds, isDirty: true }
}

/** The first moment after now at which something may start by itself. */
function nextMoment(state: SyncState, now: number): number | null {
  let first = Number.POSITIVE_INFINITY
  const consider = (moment: number): void => {
    if (moment > now && moment < first) first = moment
  }
  consider(state.notBeforeMs)
  if (state.wakeAtMs !== null) consider(state.wakeAtMs)
  for (const { untilMs } of state.holds.values()) consider(untilMs)
  if (state.pause?.kind === 'credential' && !state.pause.isRenewing) consider(state.pause.againAtMs)
  if (mayFollow(state) && state.followAtMs !== null) consider(state.followAtMs)
  return first === Number.POSITIVE_INFINITY ? null : first
}
