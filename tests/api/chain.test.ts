import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import { newKeyPair } from './dpop-client.ts'
import { FakeTill, requestEnrolment } from './fake-till.ts'
import { ageCheck } from './payloads.ts'

const accepted = { kind: 'accepted' }

describe(`the proof of a chain on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  const reportOf = async (till: FakeTill) => {
    const response = await under.asAdministrator('GET', `/v1/terminals/${till.terminalId}/chain`)
    return ((await response.json()) as { epochs: Record<string, unknown>[] }).epochs
  }
  const recordMany = async (till: FakeTill, howMany: number) => {
    const records = []
    for (let index = 0; index < howMany; index += 1) {
      records.push(await till.record({ operation: ageCheck(till.terminalId) }))
    }
    return records
  }

  test('[IN5][I5] a whole chain is intact, whatever the order of arrival', async () => {
    const till = await under.newTill()
    const [first, second, third, fourth, fifth] = await recordMany(till, 5)
    const answer = await till.deliver(fourth, second)
    expect([answer.head.sequence, answer.gaps]).toEqual([
      0,
      [
        [1, 1],
        [3, 3],
      ],
    ])
    expect((await till.deliver(first)).head.sequence).toBe(2)
    expect((await till.deliver(fifth, third)).head).toEqual(till.head)
    expect(await reportOf(till)).toEqual([
      {
        terminalId: till.terminalId,
        epoch: 1,
        held: 5,
        contiguousSequence: 5,
        contiguousHash: till.head.hash,
        claimedSequence: 5,
        gaps: [],
        forks: [],
        altered: [],
        intact: true,
      },
    ])
  })

  test('[IN5][C27] a dropped record is a gap at its sequence', async () => {
    const till = await under.newTill()
    const [first, , third] = await recordMany(till, 3)
    expect((await till.deliver(first, third)).gaps).toEqual([[2, 2]])
    expect(await reportOf(till)).toMatchObject([
      { gaps: [[2, 2]], altered: [], contiguousSequence: 1, intact: false },
    ])
  })

  test('[IN4][C27] an edited record is set aside and its sequence named, until the true one comes', async () => {
    const till = await under.newTill()
    const [first, second, third] = await recordMany(till, 3)
    const edited = { ...second, occurredAt: '2026-11-21T10:00:00.000Z' }
    expect(await till.outcomes(first, edited, third)).toEqual([
      accepted,
      { kind: 'quarantined', reason: 'hash-invalid' },
      accepted,
    ])
    expect(await reportOf(till)).toMatchObject([{ altered: [2], intact: false }])
    expect(await till.outcomes(second)).toEqual([accepted])
    expect(await reportOf(till)).toMatchObject([{ altered: [], intact: true }])
  })

  test('[C27] a record that another key signed, or whose sealed bytes changed, is named', async () => {
    const till = await under.newTill()
    const other = await under.newTill()
    const [first, second, third] = await recordMany(till, 3)
    const signedByOther = { ...first, signature: (await other.sign({ ...first })).signature }
    const bytesChanged = { ...third, sealedPayload: second?.sealedPayload }
    expect(await till.outcomes(signedByOther, second, bytesChanged)).toEqual([
      { kind: 'quarantined', reason: 'signature-invalid' },
      accepted,
      { kind: 'quarantined', reason: 'seal-broken' },
    ])
    expect(await reportOf(till)).toMatchObject([{ altered: [1, 3], intact: false }])
  })

  test('[C27] records that swapped places are named', async () => {
    const till = await under.newTill()
    const [first, second, third] = await recordMany(till, 3)
    const swapped = [await till.sign({ ...third, sequence: 2 }), await till.sign({ ...second, sequence: 3 })]
    expect(await till.outcomes(first, ...swapped)).toEqual([accepted, accepted, accepted])
    expect(await reportOf(till)).toMatchObject([{ altered: [2, 3], contiguousSequence: 1, intact: false }])
  })

  test('[C27] a record that was altered in the database itself is named', async () => {
    const till = await under.newTill()
    const records = await recordMany(till, 3)
    await till.deliver(...records)
    await under.api.context.database
      .updateTable('inbox')
      .set({ header: JSON.stringify({ ...records[1], occurredAt: '2020-01-01T00:00:00.000Z' }) })
      .where('operationId', '=', records[1]?.id ?? '')
      .execute()
    expect(await reportOf(till)).toMatchObject([{ altered: [2], intact: false }])
  })

  test('[IN6][I5] two records at one place raise the alarm; both are kept and settled, and the chain goes on', async () => {
    const till = await under.newTill()
    const [first] = await recordMany(till, 1)
    const cloned = till.head
    const [second] = await recordMany(till, 1)
    till.head = cloned
    const [rival, next] = await recordMany(till, 2)
    expect(await till.outcomes(first, second)).toEqual([accepted, accepted])
    const answer = await till.deliver(rival, next)
    expect(answer.results.map((result) => result.outcome)).toEqual([accepted, accepted])
    expect(answer.isForked).toBe(true)
    expect(await reportOf(till)).toMatchObject([{ held: 4, forks: [2], altered: [], intact: false }])
    const alarms = await under.api.context.database
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'chain-forked')
      .where('subject', '=', till.terminalId)
      .execute()
    expect(alarms).toEqual([{ detail: 'epoch 1, sequence 2' }])
  })

  test('[IN6] every answer says that the epoch forked, what waits is still settled, and a new epoch is free of it', async () => {
    const till = await under.newTill()
    const cloned = till.head
    const [first] = await recordMany(till, 1)
    const heldBack = await recordMany(till, 1)
    till.head = cloned
    const [rival] = await recordMany(till, 1)
    expect((await till.deliver(first)).isForked).toBe(false)
    await till.deliver(rival)
    expect((await till.deliver()).isForked).toBe(true)
    const late = await till.deliver(...heldBack)
    expect([late.isForked, late.results.map((result) => result.outcome)]).toEqual([true, [accepted]])
    const again = await FakeTill.enrol({ url: under.url, code: await under.newCode(till.terminalId) })
    expect((await again.deliver()).isForked).toBe(false)
  })

  test('[IN22] [T14] an answer says what is held of every epoch, beyond a gap too, to tills that know of it', async () => {
    const till = await under.newTill()
    const [, second, , fourth, fifth] = await recordMany(till, 5)
    await till.deliver(second, fifth)
    const again = await FakeTill.enrol({ url: under.url, code: await under.newCode(till.terminalId) })
    const nothing = [0, GENESIS_HASH]
    const ends = [nothing, [2, second?.hash], [5, fifth?.hash]]
    const holes = [
      [1, 1],
      [3, 4],
    ]
    expect((await again.deliver()).held).toEqual([
      { epoch: 1, last: 5, gaps: holes, ends, fork: null },
      { epoch: 2, last: 0, gaps: [], ends: [nothing], fork: null },
    ])
    const [first] = await recordMany(again, 1)
    const both = await again.deliver(fourth, first)
    expect(both.held).toMatchObject([
      {
        gaps: [
          [1, 1],
          [3, 3],
        ],
        ends,
      },
      { epoch: 2, last: 1, gaps: [], ends: [[1, first?.hash]] },
    ])
    again.contractVersion = 22
    expect((await again.deliver()).held?.[1]).toEqual({ epoch: 2, last: 1, gaps: [] })
    again.contractVersion = 1
    expect(await again.deliver()).not.toHaveProperty('held')
  })

  test('[IN37] what is held ends where a record does not follow the one before it, and where two claim one place', async () => {
    const till = await under.newTill()
    const start = till.head
    const [first, second, third] = await recordMany(till, 3)
    till.head = start
    const [, rival, thirdRival] = await recordMany(till, 3)
    // A gap behind which two lives of the till stand one after the other.
    const unlinked = await till.deliver(rival, third)
    expect(unlinked.held?.[0]).toMatchObject({
      last: 3,
      gaps: [[1, 1]],
      ends: [
        [0, GENESIS_HASH],
        [2, rival?.hash],
        [3, third?.hash],
      ],
      fork: null,
    })
    const forked = await till.deliver(thirdRival)
    expect(forked.held?.[0]).toMatchObject({ last: 3, gaps: [[1, 1]], ends: [[0, GENESIS_HASH]] })
    expect(forked.held?.[0]?.fork).toMatch(/^[\w-]{43}$/)
    expect((await till.deliver()).held).toEqual(forked.held)
    const more = await till.deliver(first)
    expect(more.held?.[0]).toMatchObject({ last: 3, gaps: [], ends: [[1, first?.hash]] })
    const all = await till.deliver(second)
    expect(all.held?.[0]).toMatchObject({ last: 3, gaps: [], ends: [[3, third?.hash]] })
    const forks = [forked, all].map(({ held }) => held?.[0]?.fork)
    expect(new Set(forks).size).toBe(2)
  })

  test('[IN22] [F50] with a backup lag a chain is durable as far as all of it was here before', async () => {
    const lagging = await startApi({ backupLagMs: 240_000 })
    try {
      const till = await lagging.newTill()
      const [first, second, third] = await recordMany(till, 3)
      await till.deliver(first, third)
      lagging.clock.advance(120_000)
      expect((await till.deliver(second)).durable).toEqual([{ epoch: 1, sequence: 0 }])
      lagging.clock.advance(120_000)
      expect((await till.deliver()).durable).toEqual([{ epoch: 1, sequence: 1 }])
      lagging.clock.advance(120_000)
      expect((await till.deliver()).durable).toEqual([{ epoch: 1, sequence: 3 }])
    } finally {
      await lagging.stop()
    }
  })

  test('a heartbeat tells how far the till has written', async () => {
    const till = await under.newTill()
    const records = await recordMany(till, 3)
    await till.deliver(records[0])
    expect((await till.deliver()).results).toEqual([])
    expect(await reportOf(till)).toMatchObject([
      { claimedSequence: 3, contiguousSequence: 1, gaps: [], intact: true },
    ])
  })

  test('a till that is enrolled anew starts its next chain, and what it had waiting is still taken', async () => {
    const till = await under.newTill()
    const [before] = await recordMany(till, 1)
    const again = await FakeTill.enrol({ url: under.url, code: await under.newCode(till.terminalId) })
    expect([again.terminalId, again.epoch]).toEqual([till.terminalId, 2])
    const [after] = await recordMany(again, 1)
    const answer = await again.deliver(after, before)
    expect(answer.results.map((result) => result.outcome)).toEqual([accepted, accepted])
    expect(answer.durable).toEqual([
      { epoch: 1, sequence: 1 },
      { epoch: 2, sequence: 1 },
    ])
    expect(await reportOf(again)).toMatchObject([
      { epoch: 1, held: 1, contiguousSequence: 1, intact: true },
      { epoch: 2, held: 1, contiguousSequence: 1, intact: true },
    ])
    expect((await till.requestToken()).status).toBe(401)
    expect((await till.requestToken()).status).toBe(401)
  })

  test('[IN13] [T12] a till with records is enrolled anew in its own name only, and beyond the epochs that it has used', async () => {
    const till = await under.newTill()
    const other = await under.newTill()
    const enrol = async (code: string) => {
      const previous = { terminalId: terminalIdSchema.parse(till.terminalId), epoch: 4 }
      return requestEnrolment({ url: under.url, code, key: await newKeyPair(), previous })
    }
    expect((await enrol(await under.newCode())).status).toBe(403)
    expect((await enrol(await under.newCode(other.terminalId))).status).toBe(403)
    const answer = await enrol(await under.newCode(till.terminalId))
    expect(await answer.json()).toMatchObject({ terminalId: till.terminalId, epoch: 5 })
  })
})
