import { unreachable } from '#shared/kernel/assert.ts'
import { failedOnce, heard, land, landing, refusedCredential, takeAnswer } from './answer.ts'
import type { StepContext, SyncEffect, SyncEvent } from './events.ts'
import { followUnknown } from './follow.ts'
import { hold, withoutAmendingHolds, withoutOutageHolds } from './holds.ts'
import { type Step, probe, probeWhenQuiet, pump, send } from './pump.ts'
import type { SyncState } from './state.ts'
import { takeFollowed } from './take-followed.ts'
import type { ProbeResult, RenewalResult } from './transport.ts'

/** How long a registration waits for a correction or a void that may still be made (operations.md). */
const REGISTRATION_HOLD_MS = 20_000
const LOAD_IS_LOST_MS = 30_000
const BATCH_IS_LOST_MS = 5 * 60_000
/** A network that flaps each second must not turn into a probe each second. */
const WAKE_SPACING_MS = 5_000

/** The whole of sync's judgement: what the state becomes, and what is to be done. Pure. */
export function step(state: SyncState, event: SyncEvent, context: StepContext): Step {
  const taken = take(state, event, context)
  const woken = wakeLate(taken.state, context.monotonicMs)
  const pumped = pump(woken.state, context)
  return { state: pumped.state, effects: [...taken.effects, ...woken.effects, ...pumped.effects] }
}

function take(state: SyncState, event: SyncEvent, context: StepContext): Step {
  const now = context.monotonicMs
  switch (event.kind) {
    case 'started':
      return only({ ...state, isStarted: true })
    case 'woke':
      return wake(state, now)
    case 'asked':
      return wake({ ...state, sentAtMs: null }, now)
    case 'saved':
      return only(takeSaved(state, event, now))
    case 'send-now':
      return only({ ...state, holds: withoutAmendingHolds(state.holds), isDirty: true })
    case 'recovered':
      return only(takeRecovered(state, event.isDone, context))
    case 'loaded':
      return takeLoaded(state, event, context)
    case 'sent':
      return takeSent(state, event, context)
    case 'landed':
      return only(takeLanded(state, event, context))
    case 'quarantined':
      return takeQuarantined(state, event, context)
    case 'followed':
      return only(takeFollowed(state, event, context))
    case 'probed':
      return only(takeProbe({ ...state, probeSinceMs: null }, event.result, context))
    case 'credential-renewed':
      return only(takeRenewal(state, event.result, context))
    case 'timer-fired':
      return only({ ...state, timerAtMs: null, isDirty: true })
    case 'watchdog':
      return rearm(state, context)
    case 'enrolled-again':
      // Main wrote of it before the window heard: the journal is followed first.
      return only({
        ...state,
        pause: null,
        isCredentialUnproven: false,
        notBeforeMs: state.askedNotBeforeMs,
        needsRecovery: true,
        isDirty: true,
      })
    default:
      return unreachable(event)
  }
}

function only(state: SyncState): Step {
  return { state, effects: [] }
}

function wake(given: SyncState, now: number): Step {
  const state = { ...given, isDirty: true }
  const mayAtMs = (state.wokeAtMs ?? Number.NEGATIVE_INFINITY) + WAKE_SPACING_MS
  if (now < mayAtMs) return only({ ...state, wakeAtMs: mayAtMs })
  const woken = { ...state, wokeAtMs: now, wakeAtMs: null }
  if (woken.pause?.kind === 'credential') return only({ ...woken, pause: { ...woken.pause, againAtMs: now } })
  return woken.failures > 0 && woken.pause === null ? probe(woken, now) : only(woken)
}

/** A hint that came too soon after another may have been the true one (SY34). */
function wakeLate(state: SyncState, now: number): Step {
  return state.wakeAtMs !== null && now >= state.wakeAtMs ? wake(state, now) : only(state)
}

/** The backoff that a record built up by failing alone is its own: what is saved since goes by it (SY35). */
function takeSaved(given: SyncState, event: Extract<SyncEvent, { kind: 'saved' }>, now: number): SyncState {
  const { id, type } = event.frame.envelope
  const state = given.loners.size > 0 ? { ...given, notBeforeMs: given.askedNotBeforeMs } : given
  if (type !== 'registration') return { ...state, isDirty: true }
  const held = { untilMs: now + REGISTRATION_HOLD_MS, waitingOn: [], isForAmending: true } as const
  return { ...state, holds: new Map(state.holds).set(id, held), isDirty: true }
}

function takeRecovered(state: SyncState, isDone: boolean, context: StepContext): SyncState {
  const next = { ...state, isRecovering: false, needsRecovery: !isDone, isDirty: true }
  return isDone ? next : failedOnce(next, context, null)
}

function takeLoaded(
  state: SyncState,
  event: Extract<SyncEvent, { kind: 'loaded' }>,
  context: StepContext,
): Step {
  const now = context.monotonicMs
  if (state.load?.number !== event.number) return only(state)
  const isEmpty = event.batch !== null && event.batch.length === 0
  const loaded = { ...state, load: null, isDirty: state.isDirty || !isEmpty }
  if (event.batch === null) return only(failedOnce(loaded, context, null))
  if (isEmpty) return loaded.connection === 'unknown' ? probeWhenQuiet(loaded, now) : only(loaded)
  // What was loaded is not marked yet: when the loop has to rest after all, it is simply loaded again.
  if (loaded.pause !== null || now < loaded.notBeforeMs || loaded.needsRecovery) return only(loaded)
  return send(loaded, { number: event.number, batch: event.batch }, now)
}

function takeSent(state: SyncState, event: Extract<SyncEvent, { kind: 'sent' }>, context: StepContext): Step {
  const flight = state.inFlight.find(({ batch, isLanding }) => batch === event.number && !isLanding)
  if (flight !== undefined && event.result !== null) return takeAnswer(state, flight, event.result, context)
  if (flight !== undefined) {
    return only(failedOnce({ ...withoutFlight(state, flight.batch), needsRecovery: true }, context, null))
  }
  // Given up and answered late (SY7): what main journaled is followed, and nothing is concluded from it.
  const frames = event.result?.kind === 'settled' ? event.result.frames : []
  if (frames.length === 0) return only(state)
  return { state, effects: [{ kind: 'land', number: event.number, frames, unknown: [], failed: [] }] }
}

function takeLanded(
  state: SyncState,
  event: Extract<SyncEvent, { kind: 'landed' }>,
  context: StepContext,
): SyncState {
  const next = { ...withoutFlight(state, event.number), isDirty: true }
  return event.isDone ? next : failedOnce({ ...next, needsRecovery: true }, context, null)
}

function takeQuarantined(
  state: SyncState,
  event: Extract<SyncEvent, { kind: 'quarantined' }>,
  context: StepContext,
): Step {
  const flight = state.inFlight.find(({ batch }) => batch === event.number)
  const [item] = flight?.items ?? []
  if (flight === undefined || item === undefined) return only(state)
  if (event.isDone) return only({ ...withoutFlight(state, event.number), isDirty: true })
  const holds = new Map(state.holds).set(item.id, hold(item, context, []))
  const loners = new Map(state.loners).set(item.id, state.settledCount)
  return { state: { ...state, holds, loners }, effects: [land(flight)] }
}

function takeProbe(state: SyncState, result: ProbeResult, context: StepContext): SyncState {
  if (result.kind === 'offline') {
    return failedOnce({ ...state, connection: 'offline', cause: result.cause }, context, null)
  }
  const online = { ...heard(state, context), isDirty: true }
  if (online.hasResetBackoff || online.failures === 0) return online
  return {
    ...online,
    failures: 0,
    notBeforeMs: online.askedNotBeforeMs,
    holds: withoutOutageHolds(online.holds),
    hasResetBackoff: true,
  }
}

function takeRenewal(state: SyncState, result: RenewalResult, context: StepContext): SyncState {
  const { pause } = state
  if (pause?.kind !== 'credential') return state
  switch (result) {
    case 'renewed':
      return { ...heard(state, context), pause: null, isCredentialUnproven: true, isDirty: true }
    case 'refused':
      return refusedCredential(heard(state, context), context)
    case 'revoked':
      return { ...heard(state, context), pause: { kind: 'stop', cause: 'terminal-revoked' } }
    case 'unreachable': {
      const failed = failedOnce({ ...state, connection: 'offline', cause: 'unreachable' }, context, null)
      return { ...failed, pause: { ...pause, isRenewing: false, againAtMs: failed.notBeforeMs } }
    }
    default:
      return unreachable(result)
  }
}

function rearm(given: SyncState, context: StepContext): Step {
  const now = context.monotonicMs
  const effects: SyncEffect[] = []
  let state: SyncState = { ...given, isDirty: true }
  if (state.load !== null && now - state.load.sinceMs >= LOAD_IS_LOST_MS) state = { ...state, load: null }
  if (state.probeSinceMs !== null && now - state.probeSinceMs >= BATCH_IS_LOST_MS)
    state = { ...state, probeSinceMs: null }
  if (state.follow !== null && now - state.follow.sinceMs >= BATCH_IS_LOST_MS)
    state = { ...state, follow: null, followAfter: 0, followAtMs: now }
  for (const flight of state.inFlight) {
    if (now - flight.sinceMs < BATCH_IS_LOST_MS) continue
    if (flight.isLanding) state = { ...withoutFlight(state, flight.batch), needsRecovery: true }
    else {
      state = landing(followUnknown(state, flight.items), flight)
      effects.push(land(flight))
    }
  }
  const probed = state.isStarted ? probeWhenQuiet(state, now) : only(state)
  return { state: probed.state, effects: [...effects, ...probed.effects] }
}

function withoutFlight(state: SyncState, batch: number): SyncState {
  return { ...state, inFlight: state.inFlight.filter((flight) => flight.batch !== batch) }
}
