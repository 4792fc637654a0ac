import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { missingBrowserSandbox } from './browser-sandbox.ts'
import { buildDesk } from './build.ts'
import { exitOf, spawnTied } from './child.ts'
import { type ElectronRuntime, resolveElectronRuntime } from './electron-runtime.ts'
import type { LaneResult } from './lane.ts'
import { CHECKOUT } from './places.ts'
import { readReport } from './runners.ts'
import { type SmallDisk, mountSmallDisk } from './small-disk.ts'
import { RESULTS, SCREENSHOTS, type Stage, WRITTEN, stageForOrdinaryUser } from './stage.ts'
import { type VirtualDisplay, startVirtualDisplay } from './virtual-display.ts'

/**
 * How many desks are tested at a time on two cores. While tests of the core wait, a quarter of both cores lay idle with two of them.
 * Those that are heavy by themselves stay two.
 */
const WORKERS = { core: 3, faults: 2, 'service-desk': 2 }

/** A suite of Playwright's report, as far as the notes of its tests go; suites may lie within suites. */
const suiteSchema = z.object({
  get suites() {
    return z.array(suiteSchema).optional()
  },
  specs: z.array(
    z.object({ tests: z.array(z.object({ annotations: z.array(z.object({ type: z.string() })) })) }),
  ),
})
type Suite = z.infer<typeof suiteSchema>

const reportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(suiteSchema),
})

/** Playwright on the real desk, for the files of a project that are asked for or all; as an ordinary user, because as root Chromium has no sandbox to prove. */
export async function runEndToEnd(wanted: {
  project: keyof typeof WORKERS
  asked: readonly string[]
}): Promise<LaneResult> {
  const broken = (note: string) => ({ passed: 0, failed: 1, skipped: 0, note })
  const runtime = await resolveElectronRuntime()
  if (!runtime.ok) return broken(runtime.failure)
  const missing = missingBrowserSandbox(runtime.value.folder)
  if (missing !== undefined) return broken(missing)
  const built = buildDesk(runtime.value)
  if (!built.ok) return broken(built.failure)
  const stage = stageForOrdinaryUser({ runtimeFolder: runtime.value.folder })
  if (!stage.ok) return broken(stage.failure)
  const displays: VirtualDisplay[] = []
  const smallDisk = mountSmallDisk(stage.value)
  try {
    while (displays.length < WORKERS[wanted.project]) {
      const display = await startVirtualDisplay(stage.value.user)
      if (!display.ok) return broken(display.failure)
      displays.push(display.value)
    }
    return await runPlaywright({ ...wanted, stage: stage.value, runtime: runtime.value, displays, smallDisk })
  } finally {
    smallDisk.unmount()
    for (const display of displays) await display.stop()
  }
}

async function runPlaywright(parts: {
  project: string
  asked: readonly string[]
  stage: Stage
  runtime: ElectronRuntime
  displays: readonly VirtualDisplay[]
  smallDisk: SmallDisk
}): Promise<LaneResult> {
  const { stage, runtime, displays, smallDisk } = parts
  const env = {
    PATH: `${join(stage.folder, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    HOME: stage.home,
    LANG: 'C.UTF-8',
    // The keyboard belongs to one window of a display, so each worker has a display of its own (launch-desk.ts).
    COUNTERSIDE_DISPLAYS: displays.map(({ name }) => name).join(),
    COUNTERSIDE_WORKERS: String(displays.length),
    ...(process.env['COUNTERSIDE_SEED'] === undefined
      ? {}
      : { COUNTERSIDE_SEED: process.env['COUNTERSIDE_SEED'] }),
    ...runtime.env,
    ELECTRON_OVERRIDE_DIST_PATH: stage.runtimeFolder,
    ELECTRON_EXEC_PATH: join(stage.runtimeFolder, 'electron'),
    ...smallDisk.env,
  }
  const node = join(stage.folder, 'node_modules/node/bin/node')
  const cli = join(stage.folder, 'node_modules/@playwright/test/cli.js')
  const args = [cli, 'test', `--project=${parts.project}`, ...parts.asked]
  const child = spawnTied(node, args, {
    ...stage.user,
    cwd: stage.folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await exitOf(child)
  const report = readReport(join(stage.folder, RESULTS, 'report.json'), reportSchema)
  if (stage.folder !== CHECKOUT) {
    for (const name of WRITTEN.filter((folder) => readdirSync(join(stage.folder, folder)).length > 0)) {
      // Pictures that other lanes and other files took stay beside those of this run.
      if (name !== SCREENSHOTS) rmSync(join(CHECKOUT, name), { recursive: true, force: true })
      cpSync(join(stage.folder, name), join(CHECKOUT, name), { recursive: true })
    }
  }
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0, note: 'Playwright wrote no report' }
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = Math.max(unexpected + flaky, code === 0 ? 0 : 1)
  const counted = { passed: expected, failed, skipped }
  if (parts.project !== 'faults') return counted
  const notes = report.suites.flatMap(notesOf)
  const count = (type: string) => notes.filter((note) => note === type).length
  const counts = { kills: count('kill'), damages: count('damage'), violations: count('violation') }
  return { ...counted, counts, note: JSON.stringify(counts) }
}

/** What the tests of a suite noted of themselves: each process killed, each damage done, each violation found. */
function notesOf(suite: Suite): string[] {
  const own = suite.specs.flatMap(({ tests }) =>
    tests.flatMap(({ annotations }) => annotations.map(({ type }) => type)),
  )
  return [...own, ...(suite.suites ?? []).flatMap(notesOf)]
}
