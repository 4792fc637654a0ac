/**
 * Makes a fresh checkout able to run a command, then runs it:
 *   node scripts/bootstrap.mjs <server|desk|tests|failover> <script>.ts [arguments]
 * Plain JavaScript without dependencies: before the install only the machine's Node and npm exist.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { missingSystemPackages, withoutDatabaseServer, withoutServices } from './system-packages.mjs'

const checkout = dirname(dirname(fileURLToPath(import.meta.url)))
const projectNode = join(checkout, 'node_modules/node/bin/node')

const say = (line) => console.log(`[setup] ${line}`)

function stop(line) {
  console.error(`[setup] ${line}`)
  process.exit(1)
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Compares what npm installed with what the lockfile asks for, by version: file times lie after a checkout. */
function isInstalled() {
  const wanted = readJson(join(checkout, 'package-lock.json'))?.packages ?? {}
  const installed = readJson(join(checkout, 'node_modules/.package-lock.json'))?.packages
  if (installed === undefined) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    return found === undefined ? entry.optional === true : found.version === entry.version
  })
}

function npm(args, folder = checkout) {
  return spawnSync('npm', args, { cwd: folder, stdio: 'inherit' }).status === 0
}

function installDependencies() {
  if (!isInstalled()) {
    say('installing the dependencies as package-lock.json fixes them')
    // Not `npm ci`: it refuses a lockfile without the packages of platforms that a registry does not carry.
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
    if (!npm(args)) stop('npm install failed; its message is above')
  }
  if (existsSync(projectNode)) return
  // Some npm versions hold back install scripts; this one puts Node itself in place.
  say('installing the Node version of this project')
  const installer = join(checkout, 'node_modules/node')
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: installer, stdio: 'inherit' })
  if (!existsSync(projectNode))
    stop('node_modules/node/bin/node is missing: run "npm rebuild node" and try again')
}

function installSystemPackages(purpose) {
  const before = missingSystemPackages(purpose)
  if (before.required.length + before.optional.length === 0) return
  if (process.getuid?.() !== 0) {
    if (before.required.length === 0)
      return say(`not installed, and one kind of test is left out: ${before.optional.join(' ')}`)
    return stop(`system packages are missing. Run once as root: ${commandFor(before)}`)
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args) =>
    // Another installer of the machine may be at work: its lock is waited for.
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status === 0
  const install = (names) =>
    withoutServices(() => apt(['install', '--no-install-recommends', '-y', ...names]))
  apt(['update'])
  // Asked again: only now apt knows by which of its names this release has a package.
  const { required, optional } = missingSystemPackages(purpose)
  say(`installing system packages: ${[...required, ...optional].join(' ')}`)
  if (withoutDatabaseServer(() => install([...required, ...optional]))) return
  if (required.length > 0 && !install(required))
    stop(`the system packages could not be installed. Try as root: ${commandFor({ required, optional: [] })}`)
}

function commandFor({ required, optional }) {
  const names = [...required, ...optional].join(' ')
  return `apt-get update && apt-get install --no-install-recommends -y ${names}`
}

/** Runs the command under the project's Node, passing signals on and giving its exit code. */
function run(script, args) {
  const env = { ...process.env, PATH: `${join(checkout, 'node_modules/.bin')}:${process.env.PATH}` }
  const child = spawn(projectNode, [join(checkout, script), ...args], {
    cwd: checkout,
    env,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm hands a signal to its shell, which keeps it: so the end of the shell is taken for one.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 200)
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)))
}

const [purpose, script, ...args] = process.argv.slice(2)
if (!['server', 'desk', 'tests', 'failover'].includes(purpose) || script === undefined) {
  stop('usage: node scripts/bootstrap.mjs <server|desk|tests|failover> <script>.ts [arguments]')
}
installDependencies()
// A server is Node alone.
if (purpose !== 'server') installSystemPackages(purpose)
run(script, args)
