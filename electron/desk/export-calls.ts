import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { IpcResponse } from '#shared/ipc/contract.ts'
import type { ExportResult } from '#shared/ipc/export-methods.ts'

import type { DeskParts } from './desk-parts.ts'
import { writeExport } from './sealed-export.ts'

/** What an export would hold, and since when the oldest of it waits. */
export async function readExport({ journal }: DeskParts): Promise<IpcResponse<'export.read'>> {
  const ids = journal.unsent()
  const entry = ids[0] === undefined ? undefined : journal.record(ids[0])
  const oldest = entry === undefined ? null : await journal.readFrame(entry.savedFrame)
  return { records: ids.length, oldestAt: oldest?.kind === 'saved' ? oldest.savedAt : null }
}

/** Makes a sealed export where the person says, one at a time, and tells head office of it [D20]. */
export function createMakeExport(parts: DeskParts): () => Promise<ExportResult> {
  const alone = oneAtATime()
  return () => {
    const asker = parts.session.operator()
    return alone(async () => {
      const terminal = parts.terminal()
      const folder = terminal === null ? null : await parts.ports.chooseFolder()
      // The desk may have locked while the person looked for a folder.
      if (terminal === null || folder === null || parts.session.operator() !== asker)
        return { kind: 'cancelled' }
      const { realm, terminalId } = terminal.enrolment
      const written = await writeExport(
        { ...parts.ports, journal: parts.journal },
        { folder, realm, terminalId },
      )
      if (!written.ok)
        return { kind: 'failed', reason: written.failure === 'no-space' ? 'no-space' : 'disk-failed' }
      const { files, records, unreadable } = written.value
      if (records === 0) return { kind: 'nothing', unreadable }
      await parts.tell({ kind: 'export-made', detail: `${records} records, ${files.length} files` })
      return { kind: 'made', folder, files: [...files], records, unreadable }
    })
  }
}
