import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { FirstPinResult, UnlockResult } from '#shared/ipc/desk-methods.ts'
import type { DeskConfiguration, NoticeKind, OperatorCard } from '#shared/ipc/desk-state.ts'
import type { AnswerChallengeResult, ChallengeResult } from '#shared/ipc/pin-reset-methods.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Scanner } from '../use-scanner.ts'
import type { EnrolAnswer } from './set-up-screen.tsx'

/** What the unlock screen shows, and what main answers. */
export interface UnlockScreenProps {
  readonly configuration: DeskConfiguration
  readonly operators: readonly OperatorCard[]
  readonly notices: readonly NoticeKind[]
  /** False while the window's store does not open or answer. */
  readonly isStoreKept: boolean
  readonly clock: Clock
  /** What waits on this till; null until it was read. */
  readonly queue: { readonly waiting: number; readonly oldestWaitingAt: string | null } | null
  /** Something was typed for a customer before the lock. */
  readonly isCustomerOpen: boolean
  /** Where the till is set up. */
  readonly accountApiUrl: string
  /** A customer is not finished, and what was typed goes when the desk closes (C22). */
  readonly isMemoryOnly: boolean
  readonly scanner: Scanner
  readonly onEnrol: (request: { accountApiUrl: string; code: string }) => Promise<EnrolAnswer>
  /** Null when main did not answer. */
  readonly onUnlock: (request: { operatorId: OperatorId; pin: string }) => Promise<UnlockResult | null>
  readonly onFirstPin: (request: {
    operatorId: OperatorId
    code: string
    pin: string
  }) => Promise<FirstPinResult>
  /** Null when main did not answer, here and below. */
  readonly onChallenge: (request: { operatorId: OperatorId }) => Promise<ChallengeResult | null>
  readonly onAnswerChallenge: (request: {
    operatorId: OperatorId
    response: string
    pin: string | null
  }) => Promise<AnswerChallengeResult | null>
}
