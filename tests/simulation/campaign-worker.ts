import { parentPort } from 'node:worker_threads'

import { assert, unreachable } from '#shared/kernel/assert.ts'
import * as z from 'zod'

import { SIMULATED_FAULTS } from './fault-numbers.ts'
import { makePlan } from './make-plan.ts'
import { mirrorTrouble } from './mirror-trouble.ts'
import type { Plan } from './plan.ts'
import { PINNED } from './pinned-seeds.ts'
import { PLANTED } from './planted-bugs.ts'
import { runPlan } from './run-plan.ts'
import { shrink } from './shrink.ts'
import { runSoak } from './soak.ts'

/** A hundredth of what a campaign costs, to see in all of its plans that nothing is left to the machine [I12]. */
const RUN_TWICE_EACH = 100

/** What a campaign asks one of its threads for; each answer is one message. */
const askedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('about') }),
  z.strictObject({ kind: z.literal('seeds'), from: z.number().int(), count: z.number().int().positive() }),
  z.strictObject({ kind: z.literal('shrink'), seed: z.number().int() }),
  z.strictObject({
    kind: z.literal('soak'),
    size: z.strictObject({
      seed: z.number().int(),
      days: z.number().int().positive(),
      tills: z.number().int().positive(),
      operations: z.number().int().positive(),
      collisions: z.number().int().nonnegative(),
    }),
  }),
  /** Runs seeds from 1 on until one of them catches the planted bug of that name. */
  z.strictObject({ kind: z.literal('planted'), name: z.string(), atMost: z.number().int().positive() }),
])

/** Of each so many, one has a machine in the place of another. */
const MIRRORED_EACH = 12

function planOf(seed: number): Plan {
  const plan = makePlan(seed)
  return seed % MIRRORED_EACH === 5 ? mirrorTrouble(plan) : plan
}

async function answer(asked: z.infer<typeof askedSchema>): Promise<unknown> {
  switch (asked.kind) {
    case 'about':
      return {
        pinned: PINNED.length,
        planted: PLANTED.map(({ name }) => name),
        faults: Object.keys(SIMULATED_FAULTS).map(Number),
      }
    case 'seeds': {
      const reached = new Set<number>()
      const failures: { seed: number; violations: readonly string[] }[] = []
      for (let seed = asked.from; seed < asked.from + asked.count; seed += 1) {
        const result = await runPlan(planOf(seed))
        for (const fault of result.reached) reached.add(fault)
        const violations = [...result.violations]
        if (seed % RUN_TWICE_EACH === 0 && (await runPlan(planOf(seed))).traceHash() !== result.traceHash())
          violations.push('I12 the same seed leaves another trace')
        if (violations.length > 0) failures.push({ seed, violations })
      }
      return { reached: [...reached], failures }
    }
    case 'shrink': {
      const first = await runPlan(planOf(asked.seed))
      const [kind] = first.violations[0]?.split(' ') ?? []
      const plan = await shrink(planOf(asked.seed), async (smaller) =>
        (await runPlan(smaller)).violations.some((violation) => violation.startsWith(`${kind} `)),
      )
      return { plan }
    }
    case 'soak':
      return runSoak(asked.size)
    case 'planted': {
      const bug = PLANTED.find(({ name }) => name === asked.name)
      assert(bug !== undefined, 'a planted bug has a name')
      for (let seed = 1; seed <= asked.atMost; seed += 1) {
        const { violations } = await runPlan(makePlan(seed), bug.plant())
        // A seed that fails by itself has caught nothing.
        if (violations.length > 0 && (await runPlan(makePlan(seed))).violations.length === 0)
          return { seed, violation: violations[0] ?? '' }
      }
      return { seed: null, violation: '' }
    }
    default:
      return unreachable(asked)
  }
}

const port = parentPort
assert(port !== null, 'this file is a thread of a campaign')
port.on('message', (message: unknown) => {
  void answer(askedSchema.parse(message)).then((value) => port.postMessage(value))
})
