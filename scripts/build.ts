import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { type ElectronRuntime, resolveElectronRuntime } from './electron-runtime.ts'
import { CHECKOUT, say } from './places.ts'

const SOURCES = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json']
const BUILT = ['out/desk/main/index.js', 'out/desk/preload/index.cjs', 'out/desk/renderer/index.html']

/** Builds the desk into `out/desk` when a source is newer than what is there. */
export function buildDesk(runtime: ElectronRuntime): Result<undefined, string> {
  if (isBuilt()) return ok(undefined)
  say('building the desk')
  const vite = join(CHECKOUT, 'node_modules/.bin/electron-vite')
  const env = { ...process.env, ...runtime.env }
  const built = spawnSync(vite, ['build', '--logLevel', 'warn'], { cwd: CHECKOUT, env, stdio: 'inherit' })
  return built.status === 0 ? ok(undefined) : fail('the desk could not be built; the message is above')
}

function isBuilt(): boolean {
  const outputs = BUILT.map((path) => join(CHECKOUT, path))
  if (!outputs.every((path) => existsSync(path))) return false
  const builtAt = Math.min(...outputs.map((path) => statSync(path).mtimeMs))
  return SOURCES.every((path) => newestWithin(join(CHECKOUT, path)) < builtAt)
}

/** Folders count too: deleting a file changes only its folder. */
function newestWithin(path: string): number {
  const own = statSync(path)
  if (!own.isDirectory()) return own.mtimeMs
  const children = readdirSync(path, { recursive: true, withFileTypes: true })
  const times = children.map((child) => statSync(join(child.parentPath, child.name)).mtimeMs)
  return times.reduce((newest, time) => Math.max(newest, time), own.mtimeMs)
}

if (import.meta.main) {
  const runtime = await resolveElectronRuntime()
  const built = runtime.ok ? buildDesk(runtime.value) : runtime
  if (!built.ok) {
    console.error(built.failure)
    process.exitCode = 1
  }
}
