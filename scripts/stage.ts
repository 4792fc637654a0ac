import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join, relative } from 'node:path'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { CHECKOUT, say } from './places.ts'
import { type User, homeOf, userNamed } from './users.ts'

const USER = 'counterside-tests'
/** Where tests of the real desk leave what is to be looked at. */
export const RESULTS = 'out/test-results'
export const SCREENSHOTS = 'out/screenshots'
export const DEMO = 'out/demo'
export const WRITTEN = [RESULTS, SCREENSHOTS, DEMO]
const NOT_COPIED = new Set(['.git', '.runtime', 'node_modules', 'out'])

/** Where the tests of the real desk run, and as whom. */
export interface Stage {
  readonly folder: string
  readonly runtimeFolder: string
  readonly home: string
  /** Undefined when we are an ordinary user already. */
  readonly user: User | undefined
}

/**
 * For root: makes an ordinary user and gives it the checkout in its own home, since the checkout itself may lie
 * where that user cannot go. Dependencies and the runtime are hard links where the file system can.
 */
export function stageForOrdinaryUser(parts: { runtimeFolder: string }): Result<Stage, string> {
  const { runtimeFolder } = parts
  if (process.getuid?.() !== 0) {
    return ok({ folder: CHECKOUT, runtimeFolder, home: process.env['HOME'] ?? CHECKOUT, user: undefined })
  }
  const user = userNamed(USER) ?? makeUser()
  if (user === undefined) return fail(`the user ${USER} could not be made`)
  const home = homeOf(USER)
  const folder = join(home, createHash('sha256').update(CHECKOUT).digest('hex').slice(0, 12))
  openFolder(folder)
  openFolder(join(folder, '.runtime'))
  link({
    from: join(CHECKOUT, 'node_modules'),
    to: join(folder, 'node_modules'),
    stamp: '.package-lock.json',
  })
  const isOurs = !relative(CHECKOUT, runtimeFolder).startsWith('..')
  const staged = isOurs ? join(folder, relative(CHECKOUT, runtimeFolder)) : runtimeFolder
  if (isOurs) link({ from: runtimeFolder, to: staged, stamp: 'version' })
  copySources(folder)
  for (const path of WRITTEN.map((name) => join(folder, name))) {
    mkdirSync(path, { recursive: true })
    chownSync(path, user.uid, user.gid)
  }
  return ok({ folder, runtimeFolder: staged, home, user })
}

/** Makes a folder that the ordinary user can enter, whatever the mask of this process. */
function openFolder(path: string): void {
  mkdirSync(path, { recursive: true })
  chmodSync(path, 0o755)
}

function makeUser(): User | undefined {
  say(`making the ordinary user ${USER} for the tests of the real desk`)
  spawnSync('useradd', ['--system', '--create-home', '--user-group', '--shell', '/usr/sbin/nologin', USER])
  return userNamed(USER)
}

function link(folder: { from: string; to: string; stamp: string }): void {
  const { from, to, stamp } = folder
  if (isSameFile(join(from, stamp), join(to, stamp))) return
  rmSync(to, { recursive: true, force: true })
  const isReadable = (statSync(join(from, stamp)).mode & 0o004) !== 0
  const isLinked = isReadable && spawnSync('cp', ['-al', from, to]).status === 0
  if (isLinked) {
    // A stamp that is the same file would change with the one that it is compared with.
    rmSync(join(to, stamp))
    cpSync(join(from, stamp), join(to, stamp))
    return
  }
  rmSync(to, { recursive: true, force: true })
  spawnSync('cp', ['-a', from, to])
  spawnSync('chmod', ['-R', 'a+rX', to])
}

function isSameFile(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && readFileSync(one, 'utf8') === readFileSync(other, 'utf8')
}

function copySources(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name !== 'node_modules' && name !== '.runtime')
      rmSync(join(folder, name), { recursive: true, force: true })
  }
  const names = readdirSync(CHECKOUT).filter((name) => !NOT_COPIED.has(name))
  mkdirSync(join(folder, 'out'), { recursive: true })
  spawnSync('cp', ['-a', ...names.map((name) => join(CHECKOUT, name)), folder])
  spawnSync('cp', ['-a', join(CHECKOUT, 'out/desk'), join(folder, 'out/desk')])
  const copied = [...names, 'out'].map((name) => join(folder, name))
  spawnSync('chown', ['-R', 'root:root', ...copied])
  spawnSync('chmod', ['-R', 'a+rX', ...copied])
}
