import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LOCK_FILE = 'account-api.lock'

/**
 * Takes a data directory for this process alone, making it (owner only) when it is missing. The embedded database takes
 * no lock of its own and two processes would destroy it. Returns the release. Throws when a living process holds it; what
 * a dead one left behind is taken over.
 */
export function lockDirectory(path: string): () => void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const file = join(path, LOCK_FILE)
  if (!tryWrite(file)) {
    const holder = readFileSync(file, 'utf8').trim()
    if (isAlive(holder))
      throw new Error(
        `process ${holder.split(' ')[0] ?? '?'} already works with this data directory. Nothing was changed. ` +
          'Use that one, or stop it and start again',
      )
    rmSync(file, { force: true })
    if (!tryWrite(file)) throw new Error('the data directory was taken by another process just now')
  }
  return () => rmSync(file, { force: true })
}

function tryWrite(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid} ${startOf(process.pid)}\n`, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(holder: string): boolean {
  const [pidText, start] = holder.split(' ')
  const pid = Number(pidText)
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return start === startOf(pid)
}

/** When a process started, as the kernel counts it, so that a reused number is not taken for its old holder. */
function startOf(pid: number): string {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
    return afterName.split(' ')[19] ?? 'unknown'
  } catch {
    return 'unknown'
  }
}
