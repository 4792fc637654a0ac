import { huntPlan } from './hunt-plan.ts'
import { runPlan } from './run-hunt.ts'
import { shrink } from '../shrink.ts'
const seed = Number(process.argv[2])
const plan: any = huntPlan(seed)
const first = await runPlan(plan)
console.log(first.violations.slice(0, 5).join('\n'))
const key = (v: string) => v.replace(/[0-9a-f]{8}-[0-9a-f-]+/g, 'ID')
const want = process.argv[3] ?? key(first.violations[0]!).slice(0, 25)
const small: any = await shrink(plan, async (p) => (await runPlan(p)).violations.some((v) => key(v).startsWith(want)), 120)
if (small.late?.length) { const p = { ...small, late: [] }; if ((await runPlan(p)).violations.some((v: string) => key(v).startsWith(want))) small.late = [] }
console.log(JSON.stringify(small))
