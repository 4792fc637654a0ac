import type { SavedFrame, Frame } from '#shared/contracts/frame.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import type { Sendable, SendQuery } from '#renderer/outbox/outbox.ts'
import type { FollowResult, ProbeResult, RenewalResult, SendResult } from './transport.ts'

/** What happened. Numbers name the load or the batch that an effect was about. */
export type SyncEvent =
  | { readonly kind: 'started' }
  /** The network or the machine may be back: a hint. */
  | { readonly kind: 'woke' }
  /** Somebody wants to know now how far the account API has everything. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'saved'; readonly frame: SavedFrame }
  /** What was saved is not amended any more, or is wanted there now. */
  | { readonly kind: 'send-now' }
  | { readonly kind: 'recovered'; readonly isDone: boolean }
  | { readonly kind: 'loaded'; readonly number: number; readonly batch: readonly Sendable[] | null }
  /** `result` is null when nothing left, because the store could not mark it. */
  | { readonly kind: 'sent'; readonly number: number; readonly result: SendResult | null }
  /** The store has followed what came of a batch, or has failed to. */
  | { readonly kind: 'landed'; readonly number: number; readonly isDone: boolean }
  | { readonly kind: 'quarantined'; readonly number: number; readonly isDone: boolean }
  /** `result` is null when nothing is with a person or waits, or when the store failed; `next` begins the next page. */
  | {
      readonly kind: 'followed'
      readonly number: number
      readonly result: FollowResult | null
      readonly isDone: boolean
      readonly next: number | null
      /** What was with a person and is with nobody any more. */
      readonly ended: readonly OperationId[]
    }
  | { readonly kind: 'probed'; readonly result: ProbeResult }
  | { readonly kind: 'credential-renewed'; readonly result: RenewalResult }
  | { readonly kind: 'timer-fired' }
  | { readonly kind: 'watchdog' }
  /** The terminal was enrolled again. */
  | { readonly kind: 'enrolled-again' }

/** What to do. */
export type SyncEffect =
  | { readonly kind: 'recover' }
  | { readonly kind: 'load'; readonly number: number; readonly query: SendQuery }
  | { readonly kind: 'send'; readonly number: number; readonly batch: readonly Sendable[] }
  /** Apply the frames, then put back what stayed unknown, and count failures. */
  | {
      readonly kind: 'land'
      readonly number: number
      readonly frames: readonly Frame[]
      readonly unknown: readonly OperationId[]
      readonly failed: readonly OperationId[]
      /** Last, look what of the store is not held by the account API any more. */
      readonly held?: readonly Held[]
    }
  | { readonly kind: 'quarantine'; readonly number: number; readonly operationId: OperationId }
  /** Ask what became of what is with a person, after a position, of these that wait, and of what these touched. */
  | {
      readonly kind: 'follow'
      readonly number: number
      readonly after: number
      readonly waiting: readonly OperationId[]
      readonly touched: readonly OperationId[]
      /** What the newest records touched, too. */
      readonly looksBack: boolean
    }
  | { readonly kind: 'probe' }
  | { readonly kind: 'renew-credential' }
  /** Replaces the timer that was set before; null takes it away. */
  | { readonly kind: 'set-timer'; readonly delayMs: number | null }

/** The world at the moment of an event. */
export interface StepContext {
  readonly monotonicMs: number
  readonly wallMs: number
  /** In [0, 1). */
  readonly chance: number
}
