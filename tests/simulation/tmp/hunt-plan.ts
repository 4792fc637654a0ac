import { FAULTS, DISK, fault } from '../draw-fault.ts'
import { chanceFor, type Chance } from '../seeded.ts'
import type { Plan, PlannedEvent, PlannedFault } from '../plan.ts'

const DAY = 86_400_000
const YEAR = 365 * DAY
const POINTS = ['before-write','mid-write','before-sync','after-sync','before-outcomes','mid-outcomes','in-resolution','in-removal','mid-body','reply-unread','shutdown'] as const
const CUTS = [null, null, 0, 0, 1, 7, 15, 16, 17, 300, 1e6]

export const FAMILIES = ['three','damage-all','two-server','enrol','recover-kill','disk-recover','late-clock','deleted-decision','switches','chains','two-damage','profile','storm'] as const
export type Family = (typeof FAMILIES)[number]

export function huntPlan(seed: number, only?: Family): Plan & { late: unknown[]; families: string[] } {
  const c = chanceFor(seed, 77)
  const families = new Set<Family>(only ? [only] : [])
  const many = 1 + c.below(3)
  for (let i = 0; i < many; i++) families.add(c.pick(FAMILIES))
  if (families.has('profile')) { families.delete('two-server'); families.delete('damage-all') }
  const tills = c.pick([1, 1, 2, 2, 3])
  const till = c.below(tills)
  const events: any[] = []
  const faults: any[] = []
  const late: any[] = []
  const at = () => 1_000 + c.below(200_000)
  const visitAt = (atMs: number, t: number, what?: string) => events.push({
    kind: 'visit', atMs, till: t, operator: c.below(2), what: what ?? c.pick(['refusal','sale','registration','registration','registration-and-device','registration-and-device']),
    email: c.below(families.has('chains') ? 2 : 4), devices: Array.from({ length: 1 + c.below(2) }, () => c.below(6)),
    isExisting: c.happens(0.25), isDoubleClick: c.happens(0.15), isTypedAgain: c.happens(0.2) })
  const visits = c.pick([1, 2, 3, 4, 5])
  for (let i = 0; i < visits; i++) visitAt(at(), c.happens(0.7) ? till : c.below(tills))
  const moment = () => { const v = c.pick([events[0], ...events]); return v?.atMs ?? at() }
  const near = () => Math.max(0, moment() + c.pick([-3000, -200, 0, 10, 20, 40, 80, 150, 300, 1000, 5000, 20000, 30000]) + c.below(40))
  const scene = () => ({ tills, events: events as PlannedEvent[] })
  const kill = (fromMs: number) => faults.push({ kind: 'kill-main', till, fromMs, at: c.pick(POINTS), powerCutKeeps: c.pick(CUTS), downMs: 500 + c.below(8000) })
  const killW = (fromMs: number) => faults.push({ kind: 'kill-window', till, fromMs, at: c.pick(['in-transaction','after-transaction','before-send','in-rebuild','anywhere']), loses: c.pick(['nothing','nothing','tail','all','manifest']) })
  const damage = (what?: string) => { const fromMs = near() + c.below(60000); faults.push({ kind: 'damage', till, fromMs, what: what ?? c.pick(['bit-flip','deleted','bit-flip-and-store']), place: c.below(1000) }); return fromMs }
  const serverRestore = (afterMs = 0) => { const fromMs = Math.max(afterMs, near()) + c.below(30000); const atMs = Math.min(290_000, fromMs + 1_000 + c.below(100_000)); events.push({ kind: 'server-restore', till: 0, fromMs: Math.min(fromMs, atMs - 500), atMs }); return atMs }
  const chain = () => { const n = 2 + c.below(4); let t = moment() + 5000; for (let i = 0; i < n; i++) { t += c.below(25000); const k = c.pick(['void','correction','correction','resolve','head-office']); events.push(k === 'void' || k === 'correction' ? { kind: k, till, atMs: t, nth: c.below(4), email: c.below(3) } : { kind: k, till, atMs: t, nth: c.below(3), choice: c.below(6) }) } }
  for (const family of families) switch (family) {
    case 'three': { const card = c.pick(FAULTS); const n = 3 + c.below(3); const first = near(); for (let i = 0; i < n; i++) { const f: any = fault(card, c as Chance, scene()); const span = (f.untilMs ?? 0) - f.fromMs; f.till = till; f.fromMs = first + i * c.pick([0, 50, 500, 3000, 15000]); if (f.untilMs !== undefined) f.untilMs = f.fromMs + span; faults.push(f) } break }
    case 'damage-all': { const t = damage(c.pick(['deleted','bit-flip-and-store','bit-flip'])); if (c.happens(0.5)) faults.push({ kind: 'kill-window', till, fromMs: t + c.pick([0, 3000, -3000]), at: 'anywhere', loses: c.pick(['all','manifest','tail']) }); serverRestore(); break }
    case 'two-server': { const r = serverRestore(); serverRestore(r + 500); if (c.happens(0.4)) damage(); break }
    case 'enrol': { const n = 1 + c.below(2); for (let i = 0; i < n; i++) { const t = near(); if (c.happens(0.4)) events.push({ kind: 'revoke', till, atMs: t }); events.push({ kind: 'enrol-again', till, atMs: t + c.pick([0, 20, 100, 1000, 8000]), isForced: c.happens(0.7) }); if (c.happens(0.6)) faults.push({ kind: 'network', till, fromMs: Math.max(0, t - 5000), untilMs: t + 20000, fault: c.pick(['late','slow','lost-reply','reordered','repeated','two-nodes','crash-after-commit']), rate: 1 }) } break }
    case 'recover-kill': { const t = damage(); const n = 2 + c.below(2); for (let i = 0; i < n; i++) c.happens(0.8) ? kill(t) : killW(t + c.below(5000)); break }
    case 'disk-recover': { const t = damage(); const s = t + 2000 + c.pick([0, 3, 9, 15, 40]); faults.push({ kind: 'disk', till, fromMs: s, untilMs: s + 2000 + c.below(30000), fault: c.pick(DISK) }); if (c.happens(0.5)) kill(t); break }
    case 'late-clock': { const n = 1 + c.below(3); for (let i = 0; i < n; i++) late.push({ kind: 'clock-jump', till, afterMs: c.below(400_000), byMs: c.pick([10 * YEAR, -10 * YEAR, -3_600_000, DAY, -5000]) }); break }
    case 'deleted-decision': { const other = c.below(tills); visitAt(moment() + 10, other, 'registration'); visitAt(moment() + 3000, till, 'registration'); const t = damage(c.happens(0.7) ? 'deleted' : 'bit-flip'); for (let i = 0; i < 2; i++) events.push({ kind: c.happens(0.7) ? 'head-office' : 'resolve', till, atMs: t + c.pick([-20000, -1000, 1000, 5000, 30000]) + c.below(5000), nth: c.below(3), choice: c.below(8) }); late.push({ kind: 'decide', till, afterMs: c.below(100_000), nth: c.below(3), choice: c.below(6) }); break }
    case 'switches': { for (let i = 0; i < 5; i++) events.push({ kind: c.happens(0.8) ? 'switch' : 'lock', till, atMs: near(), operator: c.below(2) }); break }
    case 'chains': chain(); chain(); break
    case 'two-damage': damage(); damage(); if (c.happens(0.4)) damage(); if (c.happens(0.3)) killW(near()); break
    case 'profile': { const n = 1 + c.below(2); for (let i = 0; i < n; i++) { const a = 30000 + c.below(230_000); events.push({ kind: 'restore', till, atMs: a, fromMs: c.below(a) }) } if (c.happens(0.3)) damage(); break }
    case 'storm': { for (let i = 0; i < 4; i++) c.happens(0.6) ? kill(near()) : killW(near()); break }
  }
  if (c.happens(0.3)) for (let i = 0; i < 2; i++) faults.push(fault(c.pick(FAULTS), c as Chance, scene()))
  if (c.happens(0.15)) faults.push({ kind: 'poison', till, fromMs: 0, untilMs: 240000, sequence: 2 + c.below(6) })
  if (c.happens(0.2)) events.push({ kind: 'sweep', till, atMs: near() })
  for (const e of events) e.atMs = Math.max(0, Math.min(e.atMs, 299_000))
  // The combination of a profile and a server both put back is another's.
  const clean = events.some((e) => e.kind === 'restore') ? events.filter((e) => e.kind !== 'server-restore') : events
  return { seed, tills, events: clean.toSorted((l, r) => l.atMs - r.atMs), faults: faults as PlannedFault[], late, families: [...families] } as any
}
