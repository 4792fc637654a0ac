import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { CHECKOUT } from '#scripts/places.ts'
import { describe, expect, test } from 'vitest'

import { NOT_YET, SIMULATED_FAULTS } from './fault-numbers.ts'
import { makePlan } from './make-plan.ts'
import { PINNED } from './pinned-seeds.ts'
import { PLANTED } from './planted-bugs.ts'
import { runPlan } from './run-plan.ts'
import { shrink } from './shrink.ts'

const ALL_FAULTS = 77

describe('the simulation', () => {
  test.each(PINNED)('once broken: $was', async ({ plan }) => {
    expect((await runPlan(plan)).violations).toEqual([])
  })

  test('[I12] the same seed leaves the same trace, another seed another', async () => {
    const hashOf = async (seed: number) => (await runPlan(makePlan(seed))).traceHash
    for (const seed of [1, 7, 42]) expect(await hashOf(seed)).toBe(await hashOf(seed))
    expect(await hashOf(1)).not.toBe(await hashOf(2))
  })

  test('a planted bug is caught, and its plan shrinks to what it takes', async () => {
    const bug = PLANTED.find(({ name }) => name === 'a torn end costs the whole segment')
    const fails = async (plan: ReturnType<typeof makePlan>) =>
      (await runPlan(plan, bug?.plant())).violations.some((violation) => violation.startsWith('I1 '))
    let plan = makePlan(1)
    for (let seed = 2; seed <= 300 && !(await fails(plan)); seed += 1) plan = makePlan(seed)
    expect(await fails(plan)).toBe(true)
    const small = await shrink(plan, fails)
    expect(await fails(small)).toBe(true)
    expect(small.events.length + small.faults.length).toBeLessThan(plan.events.length + plan.faults.length)
    expect((await runPlan(small)).violations).toEqual([])
  })

  test('every fault of the design is simulated, or has a reason why not', () => {
    const listed = [...Object.keys(SIMULATED_FAULTS), ...Object.keys(NOT_YET)].map(Number)
    const all = Array.from({ length: ALL_FAULTS }, (_, index) => index + 1)
    expect(listed.toSorted((left, right) => left - right)).toEqual(all)
  })

  test('docs/faults.md lists every fault, and the tests with real processes whose titles name it', () => {
    const lines = readFileSync(join(CHECKOUT, 'docs/faults.md'), 'utf8').split('\n')
    const rows = lines.flatMap((line) => {
      const [, number = '', what, simulated, byProcess] = line.split('|').map((cell) => cell.trim())
      return /^\d+$/.test(number) ? [{ number: Number(number), what, simulated, byProcess }] : []
    })
    const named = faultsNamedInTitles()
    const expected = Array.from({ length: ALL_FAULTS }, (_, index) => {
      const number = index + 1
      const words: Readonly<Record<number, string>> = SIMULATED_FAULTS
      const reason = NOT_YET[number]
      return {
        number,
        what: expect.any(String),
        simulated: reason === undefined ? words[number] : `no: ${reason}`,
        byProcess: (named.get(number) ?? []).join(', '),
      }
    })
    expect(rows).toEqual(expected)
  })
})

/** Which files of tests/e2e say in the title of a test or a step that they bring a fault about. */
function faultsNamedInTitles(): ReadonlyMap<number, string[]> {
  const folder = join(CHECKOUT, 'tests/e2e')
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.test.ts'))
  const named = new Map<number, string[]>()
  for (const file of files.toSorted()) {
    for (const [, number] of readFileSync(join(folder, file), 'utf8').matchAll(/\[F(\d+)\]/g)) {
      const paths = named.get(Number(number)) ?? []
      if (!paths.includes(`tests/e2e/${file}`)) named.set(Number(number), [...paths, `tests/e2e/${file}`])
    }
  }
  return named
}
