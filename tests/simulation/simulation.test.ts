import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { caseIdOf } from '#account-api/ingest/case-id.ts'
import { caseOutcome } from '#account-api/ingest/open-case.ts'
import { CHECKOUT } from '#scripts/places.ts'
import type { OperationsRequest, OperationsResponse } from '#shared/contracts/messages/operations.ts'
import type { OutcomesResponse } from '#shared/contracts/messages/outcomes.ts'
import { assert } from '#shared/kernel/assert.ts'
import { ok } from '#shared/kernel/result.ts'
import { describe, expect, test } from 'vitest'

import { NOT_YET, SIMULATED_FAULTS } from './fault-numbers.ts'
import { makePlan } from './make-plan.ts'
import type { MemoryLedger } from './memory-ledger.ts'
import { PINNED } from './pinned-seeds.ts'
import type { Plan } from './plan.ts'
import { PLANTED } from './planted-bugs.ts'
import type { Planted } from './planted-ports.ts'
import { runPlan } from './run-plan.ts'
import { shrink } from './shrink.ts'
import { jsonResponse } from './simulated-api.ts'

const ALL_FAULTS = 77

const SALE = { kind: 'visit', operator: 0, what: 'sale', email: 0, devices: [1] } as const
const QUIETLY = { isExisting: false, isDoubleClick: false, isTypedAgain: false } as const
/** Main dies in the middle of a frame while nothing can be sent, the window's store is lost, and much that has nothing to do with it. */
const TORN: Plan = {
  seed: 1,
  tills: 2,
  events: [
    { ...SALE, ...QUIETLY, atMs: 10_000, till: 0 },
    { ...SALE, ...QUIETLY, atMs: 15_000, till: 1 },
    { kind: 'lock', atMs: 30_000, till: 1 },
    { ...SALE, ...QUIETLY, atMs: 60_000, till: 0 },
  ],
  faults: [
    { kind: 'network', till: 0, fromMs: 0, untilMs: 200_000, fault: 'unreachable', rate: 1 },
    { kind: 'ipc', till: 1, fromMs: 20_000, untilMs: 40_000, fault: 'late' },
    { kind: 'kill-main', till: 0, fromMs: 50_000, at: 'mid-write', powerCutKeeps: null, downMs: 5_000 },
    { kind: 'kill-window', till: 0, fromMs: 80_000, at: 'anywhere', loses: 'all' },
  ],
}

/** What head office accepted is told as a second record under its id. */
const CALLED_USED: Planted = {
  http: (http) => ({
    async send(request) {
      const answer = await http.send(request)
      if (!answer.ok || !request.url.endsWith('/operations') || answer.value.status !== 200) return answer
      const body = JSON.parse(Buffer.from(answer.value.body).toString()) as OperationsResponse
      const results = body.results.map((result) => {
        const subject = { operationId: result.operationId, envelopeHash: 'x', kind: 'id-reused' } as const
        const outcome = caseOutcome({ caseId: caseIdOf(subject), version: 1, kind: subject.kind })
        return result.outcome.kind === 'accepted' ? { ...result, outcome } : result
      })
      return ok(jsonResponse(200, { ...body, results }))
    },
  }),
}

/** Of which record an answer tells what became is not looked at: the first one of an id is taken for the one that was sent last. */
function looksAtNoHash(): Planted {
  const sent = new Map<string, string>()
  return {
    http: (http) => ({
      async send(request) {
        if (request.url.endsWith('/operations')) {
          const { operations } = JSON.parse(request.body ?? '') as OperationsRequest
          for (const { id, hash } of operations) sent.set(id, hash)
        }
        const answer = await http.send(request)
        if (!answer.ok || !request.url.includes('/outcomes') || answer.value.status !== 200) return answer
        const body = JSON.parse(Buffer.from(answer.value.body).toString()) as OutcomesResponse
        const first = new Map(body.results.toReversed().map((result) => [result.operationId, result]))
        const results = [...first].map(([id, result]) => ({ ...result, hash: sent.get(id) }))
        return ok(jsonResponse(200, { ...body, results }))
      },
    }),
  }
}

/** A till that is at rest says nothing. */
const WITHOUT_HEARTBEAT: Planted = {
  transport: (transport) => ({
    ...transport,
    async send(envelopes) {
      if (envelopes.length > 0) return transport.send(envelopes)
      return { kind: 'settled', frames: [], unanswered: [], spreadMs: 0 }
    },
  }),
}

/** A till that finds its journal damaged keeps it to itself. */
const TELLS_NO_DAMAGE: Planted = {
  journal: (journal) => ({ ...journal, report: { ...journal.report, isNew: false } }),
}

/** Head office accepts what waits for what it rests on. */
const WAITS_FOR_NOTHING: Planted = {
  ledger: (ledger) => ({
    async take(batch) {
      const taken = await ledger.take(batch)
      for (const row of (ledger as MemoryLedger).inbox().values()) {
        if (row.outcome?.kind !== 'waiting') continue
        row.outcome = { kind: 'accepted' }
        row.had.add('accepted')
        row.settledAs ??= -1
      }
      return taken
    },
  }),
}

/** Head office forgets, without having been put back, that it decided what a person's decision rests on. */
const FORGETS_A_DECISION: Planted = {
  ledger: (ledger) => ({
    async take(batch) {
      const taken = await ledger.take(batch)
      const { row, inbox } = ledger as MemoryLedger
      for (const decision of inbox().values()) {
        if (!taken.ok || decision.envelope.type !== 'resolution') continue
        const subject = row(decision.envelope.dependsOn[0] ?? decision.envelope.id)
        const first = row(subject?.envelope.dependsOn[0] ?? decision.envelope.id)
        if (subject === undefined || first === undefined) continue
        const caseId = caseIdOf({ operationId: first.envelope.id, envelopeHash: 'x', kind: 'email-taken' })
        first.outcome = caseOutcome({ caseId, version: 1, kind: 'email-taken' })
        subject.outcome = { kind: 'waiting', on: [first.envelope.id] }
        decision.outcome = { kind: 'waiting', on: [subject.envelope.id] }
        const { id } = decision.envelope
        const waits = { operationId: id, outcome: decision.outcome }
        const results = taken.value.results.map((told) => (told.operationId === id ? waits : told))
        return ok({ ...taken.value, results })
      }
      return taken
    },
  }),
}

describe('the simulation', () => {
  test.each(PINNED)('once broken: $was', async ({ plan }) => {
    expect((await runPlan(plan)).violations).toEqual([])
  })

  test('[I12] the same seed leaves the same trace, another seed another', async () => {
    const hashOf = async (seed: number) => (await runPlan(makePlan(seed))).traceHash()
    for (const seed of [1, 7, 42]) expect(await hashOf(seed)).toBe(await hashOf(seed))
    expect(await hashOf(1)).not.toBe(await hashOf(2))
  })

  test('a planted bug is caught, and its plan shrinks to what it takes', async () => {
    const bug = PLANTED.find(({ name }) => name === 'a torn end costs the whole segment')
    const fails = async (plan: Plan) =>
      (await runPlan(plan, bug?.plant())).violations.some((violation) => violation.startsWith('I1 '))
    expect(await fails(TORN)).toBe(true)
    const small = await shrink(TORN, fails)
    expect(await fails(small)).toBe(true)
    expect(small.faults.map(({ kind }) => kind)).toContain('kill-main')
    expect(small.events.every(({ kind, till }) => kind === 'visit' && till === 0)).toBe(true)
    expect((await runPlan(small)).violations).toEqual([])
  })

  test('[SY2] what leaves beside that on which it depends is caught, also where the journal is lost', async () => {
    const unsent: Plan = {
      seed: 1,
      tills: 1,
      events: [{ ...SALE, ...QUIETLY, what: 'registration', atMs: 10_000, till: 0 }],
      faults: [
        { kind: 'network', till: 0, fromMs: 0, untilMs: 200_000, fault: 'unreachable', rate: 1 },
        { kind: 'damage', till: 0, fromMs: 60_000, what: 'deleted', place: 1 },
      ],
    }
    const lastFirst: Planted = {
      outbox: (outbox) => ({
        ...outbox,
        async nextSendable(query) {
          const batch = await outbox.nextSendable(query)
          return batch.ok ? ok(batch.value.slice(-1)) : batch
        },
      }),
    }
    expect((await runPlan(unsent)).violations).toEqual([])
    expect((await runPlan(unsent, lastFirst)).violations).toContainEqual(
      expect.stringMatching(/^I4 \S+ and what depends on it are on their way apart$/),
    )
  })

  test('[IN3][I9] a damaged till that calls a record a used id, where head office has no such case, is caught', async () => {
    const lost: Plan = {
      seed: 1,
      tills: 1,
      events: [{ ...SALE, ...QUIETLY, atMs: 10_000, till: 0 }],
      faults: [{ kind: 'damage', till: 0, fromMs: 60_000, what: 'deleted', place: 1 }],
    }
    const { violations } = await runPlan(lost, CALLED_USED)
    expect(violations).toContainEqual(
      expect.stringMatching(/^I9 age-check \S+ is case on the screen and never was/),
    )
  })

  test('[T19][I9] a till that takes another record under one of its ids for its own is caught', async () => {
    const plan = PINNED.find(({ plan: { seed } }) => seed === 130_007_125)?.plan
    assert(plan !== undefined, 'the plan is pinned')
    expect((await runPlan(plan, looksAtNoHash())).violations).toContainEqual(
      expect.stringMatching(/^I9 the paper of \S+ names another record$/),
    )
  })

  test.each([
    [
      'a till that never says where its chain ends (SY25)',
      'I5 by mistake: what a till sent before',
      WITHOUT_HEARTBEAT,
      /^I5 till 1 works on in a forked/,
    ],
    [
      'what was taken back after it had an effect, before what it rests on',
      'I4 by mistake: what is taken back',
      WAITS_FOR_NOTHING,
      /^I4 \S+ was settled before/,
    ],
    [
      'a till that does not tell what it cannot read (D8)',
      'I5 by mistake: the last record of an older epoch',
      TELLS_NO_DAMAGE,
      /^I5 \S+ is lost and nothing shows it/,
    ],
  ])('what is excused excuses nothing beside it: %s is caught', async (_name, was, planted, violation) => {
    const plan = PINNED.find((pinned) => pinned.was.startsWith(was))?.plan
    assert(plan !== undefined, 'the plan is pinned')
    expect((await runPlan(plan, planted)).violations).toContainEqual(expect.stringMatching(violation))
  })

  test('what is excused where a server was put back excuses nothing where none was: a decision that is forgotten is caught', async () => {
    const plan = PINNED.find(({ was }) => was.startsWith('I6 by mistake: a decision waits'))?.plan
    assert(plan !== undefined, 'the plan is pinned')
    const events = plan.events.filter(({ kind }) => kind !== 'server-restore')
    const { violations } = await runPlan({ ...plan, events }, FORGETS_A_DECISION)
    expect(violations).toContainEqual(expect.stringMatching(/^I6 resolution \S+ is still waiting/))
  })

  test('[D18][F12] a case is decided at its counter, and main may be killed while it writes that', async () => {
    const who = { ...SALE, ...QUIETLY, what: 'registration', email: 3 } as const
    const plan: Plan = {
      seed: 1,
      tills: 2,
      events: [
        { ...who, atMs: 10_000, till: 0, devices: [1] },
        { ...who, atMs: 60_000, till: 1, devices: [2] },
        { kind: 'resolve', atMs: 150_000, till: 1, nth: 0, choice: 0 },
      ],
      faults: [
        { kind: 'kill-main', till: 1, fromMs: 0, at: 'in-resolution', powerCutKeeps: null, downMs: 5_000 },
      ],
    }
    const { reached, violations } = await runPlan(plan)
    expect(violations).toEqual([])
    expect(reached).toContain(12)
  })

  test('every fault of the design is simulated, or has a reason why not', () => {
    const listed = [...Object.keys(SIMULATED_FAULTS), ...Object.keys(NOT_YET)].map(Number)
    const all = Array.from({ length: ALL_FAULTS }, (_, index) => index + 1)
    expect(listed.toSorted((left, right) => left - right)).toEqual(all)
  })

  test('docs/faults.md lists every fault and the tests whose titles name it, and each is reached by one or the other', () => {
    const lines = readFileSync(join(CHECKOUT, 'docs/faults.md'), 'utf8').split('\n')
    const rows = lines.flatMap((line) => {
      const [, number = '', what, simulated, byProcess] = line.split('|').map((cell) => cell.trim())
      return /^\d+$/.test(number) ? [{ number: Number(number), what, simulated, byProcess }] : []
    })
    const named = faultsNamedInTitles()
    const expected = Array.from({ length: ALL_FAULTS }, (_, index) => {
      const number = index + 1
      const words: Readonly<Record<number, string>> = SIMULATED_FAULTS
      const reason = NOT_YET[number]
      return {
        number,
        what: expect.any(String),
        simulated: reason === undefined ? words[number] : `no: ${reason}`,
        byProcess: (named.get(number) ?? []).join(', '),
      }
    })
    expect(rows).toEqual(expected)
    const unreached = Object.keys(NOT_YET)
      .map(Number)
      .filter((number) => !named.has(number))
    expect(unreached).toEqual([])
  })
})

/** Which files of tests say in the title of a test or a step that they bring a fault about. */
function faultsNamedInTitles(): ReadonlyMap<number, string[]> {
  const folder = join(CHECKOUT, 'tests')
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.test\.tsx?$/.test(name) && !name.startsWith('simulation/'))
  const named = new Map<number, string[]>()
  for (const file of files.toSorted()) {
    for (const [, number] of readFileSync(join(folder, file), 'utf8').matchAll(/\[F(\d+)\]/g)) {
      const paths = named.get(Number(number)) ?? []
      if (!paths.includes(`tests/${file}`)) named.set(Number(number), [...paths, `tests/${file}`])
    }
  }
  return named
}
