import { makePlan } from '#tests/simulation/make-plan.ts'
import { runPlan } from '#tests/simulation/run-plan.ts'
import { shrink } from '#tests/simulation/shrink.ts'
for (const arg of process.argv.slice(3)) {
  const key = process.argv[2] ?? ''
  const fails = async (plan: Parameters<typeof runPlan>[0]) =>
    (await runPlan(plan)).violations.some((v) => v.includes(key))
  const small = await shrink(makePlan(Number(arg)), fails, 150)
  console.log(JSON.stringify(small, null, 0).replaceAll('},{', '},\n {'))
  console.log((await runPlan(small)).violations)
}
