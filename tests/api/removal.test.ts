import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { ageCheck, kit, operation, registration } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }
const erased = { kind: 'erased' }
const HOUR = 3_600_000
const BEFORE = '2026-11-22T10:00:00.000Z'

describe(`removal and erasure on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  /** Another one, which knows nothing of what the first wrote. */
  let elsewhere: FakeTill
  beforeAll(async () => {
    under = await startApi()
    till = await under.newTill()
    elsewhere = await under.newTill()
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  const nowText = () => new Date(under.clock.wallMs()).toISOString()
  const settled = async (email: string, deviceId: string) => {
    const customer = await recordCustomer(till, { email, devices: [kit(deviceId)] })
    expect(await till.outcomes(customer.check, customer.registered)).toEqual([accepted, accepted])
    return customer.registered
  }
  const removalOf = async (
    customer: { id: string; aggregateId: string },
    more: { occurredAt?: string } = {},
  ) =>
    till.record({
      occurredAt: nowText(),
      ...more,
      operation: operation('removal-request', {
        who: { by: 'record', registration: customer.id },
        document: 'citizen-card',
      }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id as never],
    })
  /** A registration that was captured at a time and arrives only now. */
  const late = async (
    given: { email: string; deviceId: string; occurredAt: string },
    desk: FakeTill = elsewhere,
  ) => {
    const check = await desk.record({ operation: ageCheck(desk.terminalId) })
    const bend = { email: given.email, devices: [kit(given.deviceId)] }
    const registered = await desk.record({
      operation: registration(check.id, bend),
      dependsOn: [check.id],
      occurredAt: given.occurredAt,
    })
    const [, outcome] = await desk.outcomes(check, registered)
    return { registered, outcome }
  }
  const statusOf = async (accountId: string) =>
    (await under.asAdministrator('GET', `/v1/accounts/${accountId}`)).status
  const ownerOf = async (deviceId: string) => {
    const answer = await under.asAdministrator('GET', `/v1/devices/${deviceId}`)
    return answer.status === 404 ? null : ((await answer.json()) as { accountId: string | null }).accountId
  }

  test('[IN23][T19][R16][C38] a removed account leaves nothing that names anybody, and its chain still verifies', async () => {
    const customer = await settled('adeus@example.pt', 'REMAAAAAAAA1')
    const fields = { givenName: 'Inez' }
    const corrected = await recordAbout(till, customer, { correction: { type: 'registration', fields } })
    const removal = await removalOf(customer)
    expect(await till.outcomes(corrected, removal)).toEqual([accepted, accepted])
    expect([await statusOf(customer.aggregateId), await ownerOf('REMAAAAAAAA1')]).toEqual([404, null])
    const { database, safe } = under.api.context
    expect((await safe.customers.read(database, [customer.aggregateId])).size).toBe(0)
    const kept = await database
      .selectFrom('inbox')
      .select(['sealedPayload', 'payload'])
      .where('operationId', 'in', [customer.id, corrected.id, removal.id])
      .execute()
    const nothing = { sealedPayload: null, payload: null }
    expect(kept).toEqual([nothing, nothing, nothing])
    const account = await database
      .selectFrom('accounts')
      .selectAll()
      .where('accountId', '=', customer.aggregateId)
      .executeTakeFirstOrThrow()
    expect(account).toMatchObject({ contact: null, emailHash: null })
    const chain = await under.asAdministrator('GET', `/v1/terminals/${till.terminalId}/chain`)
    expect(await chain.json()).toMatchObject({ epochs: [{ intact: true, altered: [] }] })
    // What was answered stays the answer, and what was erased is still named as held: no till sends it again (T19).
    expect(await till.outcomes(customer, corrected, removal)).toEqual([accepted, accepted, accepted])
    expect(await askOutcomes(till, customer, corrected, removal)).toEqual([accepted, accepted, accepted])
    const consents = await database
      .selectFrom('consents')
      .select('answer')
      .where('accountId', '=', customer.aggregateId)
      .execute()
    expect(consents).toHaveLength(2)
  })

  test('[IN24] what comes late of a removed customer is erased, whatever it is', async () => {
    const customer = await settled('tarde@example.pt', 'REMBBBBBBBB1')
    const added = await till.record({
      operation: operation('device-added', { device: kit('REMBBBBBBBB2'), registration: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
    const taken = await recordAbout(till, customer, { void: 'wrong-customer' })
    expect(await till.outcomes(await removalOf(customer))).toEqual([accepted])
    expect(await till.outcomes(added, taken)).toEqual([erased, erased])
    expect(await ownerOf('REMBBBBBBBB2')).toBeNull()
  })

  test('[IN25][C38] a late registration of a removed customer does not bring them back; a new one works', async () => {
    const customer = await settled('volta@example.pt', 'REMCCCCCCCC1')
    expect(await till.outcomes(await removalOf(customer))).toEqual([accepted])
    const email = 'VOLTA@example.pt'
    const stale = await late({ email, deviceId: 'REMCCCCCCCC2', occurredAt: BEFORE })
    expect(stale.outcome).toEqual(erased)
    expect(await elsewhere.outcomes(stale.registered)).toEqual([erased])
    expect(await ownerOf('REMCCCCCCCC2')).toBeNull()
    under.clock.advance(HOUR)
    await till.renewToken()
    await elsewhere.renewToken()
    const fresh = await late({ email, deviceId: 'REMCCCCCCCC1', occurredAt: nowText() })
    expect(fresh.outcome).toEqual(accepted)
    expect(await ownerOf('REMCCCCCCCC1')).toBe(fresh.registered.aggregateId)
  })

  test('[IN25][R16] removed without a network and registered anew before anything was sent, the new account is there, at the same till and at another', async () => {
    const days = (count: number) => new Date(under.clock.wallMs() + count * 24 * HOUR).toISOString()
    const email = 'denovo@example.pt'
    const monday = await recordCustomer(till, { email, devices: [kit('REMNNNNNNNN1')] })
    const removal = await removalOf(monday.registered, { occurredAt: days(1) })
    // The same person, the same device, minutes later: only the chain of the till tells which was first.
    const check = await till.record({ operation: ageCheck(till.terminalId), occurredAt: days(1) })
    const anew = await till.record({
      operation: registration(check.id, { email, devices: [kit('REMNNNNNNNN1')] }),
      dependsOn: [check.id],
      occurredAt: days(1),
    })
    under.clock.advance(5 * 24 * HOUR)
    await till.renewToken()
    await elsewhere.renewToken()
    const records = [monday.check, monday.registered, removal, check, anew]
    expect(await till.outcomes(...records)).toEqual([accepted, accepted, accepted, accepted, accepted])
    expect(await ownerOf('REMNNNNNNNN1')).toBe(anew.aggregateId)
    // Elsewhere it was captured days after the wish, and days before the wish was sent.
    const other = await settled('noutra@example.pt', 'REMNNNNNNNN2')
    const wish = await removalOf(other, { occurredAt: nowText() })
    under.clock.advance(5 * 24 * HOUR)
    await till.renewToken()
    await elsewhere.renewToken()
    expect(await till.outcomes(wish)).toEqual([accepted])
    const bend = { email: 'noutra@example.pt', deviceId: 'REMNNNNNNNN2' }
    expect((await late({ ...bend, occurredAt: days(-3) })).outcome).toEqual(accepted)
    expect(await ownerOf('REMNNNNNNNN2')).not.toBeNull()
  })

  test('[IN25] where it may be before or after, head office decides without seeing whose it is', async () => {
    const customer = await settled('talvez@example.pt', 'REMDDDDDDDD1')
    expect(await till.outcomes(await removalOf(customer))).toEqual([accepted])
    const about = async (email: string, deviceId: string) => {
      const unclear = await late({ email, deviceId, occurredAt: nowText() })
      const kase = caseIn(unclear.outcome)
      expect(kase).toMatchObject({ caseKind: 'removal-overlap', asked: 'head-office' })
      return { ...unclear, kase }
    }
    const office = await under.signIn('office', ['cases'])
    const decide = async (kase: { caseId: string; version: number }, choice: string) => {
      const body = { caseVersion: kase.version, decision: { choice } }
      return (await office.ask('POST', `/v1/cases/${kase.caseId}/resolution`, body)).json()
    }
    const theirs = await about('talvez@example.pt', 'REMDDDDDDDD2')
    const page = await office.ask('GET', `/office/cases/${theirs.kase.caseId}`)
    const text = await page.text()
    expect(page.status).toBe(200)
    for (const hidden of ['talvez', 'Inês', 'REMDDDDDDDD2']) expect(text).not.toContain(hidden)
    expect(await decide(theirs.kase, 'erase')).toEqual({ outcome: 'accepted', operation: erased })
    // A device alone: by then it may be another customer's.
    const another = await about('outra@example.pt', 'REMDDDDDDDD1')
    expect(await decide(another.kase, 'settle')).toEqual({ outcome: 'accepted', operation: accepted })
    expect(await askOutcomes(elsewhere, theirs.registered, another.registered)).toEqual([erased, accepted])
    expect(await ownerOf('REMDDDDDDDD1')).toBe(another.registered.aggregateId)
    expect(await ownerOf('REMDDDDDDDD2')).toBeNull()
  })

  test('[IN23] open cases are weighed first: after them, the removal waits for the last one', async () => {
    const { customer, open, asked, removal } = await withOpenCase('depois', 'REMEEEEEEEE')
    expect(asked.choices).toEqual(['after-cases', 'now-anyway', 'customer-not-here'])
    const decision = { choice: 'after-cases' }
    expect(
      await till.outcomes(await recordDecision(till, { about: removal, kase: asked, decision })),
    ).toEqual([accepted])
    expect(await askOutcomes(till, removal)).toEqual([{ kind: 'waiting', on: [open.record.id] }])
    expect(await statusOf(customer.aggregateId)).toBe(200)
    const cancel = { about: open.record, kase: open.kase, decision: { choice: 'cancel' } }
    expect(await till.outcomes(await recordDecision(till, cancel))).toEqual([accepted])
    expect(await askOutcomes(till, removal, open.record)).toEqual([accepted, { kind: 'superseded' }])
    expect(await statusOf(customer.aggregateId)).toBe(404)
  })

  test('[IN23] now anyway: the open cases end with the account', async () => {
    const { customer, open, asked, removal } = await withOpenCase('agora', 'REMFFFFFFFF')
    const decision = { choice: 'now-anyway' }
    expect(
      await till.outcomes(await recordDecision(till, { about: removal, kase: asked, decision })),
    ).toEqual([accepted])
    expect(await askOutcomes(till, removal, open.record)).toEqual([accepted, erased])
    expect(await statusOf(customer.aggregateId)).toBe(404)
  })

  test('[IN23][R16] head office reads what a removal would do, and carries it out', async () => {
    await settled('sede-outro@example.pt', 'REMJJJJJJJJ9')
    const customer = await settled('sede@example.pt', 'REMJJJJJJJJ1')
    const record = await till.record({
      operation: operation('device-added', { device: kit('REMJJJJJJJJ9'), registration: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
    const { caseId } = caseIn((await till.outcomes(record))[0])
    const path = `/v1/accounts/${customer.aggregateId}/removal`
    const office = await under.signIn('removing', ['cases'])
    const preview = await (await office.ask('GET', path)).json()
    expect(preview).toMatchObject({
      devices: 1,
      openCases: [{ caseId, kind: 'device-taken' }],
      kept: { consents: 2, shownTexts: 2, purchases: 1, invoices: 0 },
    })
    expect(JSON.stringify(preview)).not.toContain('sede@')
    const fleet = await under.signIn('fleet', ['fleet'])
    expect((await fleet.ask('POST', path, { openCases: 'now-anyway' })).status).toBe(403)
    const refused = await office.ask('POST', path, { openCases: 'refuse' })
    expect(await refused.json()).toEqual({ outcome: 'open-cases' })
    expect(await statusOf(customer.aggregateId)).toBe(200)
    const removed = await office.ask('POST', path, { openCases: 'now-anyway' })
    expect(await removed.json()).toEqual({ outcome: 'removed' })
    expect(await askOutcomes(till, record)).toEqual([erased])
    expect([(await office.ask('GET', path)).status, await ownerOf('REMJJJJJJJJ1')]).toEqual([404, null])
    const stale = await late({ email: 'sede@example.pt', deviceId: 'REMJJJJJJJJ2', occurredAt: BEFORE })
    expect(stale.outcome).toEqual(erased)
    const trail = await under.api.context.database
      .selectFrom('audit')
      .select(['actor', 'action'])
      .where('subject', '=', customer.aggregateId)
      .where('action', '=', 'account-removed')
      .execute()
    expect(trail).toEqual([{ actor: `administrator ${office.administratorId}`, action: 'account-removed' }])
  })

  /** A customer with an account, a case about them, and the removal that they asked for. */
  const withOpenCase = async (name: string, device: string) => {
    const other = await settled(`${name}-outro@example.pt`, `${device}9`)
    const customer = await settled(`${name}@example.pt`, `${device}1`)
    const record = await till.record({
      operation: operation('device-added', { device: kit(`${device}9`), registration: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
    const kase = caseIn((await till.outcomes(record))[0])
    const removal = await removalOf(customer)
    const asked = caseIn((await till.outcomes(removal))[0])
    expect(asked.caseKind).toBe('open-cases')
    return { other, customer, open: { record, kase }, asked, removal }
  }

  test('[IN23] registered and removed while offline, it never was; a registration that is with a person goes too', async () => {
    const taken = await settled('ocupado@example.pt', 'REMGGGGGGGG1')
    const offline = await recordCustomer(till, { email: 'nunca@example.pt', devices: [kit('REMGGGGGGGG2')] })
    const gone = await removalOf(offline.registered)
    expect(await till.outcomes(offline.check, offline.registered, gone)).toEqual([
      accepted,
      accepted,
      accepted,
    ])
    expect(await statusOf(offline.registered.aggregateId)).toBe(404)
    const conflict = await recordCustomer(till, {
      email: 'ocupado@example.pt',
      devices: [kit('REMGGGGGGGG3')],
    })
    await till.outcomes(conflict.check, conflict.registered)
    const asked = caseIn((await till.outcomes(await removalOf(conflict.registered)))[0])
    expect(asked.caseKind).toBe('open-cases')
    expect(await statusOf(taken.aggregateId)).toBe(200)
  })

  test('[IN23] by e-mail and date of birth, where the till never saw the customer; both must match', async () => {
    const customer = await settled('fala@example.pt', 'REMHHHHHHHH1')
    const stated = async (dateOfBirth: string) =>
      till.record({
        operation: operation('removal-request', {
          who: { by: 'statement', email: 'Fala@example.pt', dateOfBirth },
          document: 'passport',
        }),
      })
    const wrong = await stated('1990-02-15')
    const right = await stated('1990-02-14')
    expect(await till.outcomes(wrong, right)).toMatchObject([{ caseKind: 'invalid-field' }, accepted])
    expect(await statusOf(customer.aggregateId)).toBe(404)
    expect(await till.outcomes(await stated('1990-02-14'))).toEqual([accepted])
  })
})
