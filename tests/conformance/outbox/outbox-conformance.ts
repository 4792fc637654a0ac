import type { Outcome } from '#shared/contracts/outcome.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Outbox, SendQuery } from '#renderer/outbox/outbox.ts'
import {
  A_CASE,
  aggregateId,
  checkpoint,
  operationId,
  refill,
  removed,
  saved,
  settled,
} from '#tests/harness/frames.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

export interface OutboxUnderTest {
  readonly outbox: Outbox
  dispose(): Promise<void> | void
}

const QUERY: SendQuery = {
  limitOperations: 100,
  limitBytes: 250_000,
  excludeAggregates: new Set(),
  held: new Set(),
  alone: new Set(),
}

/** What every outbox must do, whatever it is kept in. */
export function describeOutbox(name: string, make: () => Promise<OutboxUnderTest>): void {
  describe(`outbox: ${name}`, () => {
    let under: OutboxUnderTest
    let outbox: Outbox

    beforeEach(async () => {
      under = await make()
      outbox = under.outbox
    })
    afterEach(() => under.dispose())

    async function value<Value>(answer: Promise<Result<Value, unknown>>): Promise<Value> {
      const result = await answer
      if (!result.ok) throw new Error(`the outbox failed: ${JSON.stringify(result.failure)}`)
      return result.value
    }

    async function sendable(query: Partial<SendQuery> = {}): Promise<number[]> {
      const batch = await value(outbox.nextSendable({ ...QUERY, ...query }))
      return batch.map(({ delivery }) => delivery.sequence)
    }

    async function status(n: number): Promise<string | undefined> {
      return (await value(outbox.get(operationId(n))))?.delivery.status
    }

    test('[OB1] a record of a store whose time zone this engine does not know is applied and counted', async () => {
      const known = saved(1)
      const lost = { ...known, envelope: { ...known.envelope, storeTimeZone: 'Europe/Lisbonn' } }
      expect(await value(outbox.applyFrames([lost, settled(2, 1)]))).toMatchObject({ appliedFrame: 2 })
      expect(await value(outbox.tally())).toMatchObject({ done: 1, sentByDay: { '2026-03-01': 1 } })
    })

    test('[OB1] applies frames in order and says how far', async () => {
      expect(await value(outbox.applyFrames([saved(1), checkpoint(2), saved(3)]))).toEqual({
        kind: 'applied',
        appliedFrame: 3,
      })
      expect(await value(outbox.appliedFrame())).toBe(3)
      expect(await value(outbox.get(operationId(3)))).toMatchObject({
        delivery: { status: 'pending', position: 3 },
        envelope: saved(3).envelope,
      })
    })

    test('[OB2] applying a frame again changes nothing', async () => {
      const frames = [saved(1), settled(2, 1)]
      await outbox.applyFrames(frames)
      const before = [await value(outbox.tally()), await value(outbox.get(operationId(1)))]
      await outbox.applyFrames(frames)
      await outbox.applyFrames([saved(1)])
      expect([await value(outbox.tally()), await value(outbox.get(operationId(1)))]).toEqual(before)
    })

    test('[OB3] stops at a gap and says where', async () => {
      const answer = await value(outbox.applyFrames([saved(1), saved(3)]))
      expect(answer).toEqual({ kind: 'gap', appliedFrame: 1 })
      expect(await status(3)).toBeUndefined()
    })

    test('[OB4] a replay passes over what main could not read', async () => {
      await outbox.applyReplay({ afterFrame: 0, frames: [saved(1), saved(4)], lastFrame: 6 })
      expect(await value(outbox.appliedFrame())).toBe(4)
      expect(await value(outbox.applyReplay({ afterFrame: 4, frames: [], lastFrame: 6 }))).toEqual({
        kind: 'applied',
        appliedFrame: 6,
      })
      expect(
        await value(outbox.applyReplay({ afterFrame: 9, frames: [saved(10)], lastFrame: 10 })),
      ).toMatchObject({
        kind: 'gap',
      })
    })

    test('[OB6a] a record without bytes that nobody settled is sent as soon as there are bytes', async () => {
      const whole = saved(1)
      const bare = { ...whole, envelope: { ...whole.envelope, sealedPayload: null } }
      await outbox.applyFrames([bare, saved(2)])
      expect([await status(1), await sendable()]).toEqual(['quarantined', [2]])
      await outbox.applyReplay({ afterFrame: 0, frames: [whole], lastFrame: 2 })
      expect([await status(1), await sendable()]).toEqual(['pending', [1, 2]])
      expect(await value(outbox.tally())).toMatchObject({ waiting: 2, needsYou: 0 })
      await outbox.applyFrames([settled(3, 2, { kind: 'quarantined', reason: 'seal-broken' })])
      await outbox.applyReplay({ afterFrame: 0, frames: [whole, saved(2)], lastFrame: 3 })
      expect(await status(2)).toBe('quarantined')
    })

    test('[OB23] a journal that begins anew is followed from its first frame, and nothing is dropped', async () => {
      await outbox.applyFrames([saved(1), saved(2), saved(3), saved(4)])
      const page = { afterFrame: 0, frames: [saved(1, { n: 7 }), saved(2, { n: 8 })], lastFrame: 2 }
      expect(await value(outbox.applyReplay(page))).toEqual({ kind: 'applied', appliedFrame: 2 })
      for (const n of [1, 2, 3, 4, 7, 8]) expect(await status(n)).toBe('pending')
      expect(await value(outbox.applyFrames([saved(3, { n: 9 })]))).toEqual({
        kind: 'applied',
        appliedFrame: 3,
      })
    })

    test('[OB8] [OB32] what a journal that begins anew holds stands behind what stood in the one before', async () => {
      await outbox.applyFrames([saved(1), saved(2), checkpoint(3), saved(4, { aggregate: 1 })])
      const frames = [saved(1, { n: 7, aggregate: 1 }), saved(2, { n: 8 })]
      await outbox.applyReplay({ afterFrame: 0, frames, lastFrame: 2 })
      await outbox.applyFrames([saved(3, { n: 9, aggregate: 1 })])
      expect(await sendable()).toEqual([1, 2, 4, 7, 8, 9])
      await outbox.markSending([operationId(4)])
      expect(await sendable()).toEqual([1, 2, 8])
      await outbox.applyFrames([settled(4, 4)])
      expect(await sendable()).toEqual([1, 2, 7, 8, 9])
      const page = await value(outbox.page({ shelf: 'all', before: null, limit: 4 }))
      expect(page.map(({ sequence }) => sequence)).toEqual([9, 8, 7, 4])
      const before = page.at(-1)?.position ?? 0
      const rest = await value(outbox.page({ shelf: 'all', before, limit: 4 }))
      expect(rest.map(({ sequence }) => sequence)).toEqual([2, 1])
      expect((await value(outbox.oldest('waiting')))?.sequence).toBe(1)
    })

    test('[OB32] a journal may begin anew more than once', async () => {
      await outbox.applyFrames([saved(1), saved(2), saved(3)])
      await outbox.applyReplay({
        afterFrame: 0,
        frames: [saved(1, { n: 4 }), saved(2, { n: 5 })],
        lastFrame: 2,
      })
      await outbox.applyReplay({ afterFrame: 0, frames: [saved(1, { n: 6 })], lastFrame: 1 })
      expect(await sendable()).toEqual([1, 2, 3, 4, 5, 6])
      expect(await value(outbox.orderBase())).toBe(5)
    })

    test('[OB5] [OB32] an outcome of a journal that begins anew replaces the one that stood in the one before', async () => {
      const isWaiting: Outcome = { kind: 'waiting', on: [operationId(9)] }
      await outbox.applyFrames([saved(1), saved(2), settled(3, 1, isWaiting), settled(4, 2, A_CASE)])
      const frames = [settled(1, 1), settled(2, 2, { kind: 'superseded' })]
      const anew = frames.map((frame) => ({ ...frame, settledAt: '2026-03-02T08:00:00.000Z' }))
      await outbox.applyReplay({ afterFrame: 0, frames: anew, lastFrame: 2 })
      expect([await status(1), await status(2)]).toEqual(['accepted', 'superseded'])
      await outbox.applyFrames([refill(3, [1])])
      expect(await status(1)).toBe('pending')
    })

    test('[OB26] [OB32] a decision that a journal that begins anew holds is newer than the case it is about', async () => {
      await outbox.applyFrames([saved(1, { aggregate: 1 }), saved(2), settled(3, 1, A_CASE)])
      const decision = saved(1, { n: 7, aggregate: 1, type: 'resolution', dependsOn: [1] })
      await outbox.applyReplay({ afterFrame: 0, frames: [decision], lastFrame: 1 })
      expect(await value(outbox.tally())).toMatchObject({ needsYou: 0, waiting: 2 })
    })

    test('[OB5] [OB26] [OB30] what a journal that only lost its end says once more changes nothing', async () => {
      const frames = [
        saved(1, { aggregate: 1 }),
        settled(2, 1, A_CASE),
        saved(3, { aggregate: 1, type: 'resolution', dependsOn: [1] }),
      ]
      await outbox.applyFrames([...frames, saved(4)])
      const before = [await value(outbox.tally()), await value(outbox.get(operationId(1)))]
      await outbox.applyReplay({ afterFrame: 0, frames, lastFrame: 3 })
      expect([await value(outbox.tally()), await value(outbox.get(operationId(1)))]).toEqual(before)
      await outbox.applyFrames([saved(4, { n: 5, aggregate: 1004 })])
      await outbox.markSending([operationId(4)])
      expect(await sendable()).toEqual([3])
    })

    test('[OB23] a journal that holds nothing any more drops nothing, and its first frame stands behind the rest', async () => {
      await outbox.applyFrames([
        saved(1, { aggregate: 1 }),
        settled(2, 1, { kind: 'waiting', on: [operationId(9)] }),
      ])
      expect(await value(outbox.applyReplay({ afterFrame: 0, frames: [], lastFrame: 0 }))).toEqual({
        kind: 'applied',
        appliedFrame: 0,
      })
      expect(await status(1)).toBe('waiting')
      const anew = { ...settled(2, 1), settledAt: '2026-03-02T08:00:00.000Z' }
      expect(await value(outbox.applyFrames([saved(1, { n: 7, aggregate: 1 }), anew]))).toMatchObject({
        kind: 'applied',
      })
      expect([await status(1), await status(7)]).toEqual(['accepted', 'pending'])
    })

    test('[OB5] a final outcome is not replaced by waiting, nor by an older frame', async () => {
      await outbox.applyFrames([saved(1), settled(2, 1, { kind: 'waiting', on: [operationId(9)] })])
      expect(await status(1)).toBe('waiting')
      await outbox.applyFrames([
        settled(3, 1, A_CASE),
        settled(4, 1, { kind: 'waiting', on: [operationId(9)] }),
      ])
      expect(await status(1)).toBe('case')
      await outbox.applyFrames([settled(5, 1), settled(3, 1, A_CASE)])
      expect(await status(1)).toBe('accepted')
    })

    test('[OB6] sealed bytes go only from what is settled', async () => {
      await outbox.applyFrames([saved(1), saved(2), settled(3, 1), removed(4, [1, 2])])
      expect((await value(outbox.get(operationId(1))))?.envelope?.sealedPayload).toBeNull()
      expect((await value(outbox.get(operationId(2))))?.envelope?.sealedPayload).not.toBeNull()
      const envelopes = await value(outbox.envelopes([9, 2, 1].map((n) => operationId(n))))
      expect([...envelopes].map(([id, { sealedPayload }]) => [id, sealedPayload === null])).toEqual([
        [operationId(2), false],
        [operationId(1), true],
      ])
    })

    test('[OB6a] what has no sealed bytes is settled, and with a person where nothing says how', async () => {
      const bare = (number: number) => {
        const frame = saved(number)
        return { ...frame, envelope: { ...frame.envelope, sealedPayload: null } }
      }
      await outbox.applyReplay({ afterFrame: 0, frames: [bare(1), bare(2), settled(3, 2)], lastFrame: 3 })
      expect([await status(1), await status(2)]).toEqual(['quarantined', 'accepted'])
      expect(await sendable()).toEqual([])
      expect(await value(outbox.tally())).toMatchObject({ waiting: 0, needsYou: 1, done: 1 })
    })

    test('[OB7] an unknown operation is taken in although its number was passed, and its journal is asked for', async () => {
      await outbox.applyFrames([saved(1), saved(2), saved(3, { aggregate: 1 })])
      const frames = [saved(2, { n: 8, aggregate: 1 }), settled(3, 8, A_CASE)]
      expect(await value(outbox.applyFrames(frames))).toEqual({ kind: 'gap', appliedFrame: 0 })
      expect(await status(8)).toBe('case')
      expect(await value(outbox.appliedFrame())).toBe(0)
      const page = { afterFrame: 0, frames: [saved(1, { n: 7, aggregate: 1 }), ...frames], lastFrame: 3 }
      expect(await value(outbox.applyReplay(page))).toEqual({ kind: 'applied', appliedFrame: 3 })
      expect(await sendable()).toEqual([1, 2, 3, 7])
      expect(await status(8)).toBe('case')
    })

    test('[OB8] nothing later of an aggregate passes an unknown outcome', async () => {
      await outbox.applyFrames([
        saved(1, { aggregate: 1 }),
        saved(2, { aggregate: 1 }),
        saved(3, { aggregate: 2 }),
      ])
      expect(await sendable()).toEqual([1, 2, 3])
      await outbox.markSending([operationId(1)])
      expect(await sendable()).toEqual([3])
      expect(await sendable({ excludeAggregates: new Set([aggregateId(2)]) })).toEqual([])
      await outbox.markUnknown([operationId(1)])
      expect(await sendable({ held: new Set([operationId(1)]) })).toEqual([3])
      await outbox.applyFrames([settled(4, 1, { kind: 'waiting', on: [operationId(9)] })])
      expect(await sendable()).toEqual([1, 3])
    })

    test('[OB8a] a decision is sent past the record that waits for it, and past nothing else', async () => {
      const decision = { aggregate: 1, type: 'resolution' }
      const isWaiting: Outcome = { kind: 'waiting', on: [operationId(1)] }
      await outbox.applyFrames([
        saved(1, { aggregate: 1, type: 'registration' }),
        settled(2, 1, A_CASE),
        saved(3, { aggregate: 1, type: 'device-added', dependsOn: [1] }),
        settled(4, 3, isWaiting),
        saved(5, { aggregate: 1, type: 'device-added', dependsOn: [3] }),
        saved(6, decision),
        saved(7, { aggregate: 1, type: 'void', dependsOn: [3] }),
        saved(8, { aggregate: 1, type: 'void', dependsOn: [5] }),
      ])
      expect(await sendable()).toEqual([3, 6, 7])
      expect(await sendable({ held: new Set([operationId(3)]) })).toEqual([6, 7])
      await outbox.markSending([operationId(6)])
      expect(await sendable()).toEqual([3])
      await outbox.markUnknown([operationId(6)])
      await outbox.markSending([operationId(3)])
      expect(await sendable()).toEqual([])
      await outbox.markUnknown([operationId(3)])
      await outbox.applyFrames([settled(9, 6, isWaiting)])
      const held = new Set([operationId(3), operationId(6)])
      expect(await sendable({ held })).toEqual([7])
      await outbox.applyFrames([saved(10, { aggregate: 1, type: 'correction', dependsOn: [1] })])
      expect(await sendable({ held })).toEqual([7])
    })

    test('[OB8a] a record is taken back past the correction of it that waits for what nobody can send', async () => {
      const isWaiting: Outcome = { kind: 'waiting', on: [operationId(99)] }
      await outbox.applyFrames([
        saved(1, { aggregate: 1, type: 'registration', dependsOn: [99] }),
        settled(2, 1, isWaiting),
        saved(3, { aggregate: 1, type: 'device-added', dependsOn: [1] }),
        saved(4, { aggregate: 1, type: 'correction', dependsOn: [1] }),
        settled(5, 4, isWaiting),
        saved(6, { aggregate: 1, type: 'correction', dependsOn: [1] }),
        saved(7, { aggregate: 1, type: 'void', dependsOn: [3] }),
        saved(8, { aggregate: 1, type: 'void', dependsOn: [1] }),
      ])
      expect(await sendable()).toEqual([1, 4, 8])
      expect(await sendable({ held: new Set([operationId(1), operationId(4)]) })).toEqual([8])
      await outbox.markSending([operationId(4)])
      expect(await sendable()).toEqual([1])
    })

    test('[OB8a] a correction is sent past one that waits for nothing but what it rests on itself: they wait there in order', async () => {
      const waitingOn = (...ids: number[]): Outcome => ({ kind: 'waiting', on: ids.map(operationId) })
      await outbox.applyFrames([
        saved(1, { aggregate: 1, type: 'registration', dependsOn: [99] }),
        settled(2, 1, waitingOn(99)),
        saved(3, { aggregate: 1, type: 'correction', dependsOn: [1] }),
        settled(4, 3, waitingOn(1)),
        saved(5, { aggregate: 1, type: 'correction', dependsOn: [1] }),
        saved(6, { aggregate: 1, type: 'correction', dependsOn: [1] }),
        saved(7, { aggregate: 1, type: 'resolution', dependsOn: [1] }),
      ])
      expect(await sendable()).toEqual([1, 3, 5, 6])
      const held = new Set([operationId(1), operationId(3)])
      expect(await sendable({ held })).toEqual([5, 6])
      expect(await sendable({ held: new Set([...held, operationId(5)]) })).toEqual([])
      await outbox.applyFrames([settled(8, 5, waitingOn(1, 98))])
      expect(await sendable({ held: new Set([...held, operationId(5)]) })).toEqual([])
    })

    test('[OB9] a dependency is settled, unknown here, or ahead in the batch', async () => {
      await outbox.applyFrames([saved(1), saved(2, { dependsOn: [1] }), saved(3, { dependsOn: [77] })])
      expect(await sendable()).toEqual([1, 2, 3])
      await outbox.markSending([operationId(1)])
      expect(await sendable()).toEqual([3])
      await outbox.applyFrames([settled(4, 1, A_CASE)])
      expect(await sendable()).toEqual([2, 3])
    })

    test('[OB10] keeps to the limits of a batch', async () => {
      await outbox.applyFrames([saved(1, { payloadBytes: 4000 }), saved(2, { payloadBytes: 4000 }), saved(3)])
      expect(await sendable({ limitOperations: 2 })).toEqual([1, 2])
      expect(await sendable({ limitBytes: 6_000 })).toEqual([1])
      expect(await sendable({ limitBytes: 10 })).toEqual([1])
    })

    test('[OB10] finds what may be sent behind a thousand that may not', async () => {
      const frames = Array.from({ length: 700 }, (_, index) => saved(index + 1, { aggregate: 1 }))
      await outbox.applyFrames([...frames, saved(701, { aggregate: 2 })])
      await outbox.markSending([operationId(1)])
      expect(await sendable()).toEqual([701])
    })

    test('[OB11] what fails alone travels alone', async () => {
      await outbox.applyFrames([saved(1), saved(2), saved(3)])
      expect(await sendable({ alone: new Set([operationId(1)]) })).toEqual([1])
      expect(await sendable({ alone: new Set([operationId(2)]) })).toEqual([1, 3])
    })

    test('[OB13] sending goes back to what it was, with its attempts', async () => {
      await outbox.applyFrames([
        saved(1),
        saved(2),
        settled(3, 2, { kind: 'waiting', on: [operationId(9)] }),
        saved(4),
      ])
      await outbox.markSending([operationId(1), operationId(2), operationId(4)])
      expect(await status(1)).toBe('sending')
      await outbox.recoverSending(new Set([operationId(4)]))
      expect([await status(1), await status(2), await status(4)]).toEqual(['pending', 'waiting', 'sending'])
      expect((await value(outbox.get(operationId(1))))?.delivery.attempts).toBe(1)
    })

    test('[OB14] the eighth failure makes it suspect, an outcome ends that', async () => {
      await outbox.applyFrames([saved(1), saved(2)])
      for (let failure = 0; failure < 8; failure += 1) {
        await outbox.markSending([operationId(1)])
        await outbox.recordFailures([operationId(1)])
        await outbox.markUnknown([operationId(1)])
      }
      expect(await status(1)).toBe('suspect')
      expect(await value(outbox.tally())).toMatchObject({ waiting: 1, needsYou: 1 })
      expect(await sendable()).toEqual([1])
      expect(await sendable({ held: new Set([operationId(1)]) })).toEqual([2])
      await outbox.applyFrames([settled(3, 1)])
      expect(await status(1)).toBe('accepted')
    })

    test('[OB28] [I6] what waits for a record that this till cannot send is in front of a person until it is settled', async () => {
      const shelf = async (which: 'needs-you' | 'waiting') =>
        (await value(outbox.page({ shelf: which, before: null, limit: 9 }))).map(({ id }) => id)
      const lostHere = { kind: 'waiting' as const, on: [operationId(9)] }
      await outbox.applyFrames([saved(1, { dependsOn: [9] }), saved(2), settled(3, 1, lostHere)])
      expect([await shelf('needs-you'), await shelf('waiting')]).toEqual([[operationId(1)], [operationId(2)]])
      expect(await value(outbox.tally())).toMatchObject({ waiting: 1, needsYou: 1 })
      expect(await status(1)).toBe('waiting')
      await outbox.applyFrames([settled(4, 1)])
      expect(await value(outbox.tally())).toMatchObject({ waiting: 1, needsYou: 0, done: 1 })
    })

    test('[OB28] what waits for a record that is on its way, or for one of another till, waits', async () => {
      await outbox.applyFrames([
        saved(1),
        saved(2, { dependsOn: [1] }),
        saved(3),
        settled(4, 2, { kind: 'waiting', on: [operationId(1)] }),
        settled(5, 3, { kind: 'waiting', on: [operationId(9)] }),
      ])
      expect(await value(outbox.tally())).toMatchObject({ waiting: 3, needsYou: 0 })
    })

    test('[OB28] what waits for a record that was quarantined is in front of a person, too', async () => {
      await outbox.applyFrames([
        saved(1),
        saved(2, { dependsOn: [1] }),
        settled(3, 1, { kind: 'quarantined', reason: 'too-large' }),
        settled(4, 2, { kind: 'waiting', on: [operationId(1)] }),
      ])
      expect(await value(outbox.tally())).toMatchObject({ waiting: 0, needsYou: 2 })
    })

    test('[OB27] of what is with a person, what a customer is asked about is counted apart, and no longer', async () => {
      const version = (n: number, more: object = {}) => ({ ...A_CASE, version: n, ...more }) as typeof A_CASE
      const asked = version(2, { asked: 'link' })
      await outbox.applyFrames([saved(1), settled(2, 1, A_CASE), settled(3, 1, asked)])
      expect(await value(outbox.tally())).toMatchObject({ needsYou: 1, asked: 1 })
      await outbox.applyFrames([settled(4, 1, version(3))])
      expect(await value(outbox.tally())).toMatchObject({ needsYou: 1, asked: 0 })
      await outbox.applyFrames([settled(5, 1, version(4, { asked: 'link' })), settled(6, 1)])
      expect(await value(outbox.tally())).toMatchObject({ needsYou: 0, asked: 0, done: 1 })
    })

    test('[OB15] counts follow every change, and days are the days of the store', async () => {
      await outbox.applyFrames([saved(1), saved(2), saved(3), settled(4, 1), settled(5, 2, A_CASE)])
      expect(await value(outbox.tally())).toEqual({
        waiting: 1,
        needsYou: 1,
        asked: 0,
        done: 1,
        sentByDay: { '2026-03-01': 1 },
      })
      expect((await value(outbox.oldest('waiting')))?.sequence).toBe(3)
      expect(await value(outbox.oldest('done'))).toMatchObject({ sequence: 1 })
    })

    test('[OB15] pages go by key, newest first', async () => {
      await outbox.applyFrames([saved(1), saved(2), saved(3), saved(4), settled(5, 3)])
      const first = await value(outbox.page({ shelf: 'waiting', before: null, limit: 2 }))
      expect(first.map(({ sequence }) => sequence)).toEqual([4, 2])
      const second = await value(outbox.page({ shelf: 'waiting', before: 2, limit: 2 }))
      expect(second.map(({ sequence }) => sequence)).toEqual([1])
      const all = await value(outbox.page({ shelf: 'all', before: 4, limit: 9 }))
      expect(all.map(({ sequence }) => sequence)).toEqual([3, 2, 1])
    })

    const decisionOf = async (n: number) => (await value(outbox.get(operationId(n))))?.delivery.decision
    const needsYou = async () => (await value(outbox.tally())).needsYou

    test('[OB25] gives what is with a person by pages, and not a record whose id was used twice', async () => {
      const reused = { ...A_CASE, caseKind: 'id-reused' } as typeof A_CASE
      const cases = [1, 2, 3, 4].flatMap((n) => [saved(2 * n - 1), settled(2 * n, 2 * n - 1, A_CASE)])
      await outbox.applyFrames([...cases, saved(9), settled(10, 9, reused), saved(11), settled(12, 11)])
      const sequences = async (after: number) =>
        (await value(outbox.cases({ after, limit: 3 }))).map(({ sequence }) => sequence)
      expect(await sequences(0)).toEqual([1, 3, 5])
      expect(await sequences(5)).toEqual([7])
      await outbox.applyFrames([saved(13, { type: 'resolution', dependsOn: [3] })])
      expect(await sequences(0)).toEqual([1, 3, 5])
    })

    test('[OB25][F77] what the account API did not know the type of is asked for, and not what it could not read', async () => {
      const unknown = settled(2, 1, { kind: 'quarantined', reason: 'unknown-type' })
      const broken = settled(4, 3, { kind: 'quarantined', reason: 'seal-broken' })
      await outbox.applyFrames([saved(1), unknown, saved(3), broken])
      const asked = await value(outbox.cases({ after: 0, limit: 9 }))
      expect(asked.map(({ sequence }) => sequence)).toEqual([1])
      await outbox.applyFrames([settled(5, 1)])
      expect(await value(outbox.cases({ after: 0, limit: 9 }))).toEqual([])
      expect(await value(outbox.tally())).toMatchObject({ needsYou: 1, done: 1 })
    })

    test('[OB26] a decision made here is kept with its record: the case needs nobody, until it has a newer outcome', async () => {
      await outbox.applyFrames([saved(1), settled(2, 1, A_CASE)])
      expect(await needsYou()).toBe(1)
      await outbox.applyFrames([saved(3, { type: 'resolution', dependsOn: [1] })])
      expect(await decisionOf(1)).toMatchObject({ id: operationId(3), outcome: null })
      expect(await value(outbox.tally())).toMatchObject({ needsYou: 0, waiting: 1, done: 0 })
      await outbox.applyFrames([settled(4, 3, { kind: 'superseded' })])
      expect(await decisionOf(1)).toMatchObject({ outcome: { kind: 'superseded' }, settledFrame: 4 })
      expect(await needsYou()).toBe(0)
      await outbox.applyFrames([settled(5, 1, { ...A_CASE, version: 2 } as typeof A_CASE)])
      expect(await needsYou()).toBe(1)
      expect((await value(outbox.page({ shelf: 'needs-you', before: null, limit: 9 }))).length).toBe(1)
      await outbox.applyFrames([saved(6, { type: 'resolution', dependsOn: [1] })])
      expect((await value(outbox.page({ shelf: 'decided', before: null, limit: 9 }))).length).toBe(1)
      await outbox.applyFrames([settled(7, 6), settled(8, 1)])
      expect(await value(outbox.tally())).toMatchObject({ needsYou: 0, waiting: 0, done: 3 })
    })

    test('[OB26] a decision that is a case itself leaves its record with a person, and an old one replaces no new one', async () => {
      await outbox.applyFrames([
        saved(1),
        settled(2, 1, A_CASE),
        saved(3, { type: 'resolution', dependsOn: [1] }),
        saved(4, { type: 'resolution', dependsOn: [1] }),
        settled(5, 3, { kind: 'superseded' }),
      ])
      expect(await decisionOf(1)).toMatchObject({ id: operationId(4), outcome: null })
      await outbox.applyFrames([settled(6, 4, A_CASE)])
      expect(await needsYou()).toBe(2)
    })

    test('[OB26] [OB2] [OB4] a replay of the whole journal ends in the same', async () => {
      const frames = [
        saved(1),
        settled(2, 1, A_CASE),
        saved(3, { type: 'resolution', dependsOn: [1] }),
        settled(4, 3),
        settled(5, 1),
        removed(6, [1, 3]),
      ]
      await outbox.applyFrames(frames)
      const before = [await value(outbox.tally()), await value(outbox.get(operationId(1)))]
      expect(before[1]).toMatchObject({ delivery: { status: 'accepted' }, envelope: { sealedPayload: null } })
      await outbox.applyReplay({ afterFrame: 0, frames, lastFrame: 6 })
      expect([await value(outbox.tally()), await value(outbox.get(operationId(1)))]).toEqual(before)
    })

    test('[OB29] [F50] what a restored account API has lost is sent again, and counted once', async () => {
      await outbox.applyFrames([saved(1), saved(2), settled(3, 1), settled(4, 2, A_CASE), refill(5, [1, 2])])
      const day = '2026-03-01'
      const open = { waiting: 2, needsYou: 0, done: 0, sentByDay: { [day]: 0 } }
      expect(await value(outbox.tally())).toMatchObject(open)
      await outbox.applyReplay({ afterFrame: 0, frames: [settled(3, 1)], lastFrame: 5 })
      expect(await sendable()).toEqual([1, 2])
      await outbox.applyFrames([settled(6, 1), settled(7, 2)])
      expect(await value(outbox.tally())).toMatchObject({ waiting: 0, done: 2, sentByDay: { [day]: 2 } })
    })

    test('[OB8a] a decision passes what waits in its aggregate, but not what is on its way', async () => {
      await outbox.applyFrames([
        saved(1, { aggregate: 1 }),
        settled(2, 1, A_CASE),
        saved(3, { aggregate: 1, dependsOn: [1] }),
        settled(4, 3, { kind: 'waiting', on: [operationId(1)] }),
        saved(5, { aggregate: 1 }),
        saved(6, { aggregate: 1, type: 'resolution', dependsOn: [1] }),
      ])
      expect(await sendable({ held: new Set([operationId(3)]) })).toEqual([6])
      await outbox.markSending([operationId(3)])
      expect(await sendable()).toEqual([])
      expect(await sendable({ excludeAggregates: new Set([aggregateId(1)]) })).toEqual([])
    })

    test('tells its subscribers of changes until they leave', async () => {
      let changes = 0
      const leave = outbox.subscribe(() => {
        changes += 1
      })
      await outbox.applyFrames([saved(1)])
      expect(changes).toBe(1)
      leave()
      await outbox.applyFrames([saved(2)])
      expect(changes).toBe(1)
    })
  })
}
