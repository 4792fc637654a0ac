import type { ChooseMirrorAnswer } from '#shared/ipc/mirror-methods.ts'

import type { DeskParts } from './desk-parts.ts'

/** Asks the person for a folder and makes the mirror there; whoever asked must still be at work then. */
export async function chooseMirror(parts: DeskParts): Promise<ChooseMirrorAnswer> {
  const asker = parts.session.operator()
  const terminal = parts.terminal()
  const folder = terminal === null ? null : await parts.ports.chooseFolder()
  if (terminal === null || folder === null || parts.session.operator() !== asker) return 'cancelled'
  return parts.mirror.choose(folder, terminal.enrolment.terminalId)
}
