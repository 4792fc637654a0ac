import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledgerOf } from '#account-api/ingest/sql/ledger-of.ts'
import { settleLearned } from '#account-api/ingest/sql/settle-learned.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { outcomesResponseSchema } from '#shared/contracts/messages/outcomes.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { mintId } from './fake-till.ts'
import { ageCheck, kit, registration, sale } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }

describe(`the ledger on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    // What is under test is what becomes of them all, not how many are turned away for now.
    under = await startApi({ batchesInFlight: 50 })
  })
  afterAll(async () => under.stop())

  const count = async (
    table: 'accounts' | 'devices' | 'sales' | 'ageChecks' | 'cases' | 'inbox' | 'mailRequests',
  ) => {
    const rows = await under.api.context.database.selectFrom(table).selectAll().execute()
    return rows.length
  }

  test('[R5][R7] a check, a sale and a registration arrive and are counted', async () => {
    const till = await under.newTill()
    const check = await till.record({ operation: ageCheck(till.terminalId) })
    const sold = await till.record({ operation: sale(check.id), dependsOn: [check.id] })
    const customer = await recordCustomer(till, { email: 'first@example.pt', devices: [kit('AAAAAAAAAAA1')] })
    const answer = await till.deliver(check, sold, customer.check, customer.registered)
    expect(answer.results.map((result) => result.outcome)).toEqual([accepted, accepted, accepted, accepted])
    expect(answer.head).toEqual(till.head)
    expect(answer.durable).toEqual([{ epoch: 1, sequence: 4 }])
    const account = await under.asAdministrator('GET', `/v1/accounts/${customer.registered.aggregateId}`)
    expect(await account.json()).toMatchObject({
      email: 'first@example.pt',
      dateOfBirth: '1990-02-14',
      devices: [{ deviceId: 'AAAAAAAAAAA1', kind: 'kit' }],
    })
    const columns = Object.keys(
      (await under.api.context.database.selectFrom('ageChecks').selectAll().executeTakeFirst()) ?? {},
    )
    expect(columns.toSorted()).toEqual([
      'checkedAt',
      'clock',
      'documentKind',
      'method',
      'operationId',
      'operator',
      'outcome',
      'reason',
      'ruleVersion',
      'terminal',
    ])
  })

  test('[IN2][I2] a lost reply and a half repeated batch change nothing', async () => {
    const till = await under.newTill()
    const { check, registered } = await recordCustomer(till, {
      email: 'lost@example.pt',
      devices: [kit('AAAAAAAAAAA2')],
    })
    const first = await till.outcomes(check, registered)
    const before = [await count('inbox'), await count('accounts'), await count('mailRequests')]
    expect(await till.outcomes(check, registered)).toEqual(first)
    expect(await till.outcomes(registered)).toEqual([accepted])
    expect(await till.outcomes(registered, registered)).toEqual([accepted, accepted])
    expect([await count('inbox'), await count('accounts'), await count('mailRequests')]).toEqual(before)
  })

  test('[IN7][I4] a record waits for what it depends on and is settled when that arrives', async () => {
    const till = await under.newTill()
    const { check, registered } = await recordCustomer(till, {
      email: 'wait@example.pt',
      devices: [kit('AAAAAAAAAAA3')],
    })
    const early = await till.deliver(registered)
    expect(early.results[0]?.outcome).toEqual({ kind: 'waiting', on: [check.id] })
    expect(early.gaps).toEqual([[1, 1]])
    expect(early.head.sequence).toBe(0)
    expect(await till.outcomes(registered)).toEqual([{ kind: 'waiting', on: [check.id] }])
    const late = await till.deliver(check)
    expect(late.results).toEqual([{ operationId: check.id, outcome: accepted }])
    expect([late.head, late.gaps]).toEqual([till.head, []])
    expect(await till.outcomes(registered)).toEqual([accepted])
  })

  test('[IN8][R12] an e-mail that has an account becomes a case without any other effect', async () => {
    const till = await under.newTill()
    const first = await recordCustomer(till, { email: 'Taken@example.pt', devices: [kit('AAAAAAAAAAA4')] })
    const second = await recordCustomer(till, { email: 'taken@EXAMPLE.pt', devices: [kit('AAAAAAAAAAA5')] })
    const outcomes = await till.outcomes(first.check, first.registered, second.check, second.registered)
    expect(outcomes.slice(0, 3)).toEqual([accepted, accepted, accepted])
    expect(outcomes[3]).toMatchObject({
      kind: 'case',
      caseKind: 'email-taken',
      choices: ['same-person', 'mistyped', 'cancel', 'customer-not-here'],
    })
    expect((await till.outcomes(second.registered))[0]).toEqual(outcomes[3])
    const device = await under.asAdministrator('GET', '/v1/devices/AAAAAAAAAAA5')
    expect(device.status).toBe(404)
  })

  test('[IN8][R12] a device of another account becomes a case, and the whole registration with it', async () => {
    const till = await under.newTill()
    const first = await recordCustomer(till, { email: 'owner@example.pt', devices: [kit('AAAAAAAAAAA6')] })
    const devices = [kit('AAAAAAAAAAA7'), kit('AAAAAAAAAAA6')]
    const second = await recordCustomer(till, { email: 'other@example.pt', devices })
    await till.outcomes(first.check, first.registered)
    const [, outcome] = await till.outcomes(second.check, second.registered)
    expect(outcome).toMatchObject({ kind: 'case', caseKind: 'device-taken' })
    expect((await under.asAdministrator('GET', `/v1/accounts/${second.registered.aggregateId}`)).status).toBe(
      404,
    )
    expect((await under.asAdministrator('GET', '/v1/devices/AAAAAAAAAAA7')).status).toBe(404)
  })

  test('[R7] an existing customer with matching date of birth gets the device, and is told', async () => {
    const till = await under.newTill()
    const first = await recordCustomer(till, { email: 'holder@example.pt', devices: [kit('AAAAAAAAAAA8')] })
    const claim = 'existing'
    const again = await recordCustomer(till, {
      claim,
      email: 'holder@example.pt',
      devices: [kit('AAAAAAAAAAA9')],
    })
    const dateOfBirth = '1991-01-01'
    const stranger = await recordCustomer(till, { claim, dateOfBirth, email: 'holder@example.pt' })
    const nobody = await recordCustomer(till, { claim, email: 'nobody@example.pt' })
    const outcomes = await till.outcomes(
      first.check,
      first.registered,
      again.check,
      again.registered,
      stranger.check,
      stranger.registered,
      nobody.check,
      nobody.registered,
    )
    expect(outcomes[3]).toEqual(accepted)
    expect(outcomes[5]).toMatchObject({ caseKind: 'email-taken' })
    expect(outcomes[7]).toMatchObject({ caseKind: 'invalid-field' })
    const account = await under.asAdministrator('GET', `/v1/accounts/${first.registered.aggregateId}`)
    expect(((await account.json()) as { devices: unknown[] }).devices).toHaveLength(2)
    const mails = await under.api.context.database
      .selectFrom('mailRequests')
      .select('kind')
      .where('operationId', '=', again.registered.id)
      .execute()
    expect(mails).toEqual([{ kind: 'devices-added' }])
  })

  test("[R2] nothing rests on a refused check, on another terminal's, or on what is no check", async () => {
    const till = await under.newTill()
    const other = await under.newTill()
    const refusal = await till.record({
      operation: ageCheck(till.terminalId, { outcome: 'refused', reason: 'under-age', method: null }),
    })
    const foreign = await other.record({ operation: ageCheck(other.terminalId) })
    await other.deliver(foreign)
    const onRefusal = await till.record({ operation: sale(refusal.id) })
    const onForeign = await till.record({ operation: registration(foreign.id, { email: 'r2@example.pt' }) })
    const onSale = await till.record({ operation: sale(onRefusal.id) })
    const outcomes = await till.outcomes(refusal, onRefusal, onForeign, onSale)
    expect(outcomes[0]).toEqual(accepted)
    expect(outcomes[1]).toMatchObject({ caseKind: 'invalid-field' })
    expect(outcomes[2]).toMatchObject({ caseKind: 'invalid-field' })
    expect(outcomes[3]).toMatchObject({ kind: 'waiting', on: [onRefusal.id] })
  })

  test("[IN10][C29] under age by the server's time is for compliance alone, and nothing of the person is kept", async () => {
    const till = await under.newTill()
    const bend = { email: 'minor@example.pt', dateOfBirth: '2008-11-23', devices: [kit('BBBBBBBBBBB1')] }
    const { check, registered } = await recordCustomer(till, bend)
    expect(await till.outcomes(check, registered)).toEqual([accepted, accepted])
    const { database } = under.api.context
    const cases = await database
      .selectFrom('cases')
      .selectAll()
      .where('operationId', '=', registered.id)
      .execute()
    expect(cases).toMatchObject([{ kind: 'under-age', audience: 'compliance', status: 'open' }])
    const kept = await database
      .selectFrom('inbox')
      .selectAll()
      .where('operationId', '=', registered.id)
      .executeTakeFirst()
    expect(kept?.sealedPayload).toBeNull()
    const account = await under.asAdministrator('GET', `/v1/accounts/${registered.aggregateId}`)
    expect(account.status).toBe(404)
    expect(await till.outcomes(registered)).toEqual([accepted])
    const chain = await under.asAdministrator('GET', `/v1/terminals/${till.terminalId}/chain`)
    expect(await chain.json()).toMatchObject({ epochs: [{ intact: true, held: 2 }] })
  })

  test('[IN10][C29] an adult now who was not when the till says is accepted and reviewed', async () => {
    const till = await under.newTill()
    const bend = { email: 'review@example.pt', dateOfBirth: '2008-11-22', devices: [kit('BBBBBBBBBBB2')] }
    const check = await till.record({ operation: ageCheck(till.terminalId) })
    const registered = await till.record({
      operation: registration(check.id, bend),
      occurredAt: '2026-11-20T10:00:00.000Z',
    })
    expect(await till.outcomes(check, registered)).toEqual([accepted, accepted])
    const kinds = await under.api.context.database
      .selectFrom('cases')
      .select(['kind', 'audience'])
      .where('operationId', '=', registered.id)
      .execute()
    expect(kinds).toEqual([{ kind: 'age-review', audience: 'compliance' }])
  })

  test('[IN3] an id that comes with other content is a case, and what was stored stays', async () => {
    const till = await under.newTill()
    const check = await till.record({ operation: ageCheck(till.terminalId) })
    const reused = await till.record({
      operation: ageCheck(till.terminalId, { clock: 'unverified' }),
      id: check.id,
    })
    expect(await till.outcomes(check)).toEqual([accepted])
    const [first] = await till.outcomes(reused)
    expect(first).toMatchObject({
      kind: 'case',
      caseKind: 'id-reused',
      choices: ['cancel', 'customer-not-here'],
    })
    expect(await till.outcomes(reused, check)).toEqual([first, accepted])
    const kept = await under.api.context.database
      .selectFrom('ageChecks')
      .select('clock')
      .where('operationId', '=', check.id)
      .execute()
    expect(kept).toEqual([{ clock: 'trusted' }])
  })

  test('[IN2][C28] the same record 50 times at once makes one account', async () => {
    const till = await under.newTill()
    const { check, registered } = await recordCustomer(till, {
      email: 'fifty@example.pt',
      devices: [kit('BBBBBBBBBBB3')],
    })
    await till.deliver()
    const answers = await Promise.all(Array.from({ length: 50 }, () => till.outcomes(check, registered)))
    expect(answers).toEqual(Array.from({ length: 50 }, () => [accepted, accepted]))
    const accounts = await under.api.context.database
      .selectFrom('accounts')
      .select('accountId')
      .where('emailHash', '=', under.api.context.safe.hashOf('email', 'fifty@example.pt'))
      .execute()
    expect(accounts).toHaveLength(1)
  })

  test('[IN9][I2][R12] tills that race for an e-mail and a device: one wins, the others are cases', async () => {
    const tills = await Promise.all(Array.from({ length: 6 }, () => under.newTill()))
    const customers = await Promise.all(
      tills.map(async (till, index) => {
        const bend = { email: 'race@example.pt', devices: [kit('BBBBBBBBBBB4')] }
        const unrelated = { email: `racer${index}@example.pt`, devices: [kit(`CCCCCCCCCCC${index}`)] }
        return [await recordCustomer(till, bend), await recordCustomer(till, unrelated)] as const
      }),
    )
    await Promise.all(tills.map((till) => till.deliver()))
    const outcomes = await Promise.all(
      tills.map(async (till, index) => {
        const [wanted, unrelated] = customers[index] ?? []
        return till.outcomes(wanted?.check, wanted?.registered, unrelated?.check, unrelated?.registered)
      }),
    )
    expect(outcomes.map((four) => four[3])).toEqual(tills.map(() => accepted))
    const kinds = outcomes
      .map((four) => String(four[1]?.kind))
      .toSorted((one, other) => one.localeCompare(other))
    expect(kinds).toEqual(['accepted', 'case', 'case', 'case', 'case', 'case'])
  })

  test('[IN4][IN21][F77] a poison record, or one of an unknown type, is set aside and the rest flows', async () => {
    const till = await under.newTill()
    const good = await till.record({ operation: ageCheck(till.terminalId) })
    const unknown = await till.record({ operation: ageCheck(till.terminalId), type: 'gift-card' })
    const last = await till.record({ operation: ageCheck(till.terminalId) })
    const malformed = { id: mintId(), sequence: 'x' }
    const tooLarge = { ...last, id: mintId(), sealedPayload: `e.${'A'.repeat(70_000)}...` }
    const outcomes = await till.outcomes(good, malformed, unknown, tooLarge, last)
    expect(outcomes).toEqual([
      accepted,
      { kind: 'quarantined', reason: 'payload-invalid' },
      { kind: 'quarantined', reason: 'unknown-type' },
      { kind: 'quarantined', reason: 'too-large' },
      accepted,
    ])
    expect((await till.post([good, { sequence: 1 }])).status).toBe(400)
  })

  test('[IN30][F77] what an older server could not read is settled once a newer one can, with what waited for it', async () => {
    const till = await under.newTill()
    const { check, registered } = await recordCustomer(till, {
      email: 'learned@example.pt',
      devices: [kit('LEARNED00001')],
    })
    const sold = await till.record({ operation: sale(check.id), dependsOn: [check.id] })
    const unknown = await till.record({ operation: ageCheck(till.terminalId), type: 'gift-card' })
    const newer = await till.record({ operation: ageCheck(till.terminalId) })
    // As the older server read it.
    const content = { kind: 'unreadable', reason: 'unknown-type' } as const
    const records = [check, unknown, newer].map(
      (envelope) => ({ kind: 'chained', envelope, content }) as const,
    )
    const receivedAt = '2026-11-22T10:05:00.000Z'
    const terminalId = terminalIdSchema.parse(till.terminalId)
    const before = await ledgerOf(under.api.context).take({
      terminalId,
      claimedHead: till.head,
      receivedAt,
      records,
    })
    const unread = { kind: 'quarantined', reason: 'unknown-type' }
    expect(before).toMatchObject({ value: { results: records.map(() => ({ outcome: unread })) } })
    const waiting = { kind: 'waiting', on: [check.id] }
    expect(await till.outcomes(registered, sold)).toEqual([waiting, waiting])
    expect(await settleLearned(under.api.context)).toBe(2)
    const asked = [check, registered, sold, unknown, newer].map(({ id }) => id)
    const answer = await till.ask('POST', '/outcomes', { nonce: 'A'.repeat(22), operationIds: asked })
    const { results } = outcomesResponseSchema.parse(await answer.json())
    const outcomes = new Map(results.map(({ operationId, outcome }) => [operationId, outcome]))
    expect(asked.map((id) => outcomes.get(id))).toEqual([accepted, accepted, accepted, unread, accepted])
    expect(await settleLearned(under.api.context)).toBe(0)
  })

  test('[IN4] records of another terminal are set aside', async () => {
    const till = await under.newTill()
    const other = await under.newTill()
    const foreign = await other.record({ operation: ageCheck(other.terminalId) })
    expect(await till.outcomes(foreign)).toEqual([{ kind: 'quarantined', reason: 'wrong-terminal' }])
    expect(await other.outcomes(foreign)).toEqual([accepted])
  })

  test('[IN12] a batch of the other realm is refused whole; an unproven word of it is set aside', async () => {
    const till = await under.newTill()
    const good = await till.record({ operation: ageCheck(till.terminalId) })
    const live = await till.record({ operation: ageCheck(till.terminalId), realm: 'live' })
    const held = await count('inbox')
    const refused = await till.post([good, live])
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ type: 'urn:counterside:problem:wrong-realm' })
    expect(await count('inbox')).toBe(held)
    expect(await till.outcomes(good, { ...live, realm: 'practice' })).toEqual([
      accepted,
      { kind: 'quarantined', reason: 'hash-invalid' },
    ])
  })

  test('[C19] ciphertexts that are swapped do not open', async () => {
    const till = await under.newTill()
    const first = await till.record({ operation: ageCheck(till.terminalId) })
    const second = await till.record({ operation: ageCheck(till.terminalId) })
    const { sealedPayload, payloadCommitment } = first
    const swapped = await till.sign({ ...second, sealedPayload, payloadCommitment })
    expect(await till.outcomes(swapped)).toEqual([{ kind: 'quarantined', reason: 'seal-broken' }])
  })
})
