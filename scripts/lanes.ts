import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { runBoundaries } from './boundaries.ts'
import { exitOf } from './child.ts'
import { runEndToEnd } from './end-to-end.ts'
import type { Lane, LaneResult, Out } from './lane.ts'
import { CHECKOUT } from './places.ts'
import { askedFor, runCheck, runVitest } from './runners.ts'
import { startThrowawayPostgres } from './throwaway-postgres.ts'

const always = () => true

const hasTestsIn =
  (...folders: string[]) =>
  () =>
    folders.some((folder) => {
      const path = join(CHECKOUT, 'tests', folder)
      return existsSync(path) && readdirSync(path, { recursive: true }).some((name) => isTest(String(name)))
    })

const isTest = (name: string) => /\.test\.tsx?$/.test(name)

async function runOnPostgres(): Promise<LaneResult> {
  const server = await startThrowawayPostgres()
  if (!server.ok)
    return { passed: 0, failed: server.failure.kind === 'absent' ? 0 : 1, skipped: 0, ...server.failure }
  try {
    return await runVitest({ project: 'postgres', env: { TEST_DATABASE_URL: server.value.url } })
  } finally {
    await server.value.stop()
  }
}

const COMPARED_SEEDS = Number(process.env['DIFFERENTIAL_SEEDS'] ?? '200')

/** The same traces on every store and on every ledger; each project also runs a few of them with its own lane. */
async function runDifferential(): Promise<LaneResult> {
  const env = { DIFFERENTIAL_SEEDS: String(COMPARED_SEEDS) }
  const files = ['same-traces']
  const counts = { seeds: COMPARED_SEEDS, outboxes: 3, ledgers: 3 }
  const total = { passed: 0, failed: 0, skipped: 0, note: `${COMPARED_SEEDS} seeds`, counts }
  const add = ({ passed, failed, skipped }: LaneResult) => {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  for (const project of ['unit', 'component', 'api']) add(await runVitest({ project, env, files }))
  const server = await startThrowawayPostgres()
  if (!server.ok) return { ...total, failed: total.failed + 1, note: JSON.stringify(server.failure) }
  try {
    const { url } = server.value
    add(await runVitest({ project: 'postgres', env: { ...env, TEST_DATABASE_URL: url }, files }))
  } finally {
    await server.value.stop()
  }
  return total
}

const SIMULATED_SEEDS = 5000

/** Counts as one test: every seed keeps every invariant. */
async function runSimulation(): Promise<LaneResult> {
  const script = join(CHECKOUT, 'scripts/simulate.ts')
  const args = [script, '--seeds', String(SIMULATED_SEEDS)]
  const code = await exitOf(spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }))
  const note = `${SIMULATED_SEEDS} seeds`
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, note }
}

const check = (name: string, run: Lane['run']): Lane => ({ name, isCheck: true, hasWork: always, run })

/**
 * Lint and types are programs in Go that would share out their files among as many checkers as there are cores, or four, and each checker
 * works out the same types again: one does with half of the work, and the two lanes run beside one another. Collecting their garbage more
 * seldom takes another quarter off, for two gigabytes.
 */
const ONE_CHECKER = { GOMAXPROCS: '1', GOGC: '400', GOMEMLIMIT: '3GiB' }

const tool =
  (name: string, ...args: string[]) =>
  (out: Out) =>
    runCheck({ name, args, out, env: ONE_CHECKER })

/** Every lane, in the order of `npm test`: the quickest to fail first; what is run by name alone comes last. */
export const LANES: readonly Lane[] = [
  check('format', tool('oxfmt', '--check')),
  check('lint', tool('oxlint', '--type-aware', '--deny-warnings')),
  check('types', tool('tsc', '-b', '--checkers', '1')),
  check('boundaries', runBoundaries),
  check('unused', tool('knip')),
  {
    name: 'unit',
    hasWork: hasTestsIn('unit', 'architecture', 'conformance', 'simulation'),
    run: () => runVitest({ project: 'unit' }),
  },
  { name: 'simulation', hasWork: hasTestsIn('simulation'), run: runSimulation },
  { name: 'component', hasWork: hasTestsIn('component'), run: () => runVitest({ project: 'component' }) },
  { name: 'api', hasWork: hasTestsIn('api'), run: () => runVitest({ project: 'api' }) },
  { name: 'postgres', hasWork: hasTestsIn('api'), run: runOnPostgres },
  { name: 'e2e', hasWork: hasTestsIn('e2e'), run: () => runEndToEnd({ project: 'core', asked: askedFor() }) },
  {
    name: 'differential',
    isByNameOnly: true,
    hasWork: hasTestsIn('conformance'),
    run: runDifferential,
  },
  {
    name: 'faults',
    isByNameOnly: true,
    hasWork: hasTestsIn('e2e/bad-days'),
    run: () => runEndToEnd({ project: 'faults', asked: askedFor() }),
  },
  {
    name: 'service-desk',
    isByNameOnly: true,
    hasWork: hasTestsIn('e2e/service-desk'),
    run: () => runEndToEnd({ project: 'service-desk', asked: askedFor() }),
  },
]
