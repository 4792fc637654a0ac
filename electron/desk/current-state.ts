import type { DeskState } from '#shared/ipc/desk-state.ts'

import type { DeskParts } from './desk-parts.ts'
import { deskStateOf } from './desk-state.ts'
import { noticesOf } from './notices.ts'

/** What the window renders now. */
export function currentState(parts: DeskParts): DeskState {
  const { ports, journal, standing } = parts
  const terminal = parts.terminal()
  const notices = noticesOf({
    hasKeystore: parts.secret !== null,
    space: journal.space(),
    report: journal.report,
    isAltered: parts.isAltered(),
    areSettingsUnreadable: parts.settings.wasUnreadable() || parts.mirror.wasUnreadable(),
    clockTrust: parts.trustedTime.trust(),
    stop: standing.stop(),
    needsAttention: parts.needsAttention(),
    isSetUpUnusable: parts.needsAttention() && terminal === null,
    isMirrorLost: parts.mirror.state().kind === 'lost',
  })
  return deskStateOf({
    configuration: terminal?.configuration.current() ?? null,
    pins: parts.pins,
    operator: parts.session.operator(),
    notices,
    clock: ports.clock,
    enrolledUrl: terminal?.enrolment.accountApiUrl ?? null,
    suggestedUrl: ports.suggestedAccountApiUrl,
  })
}
