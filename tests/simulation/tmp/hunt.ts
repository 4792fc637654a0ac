import { Worker } from 'node:worker_threads'
import { join } from 'node:path'
const from = Number(process.argv[2]); const count = Number(process.argv[3]); const until = Date.now() + Number(process.argv[4] ?? 600) * 1000
const CHUNK = 20
let next = from
const fams: any = {}; const keys: any = {}; let done = 0
await Promise.all([0, 1].map(async () => {
  const w = new Worker(join(import.meta.dirname, 'hunt-worker.ts'), { resourceLimits: { maxYoungGenerationSizeMb: 192 } })
  while (next < from + count && Date.now() < until) {
    const mine = next; next += CHUNK
    w.postMessage({ from: mine, count: CHUNK })
    const answer: any = await new Promise((res, rej) => { w.once('message', res); w.once('error', rej) })
    done += CHUNK
    for (const k in answer.fams) fams[k] = (fams[k] ?? 0) + answer.fams[k]
    for (const f of answer.out) { keys[f.key] = (keys[f.key] ?? 0) + 1; if (keys[f.key] <= 4) console.log(JSON.stringify(f)) }
  }
  await w.terminate()
}))
console.log(JSON.stringify({ from, done, keys, fams }))
