import { execFile } from 'node:child_process'
import { existsSync, writeSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import type { LaneResult, Out } from './lane.ts'
import { CHECKOUT } from './places.ts'

const MOST_BYTES = 256 * 1024 * 1024
const ROOTS = ['shared', 'electron', 'renderer', 'account-api', 'scripts', 'tests']

const reportSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

type Summary = z.infer<typeof reportSchema>['summary']

/** What dependency-cruiser found in a folder that is laid out like this checkout. */
export async function cruise(folder: string): Promise<Summary> {
  const roots = ROOTS.filter((root) => existsSync(join(folder, root)))
  const config = join(CHECKOUT, '.dependency-cruiser.cjs')
  const cruiser = join(CHECKOUT, 'node_modules/.bin/depcruise')
  const args = ['--config', config, '--output-type', 'json', ...roots]
  const said = await new Promise<string>((resolve) => {
    // It exits with how many imports it refuses.
    execFile(cruiser, args, { cwd: folder, maxBuffer: MOST_BYTES }, (_, stdout) => resolve(stdout))
  })
  return reportSchema.parse(JSON.parse(said)).summary
}

/** Without a parser for our files the tool reads nothing and is content: so the number of modules counts too. */
export async function runBoundaries(out: Out): Promise<LaneResult> {
  const { totalCruised, violations } = await cruise(CHECKOUT)
  const lines = [
    ...violations.map(({ from, to, rule }) => `${from} imports ${to}: ${rule.name}`),
    `${totalCruised} modules read, ${violations.length} imports refused`,
  ]
  writeSync(out === 'inherit' ? process.stdout.fd : out, `${lines.join('\n')}\n`)
  const isGood = violations.length === 0 && totalCruised > 0
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 }
}
