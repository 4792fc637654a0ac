import type { Disk } from '#electron/journal/disk.ts'
import { ok } from '#shared/kernel/result.ts'
import { describe, expect, test } from 'vitest'

import { makePlan } from './make-plan.ts'
import { mirrorTrouble } from './mirror-trouble.ts'
import type { Plan, PlannedEvent } from './plan.ts'
import type { Planted } from './planted-ports.ts'
import { play, runPlan } from './run-plan.ts'
import { STICK_FOLDER } from './simulated-stick.ts'
import { createWorld } from './world.ts'

const visit = (atMs: number, till: number): PlannedEvent => ({
  kind: 'visit',
  atMs,
  till,
  operator: 0,
  what: 'registration',
  email: till,
  devices: [till],
  isExisting: false,
  isDoubleClick: false,
  isTypedAgain: false,
})

/** A till whose records nobody heard of is replaced by the machine with number 1; somebody comes to both before and after. */
const replaced = (lives: boolean): Plan => ({
  seed: 1,
  tills: 1,
  events: [
    { kind: 'mirror', atMs: 2_000, till: 0 },
    visit(20_000, 0),
    { kind: 'replace', atMs: 60_000, till: 0, lives },
    visit(70_000, 0),
    visit(75_000, 1),
  ],
  faults: [{ kind: 'network', till: 0, fromMs: 10_000, untilMs: 65_000, fault: 'unreachable', rate: 1 }],
})

/** The same till without a stick; a bit of its journal turned before it was replaced. */
const replacedDamaged = (place: number): Plan => {
  const { events, faults, ...plan } = replaced(true)
  const damage = { kind: 'damage', till: 0, fromMs: 40_000, what: 'bit-flip', place } as const
  return { ...plan, events: events.filter(({ kind }) => kind !== 'mirror'), faults: [...faults, damage] }
}

/** What the machine with number 0 was told is settled is neither on the stick nor, from 90 s on, at the account API. */
const lostByServer = (faults: Plan['faults'] = []): Plan => {
  const { events, ...plan } = replaced(true)
  const restored = { kind: 'server-restore', till: 0, fromMs: 10_000, atMs: 90_000 } as const
  return {
    ...plan,
    events: [...events.filter(({ kind }) => kind !== 'mirror'), restored],
    faults,
  }
}

/** The stick keeps nothing that a power cut would take. */
const STICK_NOT_SYNCED: Planted = {
  disk: (disk): Disk => ({
    ...disk,
    async open(path, mode) {
      const opened = await disk.open(path, mode)
      const isOnStick = opened.ok && path.startsWith(STICK_FOLDER)
      return isOnStick ? ok({ ...opened.value, sync: async () => ok(null) }) : opened
    },
  }),
}
const RESTORES_ALL_BUT_THE_LAST: Planted = {
  journal: (journal) => ({ ...journal, adopt: (frames) => journal.adopt(frames.slice(0, -1)) }),
}
const EXPORTS_ALL_BUT_THE_LAST: Planted = {
  journal: (journal) => ({ ...journal, unsent: () => journal.unsent().slice(0, -1) }),
}
const EXPORTS_WHAT_IS_NOT_SETTLED: Planted = {
  journal: (journal) => ({ ...journal, settledOf: () => [] }),
}
const EXPORTS_THE_JOURNAL_ALONE: Planted = {
  journal: (journal) => ({ ...journal, holds: async () => true }),
}

describe('a till that is restored from its stick', () => {
  test.each([true, false])(
    '[MI10] [MI12] everything comes once, whether the old one lives: %s',
    async (lives) => {
      const world = createWorld(replaced(lives), {})
      const { api, counters } = await play(world)
      expect(world.violations).toEqual([])
      const ids = counters.flatMap(({ intents }) => intents.filter(({ word }) => word === 'saved'))
      expect(ids).toHaveLength(lives ? 6 : 4)
      for (const { id } of ids) expect(api.ledger.row(id)?.outcome).not.toBeNull()
      const epochs = [...api.ledger.inbox().values()].map(({ envelope }) => envelope.epoch)
      expect(new Set(epochs)).toEqual(new Set([1, 2]))
    },
  )

  test.each([
    ['I9', 'is not synced to the stick', STICK_NOT_SYNCED, false],
    ['I1', 'is on the stick and not taken in', RESTORES_ALL_BUT_THE_LAST, false],
    ['I1', 'is not exported by the old machine', EXPORTS_ALL_BUT_THE_LAST, true],
  ] as const)('%s: what %s is caught', async (invariant, _what, planted, lives) => {
    const { violations } = await runPlan(replaced(lives), planted)
    expect(violations.filter((text) => text.startsWith(invariant))).not.toEqual([])
  })

  test.each([
    [300, 'in the middle'],
    [900, 'at its end'],
  ])(
    '[D20] [OB33] what a turned bit took from a replaced till’s journal, %i thousandths of it (%s), comes by its export',
    async (place) => {
      expect((await runPlan(replacedDamaged(place))).violations).toEqual([])
      const { violations } = await runPlan(replacedDamaged(place), EXPORTS_THE_JOURNAL_ALONE)
      expect(violations.filter((text) => text.startsWith('I1'))).not.toEqual([])
    },
  )

  test.each([
    ['whole', []],
    ['damaged', [{ kind: 'damage', till: 0, fromMs: 40_000, what: 'bit-flip', place: 300 } as const]],
  ])(
    '[D20] what a replaced till alone was told is settled, and a restored server lost, comes by its export: its journal is %s',
    async (_name, faults) => {
      const plan = lostByServer(faults)
      expect((await runPlan(plan)).violations).toEqual([])
      const { violations } = await runPlan(plan, EXPORTS_WHAT_IS_NOT_SETTLED)
      expect(violations.filter((text) => text.startsWith('I1'))).not.toEqual([])
    },
  )

  test('whatever else goes wrong, nothing is lost and nothing doubled', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const { violations } = await runPlan(mirrorTrouble(makePlan(seed)))
      expect({ seed, violations }).toEqual({ seed, violations: [] })
    }
  }, 120_000)
})
