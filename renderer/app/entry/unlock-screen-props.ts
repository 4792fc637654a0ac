import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { FirstPinResult, UnlockResult } from '#shared/ipc/desk-methods.ts'
import type { DeskConfiguration, NoticeKind, OperatorCard } from '#shared/ipc/desk-state.ts'
import type { Clock } from '#shared/kernel/clock.ts'

/** What the unlock screen shows, and what main answers. */
export interface UnlockScreenProps {
  readonly configuration: DeskConfiguration
  readonly operators: readonly OperatorCard[]
  readonly notices: readonly NoticeKind[]
  readonly clock: Clock
  /** Null when main did not answer. */
  readonly onUnlock: (request: { operatorId: OperatorId; pin: string }) => Promise<UnlockResult | null>
  /** Left out or null while there is no need. */
  readonly onSetUpAgain?: (() => void) | null
  readonly onFirstPin: (request: {
    operatorId: OperatorId
    code: string
    pin: string
  }) => Promise<FirstPinResult>
}
