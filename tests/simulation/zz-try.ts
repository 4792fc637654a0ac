import { makePlan } from '#tests/simulation/make-plan.ts'
import { runPlan } from '#tests/simulation/run-plan.ts'
const from = Number(process.argv[2] ?? 1),
  count = Number(process.argv[3] ?? 1)
const reached = new Set<number>()
const t0 = process.hrtime.bigint()
let bad = 0
const kinds = new Map<string, number[]>()
for (let seed = from; seed < from + count; seed += 1) {
  const r = await runPlan(makePlan(seed))
  for (const f of r.reached) reached.add(f)
  if (r.violations.length > 0) {
    bad += 1
    for (const v of r.violations) {
      const k = v
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
        .replace(/\d+/g, 'N')
        .slice(0, 110)
      kinds.set(k, [...(kinds.get(k) ?? []), seed])
    }
    if (bad < 4) console.log(seed, r.violations)
  }
}
const s = Number(process.hrtime.bigint() - t0) / 1e9
console.log({ bad, perSecond: count / s, reached: [...reached].sort((a, b) => a - b).join(' ') })
for (const [k, v] of [...kinds].sort((a, b) => b[1].length - a[1].length))
  console.log(v.length, k, [...new Set(v)].slice(0, 6).join())
