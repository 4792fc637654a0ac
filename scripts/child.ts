import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

import { which } from './which.ts'

const PATIENCE_MS = 5000

/** Starts a program that is told to end when this process is gone, however it went. */
export function spawnTied(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const setpriv = which('setpriv')
  if (setpriv === undefined) return spawn(command, args, options)
  return spawn(setpriv, ['--pdeathsig', 'TERM', command, ...args], options)
}

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
