import type { Plan } from '#tests/simulation/plan.ts'
import { runPlan } from '#tests/simulation/run-plan.ts'
const plan: Plan = {
  seed: 1963,
  tills: 2,
  events: [
    {
      kind: 'visit',
      atMs: 151314,
      till: 1,
      operator: 1,
      what: 'sale',
      email: 1,
      devices: [0],
      isExisting: false,
      isDoubleClick: false,
      isTypedAgain: false,
    },
  ],
  faults: [
    { till: 1, fromMs: 124618, untilMs: 164618, kind: 'disk', fault: 'sync-fails' },
    { kind: 'kill-main', till: 1, fromMs: 267968, at: 'after-sync', powerCutKeeps: null, downMs: 10091 },
    { kind: 'kill-main', till: 1, fromMs: 246247, at: 'after-sync', powerCutKeeps: 17, downMs: 13985 },
  ],
}
const log: string[] = []
const r = await runPlan(plan, {
  journal: (j) => {
    log.push('open ' + JSON.stringify(j.report) + ' last ' + j.lastFrame())
    return {
      ...j,
      append: async (b) => {
        const w = await j.append(b)
        log.push(
          'append ' +
            (w.ok
              ? w.value
                  .map(
                    (f) =>
                      f.number +
                      f.kind +
                      (f.kind === 'saved'
                        ? f.envelope.type + f.envelope.sequence + f.envelope.terminalId.slice(-1)
                        : ''),
                  )
                  .join()
              : w.failure),
        )
        return w
      },
    }
  },
})
console.log(r.violations, log.join('\n'))
import { scanSegment } from '#electron/journal/segment-scan.ts'
console.log('---- disk')
let till = 0
const log2: string[] = []
await runPlan(plan, {
  disk: (disk) => {
    const me = till++
    return {
      ...disk,
      open: async (p, m) => {
        const f = await disk.open(p, m)
        if (p.includes('segment')) log2.push(`${me} open ${p.slice(-18)} ${m} ${f.ok}`)
        if (!f.ok) return f
        return {
          ok: true,
          value: {
            write: async (b) => {
              const w = await f.value.write(b)
              if (p.includes('segment'))
                log2.push(
                  `${me} write ${p.slice(-18)} ${scanSegment(b).frames.map((x) => x.frame.number + x.frame.kind)} ${w.ok}`,
                )
              return w
            },
            sync: async () => {
              const w = await f.value.sync()
              if (p.includes('segment')) log2.push(`${me} sync ${p.slice(-18)} ${w.ok}`)
              return w
            },
            close: () => f.value.close(),
          },
        }
      },
      truncate: async (p, s) => {
        const w = await disk.truncate(p, s)
        log2.push(`${me} truncate ${p.slice(-18)} ${s}`)
        return w
      },
      read: async (p) => {
        const r = await disk.read(p)
        if (p.includes('segment') && r.ok)
          log2.push(
            `${me} read ${p.slice(-18)} ${r.value.length} ${p.endsWith('csj') ? scanSegment(r.value).frames.map((x) => x.frame.number + x.frame.kind) : Buffer.from(r.value)}`,
          )
        return r
      },
    }
  },
})
console.log(log2.filter((l) => !l.startsWith('0')).join('\n'))
