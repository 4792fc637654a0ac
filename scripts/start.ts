import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { missingBrowserSandbox } from './browser-sandbox.ts'
import { buildDesk } from './build.ts'
import { exitOf, spawnTied, stopChild } from './child.ts'
import { resolveElectronRuntime } from './electron-runtime.ts'
import { CHECKOUT, say } from './places.ts'
import { openPracticeStore } from './practice-store.ts'
import { startVirtualDisplay } from './virtual-display.ts'

/** Something that `npm start` runs beside the others, and how to end it. */
interface Started {
  /** Given to everything that starts later. */
  readonly env?: Readonly<Record<string, string>>
  /** Settles when it ends by itself; then all the rest is stopped. */
  readonly ended?: Promise<number>
  stop(): Promise<void>
}

type Start = (env: NodeJS.ProcessEnv) => Promise<Result<Started, string>>

/** Where the till of `npm start` keeps its data. */
const PROFILE = 'COUNTERSIDE_PROFILE'

/** What is started, in this order; stopped in the reverse. */
const PARTS: readonly Start[] = [prepareDesk, startStore, startDisplay, startDesk]

async function prepareDesk(): Promise<Result<Started, string>> {
  const runtime = await resolveElectronRuntime()
  if (!runtime.ok) return runtime
  const missing = missingBrowserSandbox(runtime.value.folder)
  if (missing !== undefined) return fail(missing)
  const built = buildDesk(runtime.value)
  if (!built.ok) return built
  return ok({ env: runtime.value.env, stop: async () => {} })
}

async function startStore(): Promise<Result<Started, string>> {
  try {
    const store = await openPracticeStore()
    const env = { COUNTERSIDE_PRACTICE_SETUP: store.setupFile, [PROFILE]: store.profile }
    return ok({ env, stop: () => store.close() })
  } catch (error) {
    return fail(`the practice store cannot be opened: ${reasonOf(error)}`)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error.message
  return `another program listens at its address (${error.message}). Nothing was changed. Stop that program, then start again`
}

async function startDisplay(env: NodeJS.ProcessEnv): Promise<Result<Started, string>> {
  const isNeeded = process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']
  if (!isNeeded) return ok({ stop: async () => {} })
  const display = await startVirtualDisplay()
  if (!display.ok) return display
  const name = display.value.name
  say(`this machine has no display: the desk opens on the virtual display ${name}`)
  say(
    `look at it with Debian's x11vnc: x11vnc -display ${name} -localhost   or imagemagick: DISPLAY=${name} import -window root desk.png`,
  )
  return ok({ env: { DISPLAY: name }, stop: () => display.value.stop() })
}

async function startDesk(env: NodeJS.ProcessEnv): Promise<Result<Started, string>> {
  const executable = env['ELECTRON_EXEC_PATH']
  if (executable === undefined) return fail('no Electron runtime')
  const isRoot = process.getuid?.() === 0
  if (isRoot)
    say('started as root: Chromium runs without its sandbox. Use an ordinary user for anything real')
  // Chromium complains about the D-Bus of a machine that has none; what main itself says is still shown.
  const profile = `--user-data-dir=${env[PROFILE]}`
  const switches = ['--log-level=3', profile, ...(isRoot ? ['--no-sandbox'] : [])]
  const args = [...switches, CHECKOUT, ...process.argv.slice(2)]
  const child = spawnTied(executable, args, { env, detached: true, stdio: ['ignore', 'inherit', 'inherit'] })
  say('opening the desk; Ctrl-C here closes it')
  return ok({ ended: exitOf(child), stop: () => stopChild(child) })
}

async function main(): Promise<number> {
  const started: Started[] = []
  let env: NodeJS.ProcessEnv = { ...process.env }
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(0))
  })
  try {
    for (const start of PARTS) {
      const part = await start(env)
      if (!part.ok) {
        console.error(part.failure)
        return 1
      }
      started.push(part.value)
      env = { ...env, ...part.value.env }
    }
    const ends = started.map((part) => part.ended).filter((ended) => ended !== undefined)
    const code = await Promise.race([interrupted, ...ends])
    if (code !== 0) say('the desk ended by itself; what it said is above, and what was saved is on the disk')
    return code
  } finally {
    for (const part of started.toReversed()) await part.stop()
  }
}

process.exitCode = await main()
