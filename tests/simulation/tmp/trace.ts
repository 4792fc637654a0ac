import { readFileSync } from 'node:fs'
import { runPlan, noticingBugs, play } from '../run-plan.ts'
import { createWorld } from '../world.ts'
const plan = JSON.parse(readFileSync(process.argv[2]!, 'utf8'))
const world = createWorld(plan, {})
const grep = process.argv[3] ? new RegExp(process.argv[3]) : /./
const old = world.trace
;(world as any).trace = (line: string) => { old(line); if (grep.test(line)) console.log(Math.round(world.time.monotonicMs()), line) }
const oldv = world.violate
;(world as any).violate = (line: string) => { oldv(line); console.log('VIOLATION', line) }
await noticingBugs(world, async () => void (await play(world)))
