import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * A secret of a data directory that this process holds, made on the first start and readable by the owner only. It is on disk, whole,
 * before it has its name. An empty one was left by a kill: nothing was ever protected by it.
 */
export function secretMadeOnce(given: { directory: string; name: string; make(): string }): string {
  const file = join(given.directory, given.name)
  const known = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (known !== '') return known
  const beside = `${file}.new`
  rmSync(beside, { force: true })
  const secret = given.make()
  const made = openSync(beside, 'wx', 0o600)
  writeSync(made, `${secret}\n`)
  fsyncSync(made)
  closeSync(made)
  renameSync(beside, file)
  syncFolder(given.directory)
  return secret
}

/** What it protects may outlast a power cut, and so must its name. Windows opens no folder. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
