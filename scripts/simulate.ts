import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { assert } from '#shared/kernel/assert.ts'
import * as z from 'zod'

import { type Campaign, startCampaign } from './campaign.ts'
import { CHECKOUT } from './places.ts'

const CHUNK = 25
const DEFAULT_SEEDS = 1000
const MOST_TOLD = 10
const MOST_SEEDS_OF_ONE_BUG = 1000
/** So many seeds bring about every fault that the simulation has. */
const SEEDS_FOR_ALL_FAULTS = 5000

const aboutSchema = z.object({
  pinned: z.number(),
  planted: z.array(z.string()),
  faults: z.array(z.number()),
})
const seedsSchema = z.object({
  reached: z.array(z.number()),
  failures: z.array(z.object({ seed: z.number(), violations: z.array(z.string()) })),
})
/** Two weeks of five tills. */
const SOAK = { days: 14, tills: 5, operations: 20_000, collisions: 500 }
const soakSchema = z.object({
  days: z.number(),
  tills: z.number(),
  operations: z.number(),
  collisions: z.number(),
  lost: z.number(),
  doubled: z.number(),
  cases: z.number(),
  violations: z.array(z.string()),
  faultsReached: z.array(z.number()),
})
const plantedSchema = z.object({ seed: z.number().nullable(), violation: z.string() })

/** Runs seeds of the simulation, or looks whether it catches what was planted. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string' },
      seed: { type: 'string' },
      planted: { type: 'boolean', default: false },
      soak: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const campaign = startCampaign()
  try {
    if (values.soak) return await soak(campaign, values)
    return values.planted ? await catchPlanted(campaign) : await runSeeds(campaign, values)
  } finally {
    await campaign.end()
  }
}

async function runSeeds(
  campaign: Campaign,
  asked: { seeds?: string | undefined; seed?: string | undefined },
): Promise<number> {
  const first = Number(asked.seed ?? 1)
  const seeds = Number(asked.seeds ?? (asked.seed === undefined ? DEFAULT_SEEDS : 1))
  const [about] = await campaign.askAll([{ kind: 'about' }], aboutSchema)
  const startedAt = process.hrtime.bigint()
  const chunks = Array.from({ length: Math.ceil(seeds / CHUNK) }, (_, index) => ({
    kind: 'seeds',
    from: first + index * CHUNK,
    count: Math.min(CHUNK, seeds - index * CHUNK),
  }))
  const answers = await campaign.askAll(chunks, seedsSchema)
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
  const failures = answers.flatMap((answer) => answer.failures)
  for (const { seed, violations } of failures.slice(0, MOST_TOLD)) {
    console.log(`seed ${seed}:\n  ${violations.join('\n  ')}`)
  }
  const [worst] = failures
  if (worst !== undefined) {
    const [small] = await campaign.askAll(
      [{ kind: 'shrink', seed: worst.seed }],
      z.object({ plan: z.unknown() }),
    )
    console.log(
      `seed ${worst.seed}, shrunk, for tests/simulation/pinned-seeds.ts:\n${JSON.stringify(small?.plan)}`,
    )
  }
  const faultsReached = [...new Set(answers.flatMap((answer) => answer.reached))].toSorted((a, b) => a - b)
  const expected = seeds < SEEDS_FOR_ALL_FAULTS ? [] : (about?.faults ?? [])
  const unreached = expected.filter((fault) => !faultsReached.includes(fault))
  if (unreached.length > 0) console.log(`no seed reached the faults ${unreached.join(', ')}`)
  console.log(
    JSON.stringify({
      seeds,
      violations: failures.length,
      faultsReached,
      faultsByProcess: faultsByProcess(),
      seedsPerSecond: Math.round(seeds / seconds),
      pinned: about?.pinned ?? 0,
    }),
  )
  return failures.length + unreached.length === 0 ? 0 : 1
}

async function soak(campaign: Campaign, asked: { seed?: string | undefined }): Promise<number> {
  const size = { ...SOAK, seed: Number(asked.seed ?? 1) }
  const startedAt = process.hrtime.bigint()
  const [result] = await campaign.askAll([{ kind: 'soak', size }], soakSchema)
  assert(result !== undefined, 'a soak ends')
  for (const violation of result.violations) console.log(violation)
  const seconds = Math.round(Number(process.hrtime.bigint() - startedAt) / 1e9)
  console.log(JSON.stringify({ ...result, violations: result.violations.length, seconds }))
  const { lost, doubled, cases, operations, collisions, violations } = result
  const isWhole = operations === SOAK.operations && collisions === SOAK.collisions && cases === collisions
  return isWhole && lost + doubled + violations.length === 0 ? 0 : 1
}

async function catchPlanted(campaign: Campaign): Promise<number> {
  const [about] = await campaign.askAll([{ kind: 'about' }], aboutSchema)
  const names = about?.planted ?? []
  const asked = names.map((name) => ({ kind: 'planted', name, atMost: MOST_SEEDS_OF_ONE_BUG }))
  const found = await campaign.askAll(asked, plantedSchema)
  for (const [index, { seed, violation }] of found.entries()) {
    console.log(`${names[index] ?? ''}: ${seed === null ? 'not caught' : `seed ${seed}: ${violation}`}`)
  }
  const caught = found.filter(({ seed }) => seed !== null).length
  console.log(JSON.stringify({ planted: names.length, caught }))
  return caught === names.length && names.length > 0 ? 0 : 1
}

/** The faults that tests of their own bring about, most of them with real processes, as docs/faults.md lists them. */
function faultsByProcess(): number[] {
  const table = readFileSync(join(CHECKOUT, 'docs/faults.md'), 'utf8')
  return table.split('\n').flatMap((line) => {
    const [, number, , , test] = line.split('|').map((cell) => cell.trim())
    return number !== undefined && /^\d+$/.test(number) && /\.test\.tsx?/.test(test ?? '')
      ? [Number(number)]
      : []
  })
}

process.exitCode = await main(process.argv.slice(2))
