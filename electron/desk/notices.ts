import { type JournalReport, isDamaged, unreadableCount } from '#electron/journal/journal-report.ts'
import type { FreeSpace } from '#electron/journal/free-space.ts'
import type { ClockTrust } from '#electron/transport/trusted-time.ts'
import type { NoticeKind } from '#shared/ipc/desk-state.ts'

import type { Stop } from './standing.ts'

/** Everything that a screen may have to say. */
export interface NoticeSources {
  readonly hasKeystore: boolean
  readonly space: FreeSpace
  readonly report: JournalReport
  /** Found by verifying all of it after the start. */
  readonly isAltered: boolean
  readonly areSettingsUnreadable: boolean
  readonly clockTrust: ClockTrust
  readonly stop: Stop | null
  readonly needsAttention: boolean
  /** There is a set-up, and nothing of the till can be opened with it. */
  readonly isSetUpUnusable: boolean
  readonly isMirrorLost: boolean
}

/** What every screen says until it is over, the gravest first. */
export function noticesOf(sources: NoticeSources): NoticeKind[] {
  const { report, space, stop } = sources
  const said: [NoticeKind, boolean][] = [
    ['chain-fork', stop === 'chain-fork'],
    ['journal-lost', stop === 'journal-lost'],
    ['terminal-revoked', stop === 'terminal-revoked'],
    ['client-too-old', stop === 'client-too-old'],
    ['set-up-unusable', sources.isSetUpUnusable],
    ['wrong-realm', stop === 'wrong-realm'],
    ['terminal-needs-attention', sources.needsAttention && !sources.isSetUpUnusable],
    ['journal-damaged', sources.isAltered || isDamaged(report)],
    ['record-unreadable', unreadableCount(report) > 0],
    ['disk-full', space === 'full'],
    ['low-disk', space === 'low'],
    ['clock-wrong', sources.clockTrust === 'wrong'],
    ['clock-unverified', sources.clockTrust === 'unknown'],
    ['settings-unreadable', sources.areSettingsUnreadable],
    ['mirror-lost', sources.isMirrorLost],
    ['no-keystore', !sources.hasKeystore],
  ]
  return said.filter(([, isSaid]) => isSaid).map(([kind]) => kind)
}
