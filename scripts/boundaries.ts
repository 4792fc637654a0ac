import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import type { LaneResult } from './lane.ts'
import { CHECKOUT } from './places.ts'

const ROOTS = ['shared', 'electron', 'renderer', 'account-api', 'scripts', 'tests']

const reportSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

/** What dependency-cruiser found in a folder that is laid out like this checkout. */
export function cruise(folder: string): z.infer<typeof reportSchema>['summary'] {
  const roots = ROOTS.filter((root) => existsSync(join(folder, root)))
  const config = join(CHECKOUT, '.dependency-cruiser.cjs')
  const cruiser = join(CHECKOUT, 'node_modules/.bin/depcruise')
  const args = ['--config', config, '--output-type', 'json', ...roots]
  const run = spawnSync(cruiser, args, { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  return reportSchema.parse(JSON.parse(run.stdout)).summary
}

/** Without a parser for our files the tool reads nothing and is content: so the number of modules counts too. */
export function runBoundaries(): Promise<LaneResult> {
  const { totalCruised, violations } = cruise(CHECKOUT)
  for (const { from, to, rule } of violations) console.error(`${from} imports ${to}: ${rule.name}`)
  console.log(`${totalCruised} modules read, ${violations.length} imports refused`)
  const isGood = violations.length === 0 && totalCruised > 0
  return Promise.resolve({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 })
}
