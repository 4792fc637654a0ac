import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { systemClock } from '#account-api/adapters/system-clock.ts'

import type { Desk } from './launch-desk.ts'

/** One fdatasync of a segment of the journal that succeeded, and the bytes that were written to it since the one before. */
export interface Sync {
  /** When it returned, in milliseconds since 1970. */
  readonly atMs: number
  readonly written: string
}

/** A call on a segment of the journal: thread, moment, name, arguments and what came of it. */
const ON_SEGMENT = /^(\d+) +(\d+\.\d+) (\w+)\(\d+<[^>]*segment-\d+\.csj>(.*)$/
/** The second part of a call that another thread came between. */
const RESUMED = /^(\d+) +(\d+\.\d+) <\.\.\. fdatasync resumed>(.*)$/
/** Success, and how long it took in seconds. */
const DONE = /= 0 <(\d+\.\d+)>$/

/** Watches main's system calls from outside, by `strace`, until it is stopped. */
export async function watchSyncs(
  desk: Desk,
): Promise<{ now: () => number; stop(): Promise<readonly Sync[]> }> {
  const folder = mkdtempSync(join(tmpdir(), 'counterside-strace-'))
  const output = join(folder, 'calls')
  const pid = String(desk.app.process().pid)
  const calls = ['-e', 'trace=write,pwrite64,writev,pwritev,fdatasync']
  // `-y` names the file of each call, `-ttt` its moment, `-T` how long it took; a record's id stands near the start of its frame.
  const strace = spawn('strace', ['-f', '-y', '-ttt', '-T', '-s', '4096', ...calls, '-o', output, '-p', pid])
  const attached = new Promise<void>((resolve, reject) => {
    let said = ''
    strace.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('attached')) resolve()
    })
    strace.once('error', reject)
    strace.once('exit', () => reject(new Error(`strace ended: ${said}`)))
  })
  await attached
  return {
    now: () => systemClock.wallMs(),
    async stop() {
      const ended = once(strace, 'exit')
      strace.kill('SIGINT')
      await ended
      const lines = readFileSync(output, 'latin1').split('\n')
      rmSync(folder, { recursive: true })
      return syncsIn(lines)
    },
  }
}

/** Reads the calls line by line; one that another thread came between is told in two parts. */
function syncsIn(lines: readonly string[]): readonly Sync[] {
  const syncs: Sync[] = []
  const unfinished = new Set<string>()
  let written = ''
  for (const line of lines) {
    const [, thread = '', seconds, call, rest = ''] = ON_SEGMENT.exec(line) ?? []
    if (call === undefined) {
      const [, resumedThread = '', atSeconds, outcome = ''] = RESUMED.exec(line) ?? []
      if (!unfinished.delete(resumedThread) || !DONE.test(outcome)) continue
      syncs.push({ atMs: Number(atSeconds) * 1000, written })
      written = ''
    } else if (call !== 'fdatasync') written += rest
    else if (rest.endsWith('<unfinished ...>')) unfinished.add(thread)
    else {
      const [, tookSeconds] = DONE.exec(rest) ?? []
      if (tookSeconds === undefined) continue
      syncs.push({ atMs: (Number(seconds) + Number(tookSeconds)) * 1000, written })
      written = ''
    }
  }
  return syncs
}
