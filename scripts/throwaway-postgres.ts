import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { spawnTied, stopChild } from './child.ts'
import { freePort } from './free-port.ts'
import { userNamed } from './users.ts'

const SERVERS = '/usr/lib/postgresql'
const START_TRIES = 100

export interface ThrowawayPostgres {
  readonly url: string
  stop(): Promise<void>
}

export type PostgresFailure =
  | { readonly kind: 'absent'; readonly leftOut: string }
  | { readonly kind: 'broken'; readonly note: string }

/** Starts a PostgreSQL of its own on a free loopback port; nothing is left of it once it is stopped. Its commits wait for the disk where that is measured. */
export async function startThrowawayPostgres(
  given: { isDurable?: true } = {},
): Promise<Result<ThrowawayPostgres, PostgresFailure>> {
  const bin = newestServer()
  if (bin === undefined) return fail({ kind: 'absent', leftOut: 'PostgreSQL is not installed here' })
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? userNamed('postgres') : undefined
  const folder = mkdtempSync(join(tmpdir(), 'counterside-postgres-'))
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const common = { ...user, cwd: folder, encoding: 'utf8' } as const
  const init = ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  const made = spawnSync(join(bin, 'initdb'), init, common)
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    return fail({ kind: 'broken', note: `initdb: ${made.stderr}` })
  }
  const port = await freePort()
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `fsync=${given.isDurable ? 'on' : 'off'}`,
  ]
  const child = spawnTied(join(bin, 'postgres'), args, { ...user, cwd: folder, stdio: 'ignore' })
  const stop = async () => {
    // SIGTERM would wait for every client to leave.
    await stopChild(child, 'SIGINT')
    rmSync(folder, { recursive: true, force: true })
  }
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    const ready = spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-q'])
    if (ready.status === 0) return ok({ url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop })
    await sleep(100)
  }
  await stop()
  return fail({ kind: 'broken', note: 'PostgreSQL did not start in time' })
}

/** The programs of the newest PostgreSQL server that is installed here. */
export function newestServer(): string | undefined {
  if (!existsSync(SERVERS)) return undefined
  const versions = readdirSync(SERVERS).toSorted((one, other) => Number(other) - Number(one))
  return versions
    .map((version) => join(SERVERS, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')))
}
