import { parentPort } from 'node:worker_threads'
import { EXTRA } from './extra-bugs.ts'
import { makePlan } from '../make-plan.ts'
import { runPlan } from '../run-plan.ts'
parentPort!.on('message', async ({ name, atMost, from }: any) => {
  const bug = EXTRA.find((b) => b.name === name)!
  for (let seed = from; seed <= from + atMost; seed++) {
    const { violations } = await runPlan(makePlan(seed), bug.plant())
    if (violations.length > 0 && (await runPlan(makePlan(seed))).violations.length === 0) { parentPort!.postMessage({ name, seed, v: violations[0] }); return }
  }
  parentPort!.postMessage({ name, seed: null })
})
