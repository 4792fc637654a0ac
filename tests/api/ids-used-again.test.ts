import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RecordResult, outcomesResponseSchema } from '#shared/contracts/messages/outcomes.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
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
    expect(after).toMatchObject([{ last: 1, fork: expect.any(String), ends: [[1, first.hash]] }])
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
  })
})
