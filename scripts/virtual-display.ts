import type { StdioOptions } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { spawnTied, stopChild } from './child.ts'

const SOCKETS = '/tmp/.X11-unix'

export interface VirtualDisplay {
  /** For `DISPLAY`, as `:99`. */
  readonly name: string
  stop(): Promise<void>
}

/** Starts an X server without a screen on the first free display, for the given user. */
export async function startVirtualDisplay(user?: {
  uid: number
  gid: number
}): Promise<Result<VirtualDisplay, string>> {
  if (process.getuid?.() === 0 && !existsSync(SOCKETS)) {
    // The server of an ordinary user may not make the folder of its sockets. The mode of mkdir would be masked.
    mkdirSync(SOCKETS)
    chmodSync(SOCKETS, 0o1777)
  }
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  // In a group of its own, so that Ctrl-C does not take the display from under the desk.
  const options = { ...user, detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] as StdioOptions }
  const child = spawnTied('Xvfb', args, options)
  const number = await new Promise<string | undefined>((resolve) => {
    child.on('error', () => resolve(undefined))
    child.on('exit', () => resolve(undefined))
    child.stdio[3]?.on('data', (chunk: unknown) => resolve(String(chunk).trim()))
  })
  if (number === undefined || number === '') return fail('Xvfb did not start')
  return ok({ name: `:${number}`, stop: () => stopChild(child) })
}
