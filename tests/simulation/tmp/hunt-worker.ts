import { parentPort } from 'node:worker_threads'
import { huntPlan } from './hunt-plan.ts'
import { runPlan } from './run-hunt.ts'
import { shrink } from '../shrink.ts'
parentPort!.on('message', async (m: any) => {
  const out: any[] = []
  const fams: Record<string, number> = {}
  for (let seed = m.from; seed < m.from + m.count; seed++) {
    const plan: any = huntPlan(seed)
    for (const f of plan.families) fams[f] = (fams[f] ?? 0) + 1
    const { violations } = await runPlan(plan)
    if (violations.length > 0) {
      const [kind] = violations[0]!.split(' ')
      const key = violations[0]!.replace(/[0-9a-f]{8}-[0-9a-f-]+/g, 'ID').slice(0, 90)
      out.push({ seed, key, families: plan.families, violations })
    }
  }
  parentPort!.postMessage({ out, fams })
})
