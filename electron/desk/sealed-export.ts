import { join } from 'node:path'

import { isIntact } from '#electron/journal/chain.ts'
import type { Disk, DiskFailure, DiskFile } from '#electron/journal/disk.ts'
import type { Journal } from '#electron/journal/journal.ts'
import type { Envelope, SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId, Realm, TerminalId } from '#shared/contracts/identifiers.ts'
import { EXPORT_FILE_BYTES, type ExportHeader } from '#shared/contracts/sealed-export.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { settledHere } from './hand-in.ts'

export interface SealedExport {
  /** The names of the files, in the folder that was asked for. */
  readonly files: readonly string[]
  readonly records: number
  /** Records that neither journal nor store gives whole, or of which nobody knows whether a power cut takes them [J4a]. */
  readonly unreadable: number
}

interface ExportPorts {
  readonly disk: Disk
  readonly journal: Pick<
    Journal,
    'unsent' | 'origin' | 'settledOf' | 'record' | 'readFrame' | 'holds' | 'secure' | 'isUnknown'
  >
  readonly clock: Clock
  readonly random: Random
}

/** For whom, where, and what the window's store has of what the journal lacks. */
interface AskedExport {
  readonly folder: string
  readonly realm: Realm
  readonly terminalId: TerminalId
  readonly fromStore: readonly SealedEnvelope[]
  /** What head office took as well, as far as it is still here. */
  readonly withSettled: boolean
}

/**
 * Writes every record that is to be handed in into `folder`, sealed as they are, each file on disk before it has
 * its name [D20]. What was begun and not finished is taken away again. The records stay in the journal and are sent all the same.
 */
export async function writeExport(
  ports: ExportPorts,
  asked: AskedExport,
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

  for (const { id, stored } of await handedIn(journal, asked)) {
    const envelope = journal.isUnknown(id) ? null : (stored ?? (await ownEnvelope(journal, id)))
    if (envelope === null) {
      unreadable += 1
      continue
    }
    if (open === null) {
      const begun = await beginFile(ports, { ...asked, part: files.length + 1 })
      if (!begun.ok) return begun
      open = begun.value
    }
    const added = await open.add(envelope)
    if (!added.ok) return added
    records += 1
    if (open.bytes() < EXPORT_FILE_BYTES) continue
    const ended = await endFile()
    if (!ended.ok) return ended
  }
  const ended = await endFile()
  return ended.ok ? ok({ files, records, unreadable }) : ended
}

/** A record that is to be handed in, with what the store has of it where the journal cannot give it back. */
interface HandedIn {
  readonly id: OperationId
  readonly epoch: number
  readonly sequence: number
  readonly stored: SealedEnvelope | null
}

/** Everything that is to be exported, in the order in which it was saved. */
async function handedIn(journal: ExportPorts['journal'], asked: AskedExport): Promise<readonly HandedIn[]> {
  const stored: HandedIn[] = []
  for (const envelope of asked.fromStore) {
    const { id, epoch, sequence } = envelope
    const isOwn = envelope.realm === asked.realm && envelope.terminalId === asked.terminalId
    if (isOwn && isIntact(envelope) && !(await journal.holds(id)))
      stored.push({ id, epoch, sequence, stored: envelope })
  }
  const ids = new Set(stored.map(({ id }) => id))
  const settled = asked.withSettled ? settledHere(journal) : []
  const journaled = [...journal.unsent(), ...settled].flatMap((id): HandedIn[] => {
    const entry = ids.has(id) ? undefined : journal.record(id)
    return entry === undefined ? [] : [{ id, epoch: entry.epoch, sequence: entry.sequence, stored: null }]
  })
  return [...journaled, ...stored].sort(
    (one, other) => one.epoch - other.epoch || one.sequence - other.sequence,
  )
}

async function ownEnvelope(journal: ExportPorts['journal'], id: OperationId): Promise<Envelope | null> {
  const entry = journal.record(id)
  const frame = entry === undefined ? null : await journal.readFrame(entry.savedFrame)
  return frame?.kind === 'saved' && frame.envelope.sealedPayload !== null ? frame.envelope : null
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
