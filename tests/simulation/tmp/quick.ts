import { makePlan } from '../make-plan.ts'
import { runPlan } from '../run-plan.ts'
const from = Number(process.argv[2]), n = Number(process.argv[3])
const keys: any = {}
for (let s = from; s < from + n; s++) { const { violations } = await runPlan(makePlan(s)); if (violations.length) { const k = violations[0]!.replace(/[0-9a-f]{8}-[0-9a-f-]+/g, 'ID').slice(0, 100); keys[k] = (keys[k] ?? 0) + 1; if (keys[k] <= 3) console.log(s, violations[0]) } }
console.log(keys)
