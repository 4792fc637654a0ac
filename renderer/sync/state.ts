import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import { MAX_BATCH_OPERATIONS } from '#shared/contracts/messages/operations.ts'
import type { OfflineCause, StopCause } from './transport.ts'

/** An operation that is not sent before a moment of monotonic time. */
export interface Hold {
  readonly untilMs: number
  /** Settling one of these ends the hold early. */
  readonly waitingOn: readonly OperationId[]
  /** Nobody knows whether the operation or the account API was at fault: that the latter is well again ends the hold. */
  readonly endsWhenWell?: true
  /** It only waits for a correction or a void that may still be made (SY5a). */
  readonly isForAmending?: true
}

export interface InFlightItem {
  readonly id: OperationId
  readonly aggregateId: AggregateId
  readonly type: string
  readonly attempts: number
  readonly failures: number
}

export interface InFlight {
  readonly batch: number
  readonly sinceMs: number
  readonly items: readonly InFlightItem[]
  /** Its end is known, and the store is following it. */
  readonly isLanding: boolean
}

export type Pause =
  | {
      readonly kind: 'credential'
      readonly isRenewing: boolean
      /** Renewing did not help: the terminal needs attention. */
      readonly isRefused: boolean
      readonly againAtMs: number
    }
  | { readonly kind: 'stop'; readonly cause: StopCause }

export interface SyncState {
  readonly isStarted: boolean
  /** Rows may be marked as sending that no batch in flight stands for. */
  readonly needsRecovery: boolean
  readonly isRecovering: boolean
  /** There may be something to send. */
  readonly isDirty: boolean
  readonly load: { readonly number: number; readonly sinceMs: number } | null
  readonly nextNumber: number
  readonly inFlight: readonly InFlight[]
  /** Monotonic time at which the last batch left; null before the first. */
  readonly sentAtMs: number | null
  readonly pause: Pause | null
  /** A renewed credential that no batch has proven yet: failing again is not renewed again. */
  readonly isCredentialUnproven: boolean
  /** Failures in a row. */
  readonly failures: number
  readonly hasResetBackoff: boolean
  readonly notBeforeMs: number
  /** The part of it that the account API asked for: no good news ends that early. */
  readonly askedNotBeforeMs: number
  readonly limitOperations: number
  readonly holds: ReadonlyMap<OperationId, Hold>
  /** Operations that failed alone, with how many others were settled by then. */
  readonly loners: ReadonlyMap<OperationId, number>
  readonly settledCount: number
  readonly probeSinceMs: number | null
  /** When a wake was last acted on. */
  readonly wokeAtMs: number | null
  /** When one that came too soon after it is acted on; null where none did. */
  readonly wakeAtMs: number | null
  /** When the timer that was set will fire. */
  readonly timerAtMs: number | null
  /** The question for outcomes that has no answer yet. */
  readonly follow: {
    readonly number: number
    readonly sinceMs: number
    readonly touched: readonly OperationId[]
  } | null
  /** Settled decisions and voids, and decided cases, of which it is not asked yet what else they changed (SY31). */
  readonly touched: ReadonlySet<OperationId>
  /** Not asked since the start, which forgot what was touched. */
  readonly looksBack: boolean
  /** When outcomes are to be asked for; null while nothing is known to be with a person. */
  readonly followAtMs: number | null
  /** Where the next page of them begins. */
  readonly followAfter: number
  readonly connection: 'online' | 'offline' | 'unknown'
  readonly cause: OfflineCause | 'disk-failed' | null
  /** Monotonic and wall time of the last valid answer. */
  readonly lastContact: { readonly monotonicMs: number; readonly wallMs: number } | null
}

export const INITIAL_STATE: SyncState = {
  isStarted: false,
  needsRecovery: true,
  isRecovering: false,
  isDirty: true,
  load: null,
  nextNumber: 1,
  inFlight: [],
  sentAtMs: null,
  pause: null,
  isCredentialUnproven: false,
  failures: 0,
  hasResetBackoff: false,
  notBeforeMs: 0,
  askedNotBeforeMs: 0,
  limitOperations: MAX_BATCH_OPERATIONS,
  holds: new Map(),
  loners: new Map(),
  settledCount: 0,
  probeSinceMs: null,
  wokeAtMs: null,
  wakeAtMs: null,
  timerAtMs: null,
  follow: null,
  touched: new Set(),
  looksBack: true,
  followAtMs: 0,
  followAfter: 0,
  connection: 'unknown',
  cause: null,
  lastContact: null,
}

/** What the screens show of sync. */
export interface SyncStatus {
  readonly connection: 'online' | 'offline' | 'unknown'
  readonly cause: OfflineCause | 'disk-failed' | null
  readonly pausedBy: null | 'credential' | StopCause
  /** A renewed credential was refused: a person has to look at this terminal. */
  readonly needsAttention: boolean
  /** Wall time in milliseconds of the last valid answer of the account API. */
  readonly lastContactAtMs: number | null
}

export function statusOf(state: SyncState): SyncStatus {
  const { pause } = state
  return {
    connection: state.connection,
    cause: state.cause,
    pausedBy: pause === null ? null : pause.kind === 'stop' ? pause.cause : 'credential',
    needsAttention: pause?.kind === 'credential' && pause.isRefused,
    lastContactAtMs: state.lastContact?.wallMs ?? null,
  }
}
