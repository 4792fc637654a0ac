import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { IpcRequest, IpcResponse } from '#shared/ipc/contract.ts'
import { type ExportResult, MAX_HANDED_OVER } from '#shared/ipc/export-methods.ts'

import type { DeskParts } from './desk-parts.ts'
import { isTakenNoMore, settledHere } from './hand-in.ts'
import { writeExport } from './sealed-export.ts'

/** What an export would hold, and since when the oldest waits of what head office may not have. */
export async function readExport(parts: DeskParts): Promise<IpcResponse<'export.read'>> {
  const { journal } = parts
  const ids = journal.unsent()
  const entry = ids[0] === undefined ? undefined : journal.record(ids[0])
  const oldest = entry === undefined ? null : await journal.readFrame(entry.savedFrame)
  const settled = isTakenNoMore(parts) ? settledHere(journal).length : null
  return { records: ids.length, oldestAt: oldest?.kind === 'saved' ? oldest.savedAt : null, settled }
}

interface ExportCalls {
  lacks(asked: IpcRequest<'export.lacks'>): Promise<IpcResponse<'export.lacks'>>
  handOver(handed: IpcRequest<'export.hand-over'>): IpcResponse<'export.hand-over'>
  /** Makes a sealed export where the person says, one at a time, and tells head office of it [D20]. */
  make(): Promise<ExportResult>
}

export function createExportCalls(parts: DeskParts): ExportCalls {
  const { journal } = parts
  const alone = oneAtATime()
  /** By hash: of two records under one id, head office may have neither. */
  const fromStore = new Map<string, SealedEnvelope>()

  async function make(
    asker: ReturnType<typeof parts.session.operator>,
    handedOver: readonly SealedEnvelope[],
  ): Promise<ExportResult> {
    const terminal = parts.terminal()
    const folder = terminal === null ? null : await parts.ports.chooseFolder()
    // The desk may have locked while the person looked for a folder.
    if (terminal === null || folder === null || parts.session.operator() !== asker)
      return { kind: 'cancelled' }
    const { realm, terminalId } = terminal.enrolment
    const written = await writeExport(
      { ...parts.ports, journal },
      { folder, realm, terminalId, fromStore: handedOver, withSettled: isTakenNoMore(parts) },
    )
    if (!written.ok)
      return { kind: 'failed', reason: written.failure === 'no-space' ? 'no-space' : 'disk-failed' }
    const { files, records, unreadable } = written.value
    if (records === 0) return { kind: 'nothing', unreadable }
    await parts.tell({ kind: 'export-made', detail: `${records} records, ${files.length} files` })
    return { kind: 'made', folder, files: [...files], records, unreadable }
  }

  return {
    async lacks({ operationIds }) {
      const lacking: OperationId[] = []
      for (const id of operationIds) if (!(await journal.holds(id))) lacking.push(id)
      return { operationIds: lacking }
    },
    handOver({ envelopes }) {
      for (const envelope of envelopes) {
        if (fromStore.size >= MAX_HANDED_OVER && !fromStore.has(envelope.hash)) return { isKept: false }
        fromStore.set(envelope.hash, envelope)
      }
      return { isKept: true }
    },
    make() {
      const asker = parts.session.operator()
      const handedOver = [...fromStore.values()]
      fromStore.clear()
      return alone(() => make(asker, handedOver))
    },
  }
}
