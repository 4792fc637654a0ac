import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { SettledFrame } from '#shared/contracts/frame.ts'
import { MAX_BATCH_OPERATIONS } from '#shared/contracts/messages/operations.ts'
import { isFinal } from '#shared/contracts/outcome.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { backoffMs } from './backoff.ts'
import type { StepContext, SyncEffect } from './events.ts'
import { followAfterBatch, followUnknown } from './follow.ts'
import { hold, holdAfterFailure, isReleased, withoutOutageHolds } from './holds.ts'
import type { Step } from './pump.ts'
import type { Hold, InFlight, InFlightItem, SyncState } from './state.ts'
import type { SendResult } from './transport.ts'

const RENEW_AGAIN_MS = 60 * 60_000

/** What becomes of a batch that was answered, by the class of the answer. */
export function takeAnswer(
  given: SyncState,
  flight: InFlight,
  result: SendResult,
  context: StepContext,
): Step {
  const state = landing(given, flight)
  switch (result.kind) {
    case 'settled':
      return takeSettled(heard(state, context), flight, result, context)
    case 'retry':
      return takeRetry(followUnknown(stillDue(state, flight), flight.items), flight, result, context)
    case 'credential': {
      const paused = pauseForCredential(heard(stillDue(state, flight), context), context)
      return { state: paused, effects: [land(flight)] }
    }
    case 'stop':
      return {
        state: { ...heard(state, context), pause: { kind: 'stop', cause: result.cause } },
        effects: [land(flight)],
      }
    case 'split':
      return takeSplit(heard(state, context), flight, context)
    default:
      return unreachable(result)
  }
}

/** A heartbeat that nobody took told nobody anything (SY25). */
function stillDue(state: SyncState, flight: InFlight): SyncState {
  return flight.items.length === 0 ? { ...state, sentAtMs: null } : state
}

function takeSettled(
  state: SyncState,
  flight: InFlight,
  result: Extract<SendResult, { kind: 'settled' }>,
  context: StepContext,
): Step {
  const settled = result.frames.filter((frame): frame is SettledFrame => frame.kind === 'settled')
  const outcomes = new Map(settled.map(({ operationId, outcome }) => [operationId, outcome]))
  const finals = settled.filter(({ outcome }) => isFinal(outcome)).map(({ operationId }) => operationId)
  const unanswered = flight.items.filter(({ id }) => !outcomes.has(id))
  const well = finals.length > 0 ? withoutOutageHolds(state.holds) : state.holds
  const holds = new Map([...well].filter(([id, held]) => !isReleased(id, held, finals)))
  for (const item of flight.items) {
    const outcome = outcomes.get(item.id)
    if (outcome?.kind === 'waiting') holds.set(item.id, hold(item, context, outcome.on))
  }
  const followed = followAfterBatch(state, { items: flight.items, settled }, context)
  const next: SyncState = {
    ...followed,
    holds,
    loners: without(state.loners, finals),
    settledCount: state.settledCount + finals.length,
    isCredentialUnproven: false,
    // What another batch was asked to wait for holds, however well this one went (SY12).
    notBeforeMs: Math.max(
      state.askedNotBeforeMs,
      result.spreadMs > 0 ? context.monotonicMs + Math.floor(context.chance * result.spreadMs) : 0,
    ),
  }
  const compared = result.held === undefined ? {} : { held: result.held }
  if (flight.items.length > 0 && unanswered.length === flight.items.length) {
    const blamed = blame(failedOnce(next, context, null), flight, context)
    const came = { frames: result.frames, failed: blamed.failed, ...compared }
    return { state: blamed.state, effects: [land(flight, came)] }
  }
  for (const item of unanswered) holds.set(item.id, holdAfterFailure(item, context))
  // The frame of a wait may be one that the store applied long ago, and that changes nothing again.
  const open = flight.items.filter(({ id }) => !finals.includes(id))
  return {
    state: {
      ...next,
      failures: 0,
      hasResetBackoff: false,
      limitOperations: Math.min(MAX_BATCH_OPERATIONS, state.limitOperations * 2),
    },
    effects: [
      land(flight, { frames: result.frames, unknown: ids(open), failed: ids(unanswered), ...compared }),
    ],
  }
}

function takeRetry(
  state: SyncState,
  flight: InFlight,
  result: Extract<SendResult, { kind: 'retry' }>,
  context: StepContext,
): Step {
  const connection = result.cause === 'disk-failed' ? state.connection : 'offline'
  const seen = isTheRecords(state, flight, result.cause)
    ? state
    : { ...state, connection, cause: result.cause }
  const failed = failedOnce(seen, context, result.retryAfterMs)
  // Only what a record of ours may have caused is worth isolating: no network is nobody's fault.
  if (result.cause !== 'server-error' && result.cause !== 'timeout')
    return { state: failed, effects: [land(flight)] }
  const blamed = blame(failed, flight, context)
  return { state: blamed.state, effects: [land(flight, { failed: blamed.failed })] }
}

/** The account API chokes on one record and takes others: the connection is not the trouble (SY16). */
function isTheRecords(state: SyncState, flight: InFlight, cause: string): boolean {
  const [item, ...others] = flight.items
  return cause === 'server-error' && item !== undefined && others.length === 0 && othersPassed(state, item.id)
}

/** Quarantine is for good, so it takes proof: others pass where this one does not (SY19). */
function takeSplit(state: SyncState, flight: InFlight, context: StepContext): Step {
  const [item, ...others] = flight.items
  if (item === undefined) return { state, effects: [land(flight)] }
  if (others.length > 0) {
    const limitOperations = Math.ceil(flight.items.length / 2)
    return { state: { ...state, limitOperations }, effects: [land(flight)] }
  }
  if (othersPassed(state, item.id)) {
    return { state, effects: [{ kind: 'quarantine', number: flight.batch, operationId: item.id }] }
  }
  const failed = failedOnce(state, context, null)
  return { state: holdAlone(failed, item.id, hold(item, context, [])), effects: [land(flight)] }
}

/** Whether anything was settled since this one last failed alone. */
function othersPassed(state: SyncState, id: OperationId): boolean {
  const settledBefore = state.loners.get(id)
  return settledBefore !== undefined && state.settledCount > settledBefore
}

/** Halves the batch, or holds the one that failed alone and lets the rest go on (SY15, SY16). */
function blame(
  state: SyncState,
  flight: InFlight,
  context: StepContext,
): { readonly state: SyncState; readonly failed: readonly OperationId[] } {
  const [item, ...others] = flight.items
  if (item === undefined) return { state, failed: [] }
  if (others.length > 0) {
    return { state: { ...state, limitOperations: Math.ceil(flight.items.length / 2) }, failed: [] }
  }
  const othersSucceed = othersPassed(state, item.id)
  const held: Hold = othersSucceed
    ? holdAfterFailure(item, context)
    : { ...hold(item, context, []), endsWhenWell: true }
  return { state: holdAlone(state, item.id, held), failed: othersSucceed ? [item.id] : [] }
}

/** What failed alone would be the first again, each time that the loop goes on: the rest has its turn before it (SY15). */
function holdAlone(state: SyncState, id: OperationId, held: Hold): SyncState {
  const untilMs = Math.max(held.untilMs, state.notBeforeMs + 1)
  return {
    ...state,
    holds: new Map(state.holds).set(id, { ...held, untilMs }),
    loners: new Map(state.loners).set(id, state.settledCount),
  }
}

/** One more failure in a row. */
export function failedOnce(state: SyncState, context: StepContext, retryAfterMs: number | null): SyncState {
  const failures = state.failures + 1
  const now = context.monotonicMs
  const asked = { failures: 0, chance: 0, retryAfterMs }
  return {
    ...state,
    failures,
    notBeforeMs: Math.max(
      state.notBeforeMs,
      now + backoffMs({ failures, chance: context.chance, retryAfterMs }),
    ),
    askedNotBeforeMs: Math.max(state.askedNotBeforeMs, now + backoffMs(asked)),
  }
}

export function heard(state: SyncState, context: StepContext): SyncState {
  const { monotonicMs, wallMs } = context
  return { ...state, connection: 'online', cause: null, lastContact: { monotonicMs, wallMs } }
}

export function pauseForCredential(state: SyncState, context: StepContext): SyncState {
  if (state.pause !== null) return state
  const isRefused = state.isCredentialUnproven
  const againAtMs = context.monotonicMs + (isRefused ? RENEW_AGAIN_MS : 0)
  return { ...state, pause: { kind: 'credential', isRenewing: false, isRefused, againAtMs } }
}

export function refusedCredential(state: SyncState, context: StepContext): SyncState {
  const againAtMs = context.monotonicMs + RENEW_AGAIN_MS
  return { ...state, pause: { kind: 'credential', isRenewing: false, isRefused: true, againAtMs } }
}

function without<Value>(
  map: ReadonlyMap<OperationId, Value>,
  gone: readonly OperationId[],
): ReadonlyMap<OperationId, Value> {
  if (!gone.some((id) => map.has(id))) return map
  return new Map([...map].filter(([id]) => !gone.includes(id)))
}

export function landing(state: SyncState, flight: InFlight): SyncState {
  const inFlight = state.inFlight.map((other) =>
    other.batch === flight.batch ? { ...other, isLanding: true } : other,
  )
  return { ...state, inFlight }
}

/** Without more, everything of the batch stays unknown. */
export function land(
  flight: InFlight,
  came: Partial<Pick<Extract<SyncEffect, { kind: 'land' }>, 'frames' | 'unknown' | 'failed' | 'held'>> = {},
): SyncEffect {
  return { kind: 'land', number: flight.batch, frames: [], unknown: ids(flight.items), failed: [], ...came }
}

function ids(items: readonly InFlightItem[]): OperationId[] {
  return items.map(({ id }) => id)
}
