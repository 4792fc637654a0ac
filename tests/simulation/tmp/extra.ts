import { Worker } from 'node:worker_threads'
import { join } from 'node:path'
import { EXTRA } from './extra-bugs.ts'
const atMost = Number(process.argv[2] ?? 1000); const want = process.argv[3] ? new RegExp(process.argv[3]) : /./
const names = EXTRA.map((b) => b.name).filter((n) => want.test(n)); let next = 0
await Promise.all([0, 1].map(async () => {
  const w = new Worker(join(import.meta.dirname, 'extra-worker.ts'), { resourceLimits: { maxYoungGenerationSizeMb: 192 } })
  while (next < names.length) { const name = names[next++]; w.postMessage({ name, atMost, from: Number(process.argv[4] ?? 1) }); const a: any = await new Promise((res, rej) => { w.once('message', res); w.once('error', rej) }); console.log(`${a.seed ?? 'NOT CAUGHT'}\t${a.name}\t${(a.v ?? '').slice(0, 110)}`) }
  await w.terminate()
}))
