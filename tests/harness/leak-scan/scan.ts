import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { logRecords, tableBlocks } from './leveldb.ts'
import { needlesFor } from './needles.ts'

export interface Leak {
  /** Relative to the scanned folder. */
  readonly file: string
  readonly text: string
  readonly encoding: string
}

export interface ScanReport {
  readonly files: number
  readonly bytes: number
  readonly leaks: readonly Leak[]
}

/** So often a folder of a desk at work may change under a scan. */
const MOST_SCANS = 10

/**
 * Searches every file below `folder` for every text in every encoding, inside LevelDB's compressed blocks and split
 * log records too. A file that cannot be read fails the scan: what was not read is not clean. Where one went meanwhile,
 * as when a desk at work replaces a file, the scan begins anew: its bytes may stand under another name.
 */
export function scanFolder(
  folder: string,
  texts: readonly string[],
  read: (path: string) => Buffer = (path) => readFileSync(path),
): ScanReport {
  const needles = texts.flatMap(needlesFor)
  for (let scans = 1; ; scans += 1) {
    try {
      return scanOnce(folder, needles, read)
    } catch (error) {
      if (!isGone(error) || scans === MOST_SCANS) throw error
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function scanOnce(
  folder: string,
  needles: ReturnType<typeof needlesFor>,
  read: (path: string) => Buffer,
): ScanReport {
  const leaks = new Map<string, Leak>()
  let files = 0
  let bytes = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const content = read(path)
    files += 1
    bytes += content.length
    for (const view of viewsOf(content)) {
      for (const { text, encoding, bytes: wanted } of needles) {
        if (!view.includes(wanted)) continue
        const leak = { file: relative(folder, path), text, encoding }
        leaks.set(JSON.stringify(leak), leak)
      }
    }
  }
  return { files, bytes, leaks: [...leaks.values()] }
}

/** The file as it is, and as each container that it could be. */
function viewsOf(content: Buffer): Buffer[] {
  const inflated = [gunzipSync, inflateSync, brotliDecompressSync].flatMap((inflate) => {
    try {
      return [inflate(content)]
    } catch {
      return [] // Not of this format: the raw view has been searched.
    }
  })
  return [content, ...tableBlocks(content), ...logRecords(content), ...inflated]
}
