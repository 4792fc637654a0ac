import type { NoticeKind } from './desk-state.ts'

/** Notices under which main takes no new record [D5] [D7], until somebody mends it. A full disk is none: each save tries again. */
export const SAVING_STOPS: ReadonlySet<NoticeKind> = new Set([
  'chain-fork',
  'journal-lost',
  'terminal-revoked',
  'client-too-old',
  'wrong-realm',
  'set-up-unusable',
])

/** Whether nothing new can be saved at a till with these notices, whatever is typed. */
export function isSavingStopped(notices: readonly NoticeKind[]): boolean {
  return notices.some((kind) => SAVING_STOPS.has(kind))
}
