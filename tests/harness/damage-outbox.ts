import { readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { flip } from './damage-journal.ts'

/** The files of the window's LevelDB whose names match, oldest first. */
function filesOf(profile: string, name: RegExp): readonly string[] {
  const root = join(profile, 'IndexedDB')
  const folder = readdirSync(root).find((entry) => entry.endsWith('.leveldb'))
  if (folder === undefined) throw new Error('the prepared window store is not there')
  const found = readdirSync(join(root, folder)).filter((entry) => name.test(entry))
  if (found.length === 0) throw new Error(`the prepared window store has no file like ${String(name)}`)
  return found.toSorted().map((entry) => join(root, folder, entry))
}

export const LOG = /^\d+\.log$/
export const TABLE = /^\d+\.ldb$/
export const MANIFEST = /^MANIFEST/
export const CURRENT = /^CURRENT$/

export function removeOutbox(profile: string): void {
  rmSync(join(profile, 'IndexedDB'), { recursive: true })
}

export function removeFiles(profile: string, name: RegExp): void {
  for (const path of filesOf(profile, name)) rmSync(path)
}

/** Keeps so much of each file, from 0 to 1. */
export function cutFiles(profile: string, name: RegExp, share: number): void {
  for (const path of filesOf(profile, name)) truncateSync(path, Math.floor(statSync(path).size * share))
}

/** Turns a bit of each file, so far into it, from 0 to 1. */
export function flipFiles(profile: string, name: RegExp, share: number): void {
  for (const path of filesOf(profile, name)) flip(path, Math.floor((statSync(path).size - 1) * share))
}

/** Puts zeros in the place of what follows, from 0 to 1 of each file. */
export function zeroFiles(profile: string, name: RegExp, from: number): void {
  for (const path of filesOf(profile, name)) {
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0, Math.floor(bytes.length * from)))
  }
}

export function writeFiles(profile: string, name: RegExp, text: string): void {
  for (const path of filesOf(profile, name)) writeFileSync(path, text)
}
