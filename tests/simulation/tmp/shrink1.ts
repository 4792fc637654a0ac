import { makePlan } from '../make-plan.ts'
import { runPlan } from '../run-plan.ts'
import { shrink } from '../shrink.ts'
const want = process.argv[3]!
console.log(JSON.stringify(await shrink(makePlan(Number(process.argv[2])), async (p) => (await runPlan(p)).violations.some((v) => v.includes(want)), 80)))
