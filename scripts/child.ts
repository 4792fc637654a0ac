import type { ChildProcess } from 'node:child_process'

const PATIENCE_MS = 5000

/** Resolves with the exit code of a child, or 1 when a signal ended it or it never started. */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve(child.exitCode)
    if (child.signalCode !== null) return resolve(1)
    child.once('error', () => resolve(1))
    return child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** Asks a child to end by `signal`, and ends it when it has not done so in five seconds. */
export async function stopChild(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = exitOf(child)
  child.kill(signal)
  const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await ended
  clearTimeout(force)
}
