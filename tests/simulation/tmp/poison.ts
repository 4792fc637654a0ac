import { makePlan } from '../make-plan.ts'
import { runPlan } from '../run-plan.ts'
import { EXTRA } from './extra-bugs.ts'
const from = Number(process.argv[2]), n = Number(process.argv[3]); const bug = EXTRA.find((b) => b.name === process.argv[4])
let k = 0, c = 0
for (let s = from; s < from + n; s++) { const plan = makePlan(s); const p = plan.faults.find((f) => f.kind === 'poison'); if (!p || plan.faults.some((f) => f !== p && f.till === p.till)) continue; k++
  const { violations, reached } = await runPlan(plan, bug ? bug.plant() : {}); if (violations.length) console.log(s, violations[0]); if (reached.includes(52)) c++ }
console.log({ k, c })
