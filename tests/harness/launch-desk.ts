import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { type ElectronApplication, type Page, _electron } from '@playwright/test'

import { type View, takeScreenshot } from './screenshot.ts'

export const CHECKOUT = dirname(dirname(import.meta.dirname))
const LAUNCH_TIMEOUT_MS = 20_000
const LAUNCH_TRIES = 3
const CLOSE_TIMEOUT_MS = 15_000

export interface Desk {
  readonly app: ElectronApplication
  readonly page: Page
  /** Everything that main has written so far. */
  output(): string
  /** Resolves once main is gone, however it ended. */
  readonly ended: Promise<void>
  /** Ends main at once, as a power cut would. */
  kill(): Promise<void>
  /** Closes the desk as an operator does, who closes it whatever still waits. */
  close(): Promise<void>
  /** One line of /proc/<pid>/status of the process behind the page, as `Seccomp`. */
  rendererStatus(field: string): Promise<string | undefined>
  /** Takes a picture of the counter's usual screen, 1366 by 768, as `out/screenshots/<name>.png`. */
  screenshot(name: string, view?: View): Promise<void>
}

export interface DeskOptions {
  /** The folder of this till's data; the same folder again is the same till. */
  readonly profile: string
  readonly accountApiUrl?: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** A script that main runs before the desk's own. */
  readonly preload?: string
  /** Off where root runs it, as a benchmark is; on. */
  readonly isSandboxed?: boolean
  /** How often a launch is tried that hangs or ends; 3. */
  readonly tries?: number
}

/** Starts the built desk with its sandbox. Only the launch is tried again: on a busy machine it can hang. */
export async function launchDesk(options: DeskOptions): Promise<Desk> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await launchOnce(options)
    } catch (error) {
      if (tries === (options.tries ?? LAUNCH_TRIES)) throw error
    }
  }
}

async function launchOnce(options: DeskOptions): Promise<Desk> {
  const app = await _electron.launch({
    args: [
      ...(options.preload === undefined ? [] : ['-r', options.preload]),
      CHECKOUT,
      `--user-data-dir=${options.profile}`,
      ...(options.args ?? []),
    ],
    chromiumSandbox: options.isSandboxed ?? true,
    timeout: LAUNCH_TIMEOUT_MS,
    env: {
      ...definedEnv(),
      ...ownDisplay(),
      ...(options.accountApiUrl === undefined ? {} : { COUNTERSIDE_ACCOUNT_API_URL: options.accountApiUrl }),
      ...options.env,
    },
  })
  const main = app.process()
  let output = ''
  main.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  main.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const closed = new Promise<void>((resolve) => void app.once('close', () => resolve()))
  const kill = async () => {
    main.kill('SIGKILL')
    await closed
  }
  try {
    const page = await app.firstWindow({ timeout: LAUNCH_TIMEOUT_MS })
    await page.waitForLoadState('domcontentloaded')
    return {
      app,
      page,
      output: () => output,
      ended: closed,
      kill,
      close: () => closeByHand({ app, page, closed }),
      rendererStatus: async (field) => {
        const pid = await app.evaluate(({ webContents }) =>
          webContents.getAllWebContents()[0]?.getOSProcessId(),
        )
        const status = readFileSync(join('/proc', String(pid), 'status'), 'utf8')
        return new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(status)?.[1]
      },
      screenshot: (name, view) =>
        takeScreenshot({ app, page, name, ...(view === undefined ? {} : { view }) }),
    }
  } catch (error) {
    await kill()
    throw error
  }
}

/** Presses the cross, and the answer where the desk asks first. */
async function closeByHand(desk: {
  app: ElectronApplication
  page: Page
  closed: Promise<void>
}): Promise<void> {
  const { app, page, closed } = desk
  const cross = app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close()
  })
  // A desk that is gone already answers nothing.
  await Promise.race([closed, cross])
  const anyway = page.getByRole('button', { name: /^(Close( anyway)?|Fechar( mesmo assim)?)$/ })
  const pressed = anyway.click({ timeout: CLOSE_TIMEOUT_MS }).then(
    () => closed,
    // The page went with its window, or never asked.
    () => closed,
  )
  await Promise.race([closed, pressed])
}

/** Presses the button that ends a desk, and waits until it has ended: its page may be gone before it can say that it was pressed. */
export async function closeAnyway({ page, ended }: Desk): Promise<void> {
  const pressed = page.getByRole('button', { name: 'Close anyway' }).click()
  await pressed.then(
    () => ended,
    () => ended,
  )
}

/** The display of this worker. */
export function ownDisplay(): Record<string, string> {
  const names = process.env['COUNTERSIDE_DISPLAYS']?.split(',') ?? []
  const own = names[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0) % names.length]
  return own === undefined ? {} : { DISPLAY: own }
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
