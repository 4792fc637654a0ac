import { join } from 'node:path'

import type { Disk, DiskFailure, DiskFile } from '#electron/journal/disk.ts'
import type { Journal } from '#electron/journal/journal.ts'
import type { Realm, TerminalId } from '#shared/contracts/identifiers.ts'
import { EXPORT_FILE_BYTES, type ExportHeader } from '#shared/contracts/sealed-export.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

export interface SealedExport {
  /** The names of the files, in the folder that was asked for. */
  readonly files: readonly string[]
  readonly records: number
  /** Records that nobody can read, or of which nobody knows whether a power cut takes them [J4a]. */
  readonly unreadable: number
}

interface ExportPorts {
  readonly disk: Disk
  readonly journal: Pick<Journal, 'unsent' | 'record' | 'readFrame' | 'secure' | 'isUnknown'>
  readonly clock: Clock
  readonly random: Random
}

/**
 * Writes every record that head office may not have into `folder`, sealed as they are, each file on disk before it has
 * its name [D20]. What was begun and not finished is taken away again. The records stay in the journal and are sent all the same.
 */
export async function writeExport(
  ports: ExportPorts,
  asked: { folder: string; realm: Realm; terminalId: TerminalId },
): Promise<Result<SealedExport, DiskFailure>> {
  const { journal } = ports
  const files: string[] = []
  let unreadable = 0
  let records = 0
  // Where that fails, only what is sure goes out: head office would hold what this till may not.
  await journal.secure()
  let open: OpenFile | null = null

  async function endFile(): Promise<Result<null, DiskFailure>> {
    const ended = open === null ? ok(null) : await open.end()
    open = null
    if (!ended.ok) return ended
    if (ended.value !== null) files.push(ended.value)
    return ok(null)
  }

  for (const id of journal.unsent()) {
    const entry = journal.record(id)
    const frame = entry === undefined ? null : await journal.readFrame(entry.savedFrame)
    if (frame?.kind !== 'saved' || frame.envelope.sealedPayload === null || journal.isUnknown(id)) {
      unreadable += 1
      continue
    }
    if (open === null) {
      const begun = await beginFile(ports, { ...asked, part: files.length + 1 })
      if (!begun.ok) return begun
      open = begun.value
    }
    const added = await open.add(frame.envelope)
    if (!added.ok) return added
    records += 1
    if (open.bytes() < EXPORT_FILE_BYTES) continue
    const ended = await endFile()
    if (!ended.ok) return ended
  }
  const ended = await endFile()
  return ended.ok ? ok({ files, records, unreadable }) : ended
}

interface OpenFile {
  add(record: unknown): Promise<Result<null, DiskFailure>>
  bytes(): number
  /** Gives its name once it is on disk. */
  end(): Promise<Result<string, DiskFailure>>
}

async function beginFile(
  ports: ExportPorts,
  asked: { folder: string; realm: Realm; terminalId: TerminalId; part: number },
): Promise<Result<OpenFile, DiskFailure>> {
  const { disk, clock } = ports
  const { folder, realm, terminalId } = asked
  const madeAt = instantOf(clock.wallMs())
  const name = fileName(ports, { terminalId, madeAt, part: asked.part })
  const path = join(folder, name)
  const unfinished = `${path}.unfinished`
  const opened = await disk.open(unfinished, 'replace')
  if (!opened.ok) return opened
  const file: DiskFile = opened.value
  let bytes = 0
  let records = 0

  async function giveUp(failure: DiskFailure): Promise<Result<never, DiskFailure>> {
    await file.close()
    await disk.remove(unfinished)
    return fail(failure)
  }
  async function addLine(line: unknown): Promise<Result<null, DiskFailure>> {
    const text = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8')
    const written = await file.write(text)
    if (!written.ok) return giveUp(written.failure)
    bytes += text.length
    return written
  }

  const header: ExportHeader = {
    format: 'counterside-sealed-export',
    version: 1,
    contractVersion: CONTRACT_VERSION,
    realm,
    terminalId,
    madeAt,
  }
  const begun = await addLine(header)
  if (!begun.ok) return begun
  return ok({
    async add(record) {
      const added = await addLine(record)
      if (added.ok) records += 1
      return added
    },
    bytes: () => bytes,
    async end() {
      const ended = await addLine({ end: true, records })
      if (!ended.ok) return ended
      const synced = await file.sync()
      if (!synced.ok) return giveUp(synced.failure)
      await file.close()
      const named = await disk.rename(unfinished, path)
      const safe = named.ok ? await disk.syncFolder(folder) : named
      return safe.ok ? ok(name) : safe
    },
  })
}

/**
 * A name that every file system takes and that says nothing of anybody. The chance in it keeps it from being a file that
 * somebody laid there.
 */
function fileName(
  { random }: Pick<ExportPorts, 'random'>,
  given: { terminalId: TerminalId; madeAt: string; part: number },
): string {
  const time = given.madeAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const chance = Buffer.from(random.bytes(4)).toString('hex')
  return `counterside-${given.terminalId.slice(-8)}-${time}-${given.part}-${chance}.sealed`
}
