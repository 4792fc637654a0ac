import { MAX_OUTCOMES } from '#shared/contracts/messages/outcomes.ts'
import { ok } from '#shared/kernel/result.ts'
import { createJournalFollower } from '#renderer/outbox/follow-journal.ts'
import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import { followOutcomes } from '#renderer/sync/follow-outcomes.ts'
import type { FollowResult, Transport } from '#renderer/sync/transport.ts'
import { A_CASE, operationId, saved, settled } from '#tests/harness/frames.ts'
import { describe, expect, test } from 'vitest'
import { createStepper, retry, sendable } from './step-harness.ts'

const PAUSE_MS = 60_000 + 7_500

type Stepper = ReturnType<typeof createStepper>

/** Started and online, with nothing with a person: the first contact has asked. */
function online(): Stepper {
  const stepper = createStepper()
  stepper.start()
  stepper.load([])
  stepper.give({ kind: 'probed', result: { kind: 'online' } })
  return stepper
}

function followed(
  stepper: Stepper,
  result: FollowResult | null,
  next: number | null = null,
  ended: readonly number[] = [],
) {
  const number = stepper.state().follow?.number ?? 0
  return stepper.give({
    kind: 'followed',
    number,
    result,
    isDone: true,
    next,
    ended: ended.map(operationId),
  })
}

function sendOne(stepper: Stepper, type: string, outcome: Parameters<typeof settled>[2]) {
  stepper.give({ kind: 'saved', frame: saved(1, { type }) })
  const number = stepper.load([sendable(1, { type, attempts: 10 })])
  stepper.answer(number, { kind: 'settled', frames: [settled(2, 1, outcome)], unanswered: [], spreadMs: 0 })
  return number
}

const UNKNOWN = { kind: 'quarantined', reason: 'unknown-type' } as const
const STILL: FollowResult = { kind: 'followed', frames: [settled(3, 1, A_CASE)] }

describe('following what others decide', () => {
  test('[SY26] looks at the first contact, and after each pause where nothing was with a person: a case may come by the journal alone', () => {
    const stepper = online()
    expect(stepper.effect('follow')).toMatchObject({ after: 0, waiting: [] })
    for (let round = 0; round < 3; round += 1) {
      followed(stepper, null)
      stepper.pass(PAUSE_MS - 1)
      stepper.give({ kind: 'timer-fired' })
      expect(stepper.effect('follow')).toBeUndefined()
      stepper.pass(1)
      stepper.give({ kind: 'timer-fired' })
      expect(stepper.effect('follow')).toMatchObject({ after: 0, waiting: [] })
    }
  })

  test('[SY26] does not ask while the store is offline, and asks as soon as it is back', () => {
    const stepper = createStepper()
    stepper.start()
    stepper.load([])
    stepper.give({ kind: 'probed', result: { kind: 'offline', cause: 'unreachable' } })
    stepper.pass(20 * 60_000)
    stepper.give({ kind: 'timer-fired' })
    expect(stepper.effect('follow')).toBeUndefined()
    stepper.give({ kind: 'probed', result: { kind: 'online' } })
    expect(stepper.effect('follow')).toBeDefined()
  })

  test.each([
    ['a new case', A_CASE],
    ['what the account API does not know the type of', UNKNOWN],
  ])(
    '[SY26][F77] %s is asked about after a minute and a bit, and again while it is one',
    (_what, outcome) => {
      const stepper = online()
      followed(stepper, null)
      stepper.land(sendOne(stepper, 'registration', outcome))
      expect(stepper.effect('follow')).toBeUndefined()
      for (let round = 0; round < 3; round += 1) {
        stepper.pass(PAUSE_MS - 1)
        stepper.give({ kind: 'timer-fired' })
        expect(stepper.effect('follow')).toBeUndefined()
        stepper.pass(1)
        stepper.give({ kind: 'timer-fired' })
        expect(stepper.effect('follow')).toBeDefined()
        followed(stepper, { kind: 'followed', frames: [settled(3, 1, outcome)] })
      }
    },
  )

  test('[SY27] asks at once after a decision was settled, also when a question was out', () => {
    const stepper = online()
    expect(stepper.effect('follow')).toBeDefined()
    sendOne(stepper, 'resolution', { kind: 'superseded' })
    expect(stepper.effect('follow')).toBeUndefined()
    followed(stepper, STILL)
    expect(stepper.effect('follow')).toBeDefined()
  })

  test('[SY27] a decision that waits is not settled', () => {
    const stepper = online()
    followed(stepper, null)
    sendOne(stepper, 'resolution', { kind: 'waiting', on: [operationId(9)] })
    expect(stepper.effect('follow')).toBeUndefined()
  })

  test('[SY27] pages go on one after the other, and what this run knows to wait goes with the first', () => {
    const stepper = online()
    followed(stepper, null)
    sendOne(stepper, 'sale', { kind: 'waiting', on: [operationId(9)] })
    const number = stepper.load([sendable(2, { type: 'resolution' })])
    stepper.answer(number, { kind: 'settled', frames: [settled(4, 2)], unanswered: [], spreadMs: 0 })
    expect(stepper.effect('follow')).toMatchObject({ after: 0, waiting: [operationId(1)] })
    followed(stepper, STILL, 55)
    expect(stepper.effect('follow')).toMatchObject({ after: 55, waiting: [] })
    followed(stepper, null)
    stepper.pass(PAUSE_MS)
    stepper.give({ kind: 'timer-fired' })
    expect(stepper.effect('follow')).toMatchObject({ after: 0 })
  })

  test('[SY31] asks what a settled void touched, once, and again of what was with a person and is not any more', () => {
    const stepper = online()
    expect(stepper.effect('follow')).toMatchObject({ touched: [], looksBack: true })
    followed(stepper, null)
    sendOne(stepper, 'void', { kind: 'accepted' })
    expect(stepper.effect('follow')).toMatchObject({ touched: [operationId(1)], looksBack: false })
    followed(stepper, { kind: 'retry', cause: 'server-error', retryAfterMs: null })
    stepper.pass(PAUSE_MS)
    stepper.give({ kind: 'timer-fired' })
    expect(stepper.effect('follow')).toMatchObject({ touched: [operationId(1)] })
    followed(stepper, STILL, null, [7])
    expect(stepper.effect('follow')).toMatchObject({ touched: [operationId(7)] })
    followed(stepper, STILL)
    expect(stepper.effect('follow')).toBeUndefined()
  })

  test.each(['void', 'resolution', 'correction'])(
    '[SY31] [I9] what a %s changed is asked about also where its answer was lost, and comes by the journal alone',
    (type) => {
      const stepper = online()
      followed(stepper, null)
      stepper.give({ kind: 'saved', frame: saved(1, { type }) })
      const number = stepper.load([sendable(1, { type })])
      stepper.answer(number, { kind: 'retry', cause: 'timeout', retryAfterMs: null })
      stepper.land(number)
      stepper.pass(PAUSE_MS)
      stepper.give({ kind: 'probed', result: { kind: 'online' } })
      expect(stepper.effect('follow')).toMatchObject({ touched: [operationId(1)] })
    },
  )

  test('[SY31] a void that is settled while a question about it is out is asked about once more', () => {
    const stepper = online()
    followed(stepper, null)
    const number = stepper.load([sendable(1, { type: 'void', attempts: 10 })])
    stepper.answer(number, retry('unreachable'))
    stepper.land(number)
    stepper.give({ kind: 'probed', result: { kind: 'online' } })
    stepper.pass(PAUSE_MS)
    stepper.give({ kind: 'timer-fired' })
    expect(stepper.effect('follow')).toMatchObject({ touched: [operationId(1)] })
    sendOne(stepper, 'void', { kind: 'accepted' })
    followed(stepper, STILL)
    expect(stepper.effect('follow')).toMatchObject({ touched: [operationId(1)] })
  })

  test('[SY31] [SY6] so it is where a batch had no answer at all', () => {
    const stepper = online()
    followed(stepper, null)
    stepper.give({ kind: 'saved', frame: saved(1, { type: 'void' }) })
    stepper.load([sendable(1, { type: 'void' })])
    stepper.pass(5 * 60_000)
    stepper.give({ kind: 'watchdog' })
    expect(stepper.state().touched).toEqual(new Set([operationId(1)]))
  })

  test('[SY28] one question at a time; a failed one holds no batch up and is asked again later', () => {
    const stepper = online()
    stepper.give({ kind: 'woke' })
    expect(stepper.effect('follow')).toBeUndefined()
    const retryAfterMs = 5 * 60_000
    followed(stepper, { kind: 'retry', cause: 'server-error', retryAfterMs })
    expect(stepper.status()).toMatchObject({ connection: 'online', cause: null })
    stepper.give({ kind: 'saved', frame: saved(1) })
    expect(stepper.state()).toMatchObject({ failures: 0, notBeforeMs: 0 })
    stepper.pass(retryAfterMs - 1)
    stepper.give({ kind: 'timer-fired' })
    expect(stepper.effect('follow')).toBeUndefined()
    stepper.pass(1)
    stepper.give({ kind: 'timer-fired' })
    expect(stepper.effect('follow')).toBeDefined()
  })

  test('[SY28] a refused credential pauses and is renewed; a stop stops', () => {
    const refused = online()
    followed(refused, { kind: 'credential' })
    expect(refused.status().pausedBy).toBe('credential')
    expect(refused.effect('renew-credential')).toBeDefined()
    const stopped = online()
    followed(stopped, { kind: 'stop', cause: 'terminal-revoked' })
    expect(stopped.status().pausedBy).toBe('terminal-revoked')
  })

  test('[SY26] a question that a stop met is asked again once the stop is over', () => {
    const stepper = online()
    followed(stepper, { kind: 'stop', cause: 'terminal-revoked' })
    stepper.pass(10 * 60_000)
    stepper.give({ kind: 'enrolled-again' })
    stepper.give({ kind: 'recovered', isDone: true })
    stepper.load([])
    stepper.give({ kind: 'timer-fired' })
    expect(stepper.state().follow).not.toBeNull()
  })

  test('[SY28] a question without an answer is lost after five minutes, and its late answer changes nothing', () => {
    const stepper = online()
    const lost = stepper.state().follow?.number ?? 0
    stepper.pass(5 * 60_000)
    stepper.give({ kind: 'watchdog' })
    expect(stepper.effect('follow')).toBeDefined()
    const before = stepper.state()
    stepper.give({ kind: 'followed', number: lost, result: STILL, isDone: true, next: null, ended: [] })
    expect(stepper.state().follow).toEqual(before.follow)
  })

  test('[SY28] [SY31] what was decided by the late answer of a question that was given up is asked about next', () => {
    const stepper = online()
    const lost = stepper.state().follow?.number ?? 0
    stepper.pass(5 * 60_000)
    stepper.give({ kind: 'watchdog' })
    const result: FollowResult = { kind: 'followed', frames: [settled(3, 7)] }
    const late = { kind: 'followed', number: lost, result, isDone: true, next: null } as const
    stepper.give({ ...late, ended: [operationId(7)] })
    expect(stepper.effect('follow')).toBeUndefined()
    followed(stepper, STILL)
    expect(stepper.effect('follow')).toMatchObject({ touched: [operationId(7)] })
  })

  test('[SY29] what waited for a case goes when it is decided, and not while it is one', () => {
    const stepper = online()
    followed(stepper, null)
    const number = sendOne(stepper, 'sale', { kind: 'waiting', on: [operationId(9)] })
    stepper.land(number)
    stepper.load([])
    const last = stepper.load([sendable(2, { type: 'resolution' })])
    stepper.answer(last, { kind: 'settled', frames: [settled(4, 2)], unanswered: [], spreadMs: 0 })
    followed(stepper, { kind: 'followed', frames: [settled(5, 9, A_CASE)] })
    expect(stepper.state().holds.has(operationId(1))).toBe(true)
    stepper.pass(PAUSE_MS)
    stepper.give({ kind: 'timer-fired' })
    expect(stepper.state().holds.has(operationId(1))).toBe(true)
    followed(stepper, { kind: 'followed', frames: [settled(6, 9)] })
    expect(stepper.state().holds.has(operationId(1))).toBe(false)
  })
})

test('[SY31] what ended while the store failed, and it may have from the journal, is asked about after the pause', () => {
  const stepper = online()
  const number = stepper.state().follow?.number ?? 0
  const result: FollowResult = { kind: 'followed', frames: [settled(3, 7)] }
  stepper.give({ kind: 'followed', number, result, isDone: false, next: null, ended: [operationId(7)] })
  expect(stepper.effect('follow')).toBeUndefined()
  stepper.pass(PAUSE_MS)
  stepper.give({ kind: 'timer-fired' })
  expect(stepper.effect('follow')).toMatchObject({ touched: [operationId(7)] })
})

describe('asking for a page of outcomes', () => {
  const asking = (given: { cases: number; answer: FollowResult }) => {
    const outbox = createMemoryOutbox()
    const asked: string[][] = []
    const journal = { read: async () => ok({ afterFrame: 0, frames: [], lastFrame: 0 }) }
    const transport = {
      outcomes: async (ids: readonly string[]) => {
        asked.push([...ids])
        return given.answer
      },
    } as unknown as Transport
    const frames = Array.from({ length: given.cases }, (_, index) => [
      saved(2 * index + 1),
      settled(2 * index + 2, 2 * index + 1, A_CASE),
    ])
    const ports = { outbox, follower: createJournalFollower({ outbox, journal }), transport }
    const ask = (
      after: number,
      waiting: readonly number[] = [],
      { touched = [] as readonly number[], looksBack = false } = {},
    ) =>
      followOutcomes(ports, {
        kind: 'follow',
        number: 1,
        after,
        waiting: waiting.map(operationId),
        touched: touched.map(operationId),
        looksBack,
      })
    return { outbox, asked, ask, fill: () => outbox.applyFrames(frames.flat()) }
  }

  test('[SY26] asks nobody when nothing is with a person', async () => {
    const { ask, asked } = asking({ cases: 0, answer: { kind: 'followed', frames: [] } })
    expect(await ask(0)).toEqual({ result: null, isDone: true, next: null, ended: [] })
    expect(asked).toEqual([])
  })

  test('[SY31][F77] what the account API still does not know the type of has not ended', async () => {
    const { outbox, ask } = asking({
      cases: 0,
      answer: { kind: 'followed', frames: [settled(2, 1, UNKNOWN)] },
    })
    await outbox.applyFrames([saved(1), settled(2, 1, UNKNOWN)])
    expect(await ask(0)).toMatchObject({ isDone: true, ended: [] })
  })

  test('[SY27] a full page says where the next begins, and the store follows what changed', async () => {
    const answer: FollowResult = { kind: 'followed', frames: [settled(2 * MAX_OUTCOMES + 21, 1)] }
    const { ask, asked, fill, outbox } = asking({ cases: MAX_OUTCOMES + 10, answer })
    await fill()
    const first = await ask(0, [901])
    expect(asked[0]).toHaveLength(MAX_OUTCOMES)
    expect(first).toMatchObject({ isDone: true, next: 2 * (MAX_OUTCOMES - 1) - 1 })
    expect(await outbox.get(operationId(1))).toMatchObject(ok({ delivery: { status: 'accepted' } }))
    expect(await ask(first.next ?? 0)).toMatchObject({ next: null })
    expect(asked[1]).toHaveLength(11)
  })

  test('[SY31] [I7] what a void or a decision may have changed is all that is settled in its aggregate since its target', async () => {
    const answer: FollowResult = { kind: 'followed', frames: [] }
    const { ask, asked, outbox } = asking({ cases: 0, answer })
    const inAggregate = (number: number, n: number, more: Parameters<typeof saved>[1] = {}) =>
      saved(number, { n, aggregate: 50, ...more })
    await outbox.applyFrames([
      saved(1, { n: 1 }),
      settled(2, 1),
      inAggregate(3, 2, { type: 'registration' }),
      settled(4, 2),
      inAggregate(5, 3, { type: 'return', dependsOn: [2] }),
      settled(6, 3),
      saved(7, { n: 4 }),
      settled(8, 4),
      inAggregate(9, 5, { type: 'void', dependsOn: [2] }),
      settled(10, 5),
    ])
    const family = [5, 3, 2].map(operationId)
    await ask(0, [], { touched: [5] })
    expect(asked[0]).toEqual(family)
    await ask(0, [], { looksBack: true })
    expect(asked[1]).toEqual(family)
  })

  test('[SY31] says what is with a person no more', async () => {
    const answer: FollowResult = { kind: 'followed', frames: [settled(3, 1), settled(4, 900)] }
    const { ask, fill } = asking({ cases: 1, answer })
    await fill()
    expect(await ask(0)).toMatchObject({ ended: [operationId(1)] })
  })

  test.each([
    ['does not answer', { ok: false, failure: { kind: 'stalled' } } as const],
    ['cannot read its row', ok(null)],
  ])(
    '[SY31] [OB22] a store that %s may have it from the journal: the word of the account API counts',
    async (_how, kept) => {
      const answer: FollowResult = { kind: 'followed', frames: [settled(3, 1), settled(5, 3, A_CASE)] }
      const { ask, fill, outbox } = asking({ cases: 2, answer })
      await fill()
      Object.assign(outbox, { get: async () => kept })
      expect(await ask(0)).toMatchObject({ ended: [operationId(1)] })
    },
  )
})
