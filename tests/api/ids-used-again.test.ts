import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkFleet } from '#account-api/findings/check-fleet.ts'
import type { Findings, Fleet, Paper } from '#shared/contracts/messages/proof.ts'
import { type RecordResult, outcomesResponseSchema } from '#shared/contracts/messages/outcomes.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import { shortHash } from '#shared/domain/slip.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { caseIn, recordDecision } from './cases-of-a-till.ts'
import type { FakeTill } from './fake-till.ts'
import { ageCheck, kit, operation, registration } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }

describe(`an id that was used again, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => void (under = await startApi()))
  afterAll(async () => under.stop())

  async function ask(
    till: FakeTill,
    id: string,
    contractVersion: number | null = CONTRACT_VERSION,
  ): Promise<readonly RecordResult[]> {
    const query = contractVersion === null ? '' : `?contractVersion=${contractVersion}`
    const response = await till.ask('POST', `/outcomes${query}`, {
      nonce: 'n'.repeat(22),
      operationIds: [id],
    })
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
    return outcomesResponseSchema.parse(await response.json()).results
  }

  /** Two records of a till under one id, both delivered. */
  async function twice(till: FakeTill) {
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    const again = { operation: ageCheck(till.terminalId, { clock: 'unverified' }), id: first.id }
    const second = await till.record(again)
    const [, outcome] = await till.outcomes(first, second)
    return { first, second, kase: caseIn(outcome), outcome }
  }

  test('[IN3][T13] each of its records is told with its hash, the first one first, and a decision in its case with it', async () => {
    const till = await under.newTill()
    const { first, second, kase, outcome } = await twice(till)
    const told = (later: unknown) => [
      { operationId: first.id, hash: first.hash, outcome: accepted },
      { operationId: first.id, hash: second.hash, outcome: later },
    ]
    expect(await ask(till, first.id)).toEqual(told(outcome))
    const decision = { choice: 'cancel' }
    const body = { caseVersion: kase.version, decision }
    expect((await under.asAdministrator('POST', `/v1/cases/${kase.caseId}/resolution`, body)).status).toBe(
      200,
    )
    expect(await ask(till, first.id)).toEqual(told({ kind: 'superseded' }))
    expect(await till.outcomes(second)).toEqual([{ kind: 'superseded' }])
  })

  test('[IN33][T13] a till of before contract version 24 hears of the first alone, and of no hash', async () => {
    const till = await under.newTill()
    const { first } = await twice(till)
    const alone = [{ operationId: first.id, outcome: accepted }]
    expect(await ask(till, first.id, 23)).toEqual(alone)
    expect(await ask(till, first.id, null)).toEqual(alone)
  })

  test('[IN3] a second record whose first is another till’s is told to its own till alone', async () => {
    const [till, other] = [await under.newTill(), await under.newTill()]
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    expect(await till.outcomes(first)).toEqual([accepted])
    const second = await other.record({ operation: ageCheck(other.terminalId), id: first.id })
    const [outcome] = await other.outcomes(second)
    expect(await ask(till, first.id)).toEqual([
      { operationId: first.id, hash: first.hash, outcome: accepted },
    ])
    expect(await ask(other, first.id)).toEqual([{ operationId: first.id, hash: second.hash, outcome }])
    expect(await ask(other, first.id, 23)).toEqual([])
  })

  test('[IN37][T19] what is held changes with it, and what it was stays while nothing else comes', async () => {
    const till = await under.newTill()
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    const before = (await till.deliver(first)).held
    expect(before).toMatchObject([{ fork: null }])
    const second = await till.record({ operation: ageCheck(till.terminalId), id: first.id })
    const after = (await till.deliver(second)).held
    expect(after).toMatchObject([{ last: 2, fork: expect.any(String), ends: [[2, second.hash]] }])
    expect((await till.deliver(second)).held).toEqual(after)
    const third = await till.record({ operation: ageCheck(till.terminalId), id: first.id })
    expect((await till.deliver(third)).held?.[0]?.fork).not.toBe(after?.[0]?.fork)
  })

  test('[IN22][J18] nothing is durable beyond the place of one that came lately', async () => {
    const lagging = await startApi({ backupLagMs: 240_000 })
    const till = await lagging.newTill()
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    const second = await till.record({ operation: ageCheck(till.terminalId) })
    await till.deliver(first, second)
    lagging.clock.advance(240_001)
    expect((await till.deliver()).durable).toEqual([{ epoch: 1, sequence: 2 }])
    // The second place once more, by another life of the till.
    till.head = { epoch: 1, sequence: 1, hash: first.hash }
    const again = await till.record({ operation: ageCheck(till.terminalId), id: first.id })
    expect((await till.deliver(again)).durable).toEqual([{ epoch: 1, sequence: 1 }])
    lagging.clock.advance(240_001)
    expect((await till.deliver()).durable).toEqual([{ epoch: 1, sequence: 2 }])
    await lagging.stop()
  })

  const reportOf = async (till: FakeTill) => {
    const response = await under.asAdministrator('GET', `/v1/terminals/${till.terminalId}/chain`)
    return ((await response.json()) as { epochs: Record<string, unknown>[] }).epochs
  }
  const findingsOf = async (till: FakeTill) => {
    await checkFleet(under.api.context, { intervalMs: 0 })
    under.clock.advance(660_000)
    await till.renewToken()
    await till.deliver()
    const { findings } = (await (await under.asAdministrator('GET', '/v1/findings')).json()) as Findings
    return findings.filter(({ terminalId }) => terminalId === till.terminalId).map(({ kind }) => kind)
  }

  test('[IN38][FN1][IN5] it fills its place: the chain goes on over it, and no gap is found', async () => {
    const till = await under.newTill()
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    const second = await till.record({ operation: ageCheck(till.terminalId), id: first.id })
    const third = await till.record({ operation: ageCheck(till.terminalId) })
    const beyond = await till.deliver(first, third)
    expect(beyond).toMatchObject({ gaps: [[2, 2]], head: { sequence: 1 } })
    const whole = await till.deliver(second)
    expect(whole).toMatchObject({ gaps: [], head: till.head, isForked: false })
    expect(whole.durable).toEqual([{ epoch: 1, sequence: 3 }])
    expect(whole.held).toMatchObject([{ last: 3, gaps: [], ends: [[3, third.hash]] }])
    expect(await reportOf(till)).toMatchObject([
      { held: 3, contiguousSequence: 3, contiguousHash: third.hash, gaps: [], altered: [], intact: true },
    ])
    expect(await findingsOf(till)).toEqual([])
  })

  test('[IN38][FN2] as the last of its chain it has arrived: the till is not ahead, and nothing is to come', async () => {
    const till = await under.newTill()
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    const between = await till.record({ operation: ageCheck(till.terminalId) })
    const second = await till.record({ operation: ageCheck(till.terminalId), id: first.id })
    await till.deliver(first, second)
    const inFleet = async () => {
      const { terminals } = (await (await under.asAdministrator('GET', '/v1/fleet')).json()) as Fleet
      return terminals.find(({ terminalId }) => terminalId === till.terminalId)
    }
    expect((await inFleet())?.backlog).toBe(1)
    expect(await findingsOf(till)).toEqual(['gap'])
    expect((await till.deliver(between)).head).toEqual(till.head)
    expect((await inFleet())?.backlog).toBe(0)
    expect(await findingsOf(till)).toEqual([])
  })

  test('[IN38][IN6] at the place of another record it is a fork, and the chain goes the longer way', async () => {
    const till = await under.newTill()
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    const before = till.head
    const lost = await till.record({ operation: ageCheck(till.terminalId) })
    expect((await till.deliver(first, lost)).isForked).toBe(false)
    till.head = before
    const again = await till.record({ operation: ageCheck(till.terminalId), id: lost.id })
    const forked = await till.deliver(again)
    expect([forked.isForked, forked.head.hash]).toEqual([true, lost.hash])
    const next = await till.record({ operation: ageCheck(till.terminalId) })
    const answer = await till.deliver(next)
    expect([answer.head, answer.durable]).toEqual([till.head, [{ epoch: 1, sequence: 3 }]])
    expect(await reportOf(till)).toMatchObject([
      { held: 4, contiguousSequence: 3, gaps: [], forks: [2], altered: [] },
    ])
    expect(await findingsOf(till)).toEqual(['fork'])
  })

  test('[IN38][C27] its place is proven: one that was altered in the database is named', async () => {
    const till = await under.newTill()
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    const second = await till.record({ operation: ageCheck(till.terminalId), id: first.id })
    const third = await till.record({ operation: ageCheck(till.terminalId), id: first.id })
    await till.deliver(first, second, third)
    expect(await reportOf(till)).toMatchObject([{ held: 3, intact: true }])
    const bend = async (hash: string, row: { header?: string; content?: string }) =>
      under.api.context.database
        .updateTable('quarantine')
        .set(row)
        .where('contentHash', '=', hash)
        .executeTakeFirstOrThrow()
    await bend(second.hash, { header: JSON.stringify({ ...second, occurredAt: '2020-01-01T00:00:00.000Z' }) })
    await bend(third.hash, { content: 'bent' })
    expect(await reportOf(till)).toMatchObject([{ altered: [2, 3], intact: false }])
  })

  test('[IN38] one that came before its place was kept leaves its gap, until it comes again', async () => {
    const till = await under.newTill()
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    const second = await till.record({ operation: ageCheck(till.terminalId), id: first.id })
    const third = await till.record({ operation: ageCheck(till.terminalId) })
    await till.deliver(first, second)
    const { database } = under.api.context
    await database
      .updateTable('quarantine')
      .set({ header: null, signature: null })
      .where('terminalId', '=', till.terminalId)
      .execute()
    await database
      .updateTable('terminalEpochs')
      .set({ contiguousSequence: 1, contiguousHash: first.hash })
      .where('terminalId', '=', till.terminalId)
      .execute()
    expect(await till.deliver(third)).toMatchObject({ head: { sequence: 1 }, gaps: [[2, 2]] })
    expect(await reportOf(till)).toMatchObject([{ held: 2, gaps: [[2, 2]] }])
    expect(await till.deliver(second)).toMatchObject({ head: { sequence: 3 }, gaps: [] })
    expect(await reportOf(till)).toMatchObject([{ held: 3, gaps: [], intact: true }])
  })

  test('[IN38] paper finds it, and says that it is a second record of its id', async () => {
    const till = await under.newTill()
    const { first, second } = await twice(till)
    const path = `/v1/records?sequence=2&hash=${shortHash(second.hash)}`
    const found = (await (await under.asAdministrator('GET', path)).json()) as Paper
    expect(found.records).toMatchObject([
      { operationId: first.id, hash: second.hash, terminalId: till.terminalId, outcome: 'id-reused' },
    ])
  })

  test('[IN23][T19] of a removed customer it is told as erased, whenever it came, and nothing but that it came is kept', async () => {
    const till = await under.newTill()
    const customer = await recordCustomer(till, {
      email: 'outra-vez@example.pt',
      devices: [kit('REUSED000001')],
    })
    await till.deliver(customer.check, customer.registered)
    const { id, aggregateId } = customer.registered
    const bend = { email: 'outra-vez@example.pt', devices: [kit('REUSED000002')] }
    const anew = { operation: registration(customer.check.id, bend), id, aggregateId }
    const early = await till.record({ ...anew, dependsOn: [customer.check.id] })
    await till.deliver(early)
    const removal = operation('removal-request', {
      who: { by: 'record', registration: id },
      document: 'citizen-card',
    })
    const removed = await till.record({ operation: removal, aggregateId, dependsOn: [id] })
    const [asked] = await till.outcomes(removed)
    const decision = { choice: 'now-anyway' }
    const decided = await recordDecision(till, { about: removed, kase: caseIn(asked), decision })
    expect(await till.outcomes(decided)).toEqual([accepted])
    const late = await till.record({ ...anew, dependsOn: [customer.check.id] })
    expect(await till.outcomes(late)).toEqual([{ kind: 'erased' }])
    const told = await ask(till, id)
    expect(told.map((result) => result.hash)).toEqual(
      expect.arrayContaining([customer.registered.hash, early.hash, late.hash]),
    )
    expect(told.find(({ hash }) => hash === late.hash)?.outcome).toEqual({ kind: 'erased' })
    const kept = await under.api.context.database
      .selectFrom('quarantine')
      .select('content')
      .where('operationId', '=', id)
      .execute()
    expect(kept).toEqual([{ content: null }, { content: null }])
    // Its place in the chain stays, as that of every record [IN38].
    expect(await reportOf(till)).toMatchObject([{ gaps: [], altered: [], intact: true }])
  })

  test('[IN38][SA5] one that was kept while its customer was removed is erased, not altered', async () => {
    const till = await under.newTill()
    const customer = await recordCustomer(till, {
      email: 'a-meio@example.pt',
      devices: [kit('REUSED000003')],
    })
    const { check, registered } = customer
    const other = { email: 'a-meio@example.pt', devices: [kit('REUSED000004')] }
    const { id, aggregateId } = registered
    const again = { operation: registration(check.id, other), id, aggregateId, dependsOn: [check.id] }
    await till.deliver(check, registered, await till.record(again))
    // What a delivery that had read the key just before leaves: bytes that nothing opens any more.
    const { database, safe } = under.api.context
    await database
      .transaction()
      .execute((transaction) =>
        safe.customers.destroy(transaction, { customerIds: [aggregateId], at: '2026-11-28T00:00:00.000Z' }),
      )
    expect(await reportOf(till)).toMatchObject([{ held: 3, gaps: [], altered: [], intact: true }])
  })
})
