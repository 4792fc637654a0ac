import { readFileSync } from 'node:fs'
import { runPlan, noticingBugs, play } from './run-hunt.ts'
import { createWorld } from '../world.ts'
const plan = JSON.parse(readFileSync(process.argv[2]!, 'utf8'))
const world = createWorld(plan, {})
const grep = process.argv[3] ? new RegExp(process.argv[3]) : /./
const old = world.trace
;(world as any).trace = (line: string) => { old(line); if (grep.test(line)) console.log(Math.round(world.time.monotonicMs()), line) }
const oldv = world.violate
;(world as any).violate = (line: string) => { oldv(line); console.log('VIOLATION', line) }
await noticingBugs(world, async () => { const st = await play(world); for (const r of st.api.ledger.inbox().values()) console.log('ROW', r.envelope.epoch, r.envelope.sequence, r.envelope.type, r.envelope.id, JSON.stringify(r.outcome), [...r.had].join(), (r.arrival.content as any).operation?.type === 'terminal-event' ? JSON.stringify((r.arrival.content as any).operation.payload) : '', 'on', r.envelope.dependsOn.join()); for (const c of st.api.ledger.tables.rows('cases')) console.log('CASE', JSON.stringify(c).slice(0, 300)); for (const t of [0, 1]) { try { for (const e of [1, 2]) console.log('CHAIN', t, e, JSON.stringify(st.api.ledger.chain(`0c000000-0000-7000-8000-${t.toString(16).padStart(12, '0')}`, e))) } catch {} } for (const c of st.counters) for (const i of c.intents) console.log('INTENT', i.till, i.operation.type, i.id, i.word, i.mayBeLost, i.isGivenUp) })
