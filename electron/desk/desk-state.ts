import type { OperatorPins } from '#electron/vault/operator-pins.ts'
import type { Configuration, RosterEntry } from '#shared/contracts/configuration.ts'
import type { DeskState, NoticeKind, OperatorCard } from '#shared/ipc/desk-state.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'

/** What the window renders, made of what is true now. */
export function deskStateOf(given: {
  configuration: Configuration | null
  pins: OperatorPins
  operator: RosterEntry | null
  notices: NoticeKind[]
  clock: Clock
  /** Where the till is enrolled; null when it is not. */
  enrolledUrl: string | null
  /** Where to enrol when nobody says otherwise. */
  suggestedUrl: string | null
}): DeskState {
  const { configuration, notices, operator } = given
  if (configuration === null || given.enrolledUrl === null)
    return { phase: 'not-enrolled', accountApiUrl: given.suggestedUrl, notices }
  const { sealing: _sealing, resetAnchors: _anchors, roster, ...shown } = configuration
  const operators = roster.map((entry) => cardOf(entry, given))
  if (operator === null) {
    const accountApiUrl = given.enrolledUrl
    return { phase: 'locked', accountApiUrl, configuration: shown, operators, notices }
  }
  return { phase: 'unlocked', configuration: shown, operators, operator, notices }
}

function cardOf(entry: RosterEntry, given: { pins: OperatorPins; clock: Clock }): OperatorCard {
  const { pins, clock } = given
  const status = pins.status(entry.operatorId)
  const retryAt = status.kind === 'wait' ? instantOf(clock.wallMs() + status.retryAfterMs) : null
  return {
    ...entry,
    hasPin: pins.hasPin(entry.operatorId),
    retryAt,
    isLockedOut: status.kind === 'locked-out',
  }
}
