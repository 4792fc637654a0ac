import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { ageCheck, kit, operation, sale } from './payloads.ts'
import { recordCustomer } from './registering.ts'
import { amendmentsIn } from '#tests/harness/open-ledger.ts'

const accepted = { kind: 'accepted' }
const superseded = { kind: 'superseded' }

describe(`the rest of the catalogue on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  beforeAll(async () => {
    under = await startApi()
    till = await under.newTill()
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  const ownerOf = async (deviceId: string) => {
    const response = await under.asAdministrator('GET', `/v1/devices/${deviceId}`)
    return response.status === 404
      ? 'unknown'
      : ((await response.json()) as { accountId: string | null }).accountId
  }
  const accountOf = async (record: SealedEnvelope) =>
    under.asAdministrator('GET', `/v1/accounts/${record.aggregateId}`)

  /** What a customer who was captured here does next. */
  const recordOf = async (
    customer: SealedEnvelope,
    type: 'device-added' | 'device-released' | 'consent-change',
    payload: object,
  ) =>
    till.record({
      operation: operation(type, { ...payload, registration: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
  const settledCustomer = async (email: string, ...devices: string[]) => {
    const customer = await recordCustomer(till, { email, devices: devices.map((device) => kit(device)) })
    expect(await till.outcomes(customer.check, customer.registered)).toEqual([accepted, accepted])
    return customer.registered
  }
  const countOf = async () => {
    const response = await under.asAdministrator('GET', `/v1/terminals/${till.terminalId}/age-checks`)
    return (await response.json()) as { allowed: number; refused: number }
  }

  test('[R4] a check that is corrected counts one person once; so does one that is taken back', async () => {
    const before = await countOf()
    const refusal = { outcome: 'refused', reason: 'under-age', method: null }
    const wrong = await till.record({ operation: ageCheck(till.terminalId, refusal) })
    const why = 'date-typed-wrong'
    const corrected = await till.record({
      operation: operation('age-check-correction', { of: wrong.id, why }),
      aggregateId: wrong.aggregateId,
    })
    const right = await till.record({
      operation: ageCheck(till.terminalId),
      aggregateId: wrong.aggregateId,
    })
    expect(await till.outcomes(corrected)).toEqual([{ kind: 'waiting', on: [wrong.id] }])
    expect(await till.outcomes(right, wrong)).toEqual([accepted, accepted])
    expect(await askOutcomes(till, corrected)).toEqual([accepted])
    const twice = await till.record({ operation: ageCheck(till.terminalId) })
    await till.deliver(twice)
    expect(await till.outcomes(await recordAbout(till, twice, { void: 'recorded-twice' }))).toEqual([
      accepted,
    ])
    expect(await askOutcomes(till, twice)).toEqual([superseded])
    const after = await countOf()
    expect([after.allowed - before.allowed, after.refused - before.refused]).toEqual([1, 0])
  })

  test('[IN7][F67] a device that comes before its customer waits for them, and is theirs once they are here', async () => {
    const customer = await recordCustomer(till, { email: 'early@example.pt', devices: [kit('DEVEAAAAAAA1')] })
    const { check, registered } = customer
    const added = await recordOf(registered, 'device-added', { device: kit('DEVEAAAAAAA2') })
    expect(await till.outcomes(added)).toEqual([{ kind: 'waiting', on: [registered.id] }])
    expect(await ownerOf('DEVEAAAAAAA2')).toBe('unknown')
    expect(await till.outcomes(registered, check)).toEqual([accepted, accepted])
    expect(await askOutcomes(till, added)).toEqual([accepted])
    expect(await ownerOf('DEVEAAAAAAA2')).toBe(await ownerOf('DEVEAAAAAAA1'))
  })

  test('[R12][R13] a device is added, released, and registered anew by somebody else', async () => {
    const first = await settledCustomer('many@example.pt', 'DEVAAAAAAAA1')
    const second = await settledCustomer('next@example.pt', 'DEVAAAAAAAA2')
    const added = await recordOf(first, 'device-added', { device: kit('DEVAAAAAAAA3') })
    const taken = await recordOf(second, 'device-added', { device: kit('DEVAAAAAAAA3') })
    const [done, conflict] = await till.outcomes(added, taken)
    expect([done, conflict]).toMatchObject([accepted, { kind: 'case', caseKind: 'device-taken' }])
    const reason = 'sold'
    const released = await recordOf(first, 'device-released', { deviceId: 'DEVAAAAAAAA3', reason })
    const again = await recordOf(first, 'device-released', { deviceId: 'DEVAAAAAAAA3', reason })
    const notTheirs = await recordOf(second, 'device-released', { deviceId: 'DEVAAAAAAAA1', reason })
    const outcomes = await till.outcomes(released, again, notTheirs)
    expect(outcomes).toMatchObject([
      accepted,
      accepted,
      { caseKind: 'not-owner', choices: ['mistyped', 'dispute', 'customer-not-here'] },
    ])
    expect(await ownerOf('DEVAAAAAAAA3')).toBeNull()
    const kase = caseIn(conflict)
    const decision = { choice: 'transfer', releasedByHolder: true }
    await till.outcomes(await recordDecision(till, { about: taken, kase, decision }))
    expect(await ownerOf('DEVAAAAAAAA3')).toBe(second.aggregateId)
    const mistyped = {
      choice: 'mistyped',
      changes: { type: 'device-released', fields: { deviceId: 'DEVAAAAAAAA2' } },
    }
    await till.outcomes(
      await recordDecision(till, { about: notTheirs, kase: caseIn(outcomes[2]), decision: mistyped }),
    )
    expect(await askOutcomes(till, notTheirs)).toEqual([accepted])
    expect([await ownerOf('DEVAAAAAAAA1'), await ownerOf('DEVAAAAAAAA2')]).toEqual([first.aggregateId, null])
  })

  test('a return frees the devices of its own sale; those of somebody else stay until head office looked', async () => {
    const first = await settledCustomer('back@example.pt', 'RETAAAAAAAA1', 'RETAAAAAAAA2')
    const other = await settledCustomer('else@example.pt', 'RETAAAAAAAA3')
    const returned = await till.record({
      operation: operation('return', { devices: ['RETAAAAAAAA1', 'RETAAAAAAAA3'], of: first.id }),
      aggregateId: first.aggregateId,
      dependsOn: [first.id],
    })
    expect(await till.outcomes(returned)).toEqual([accepted])
    expect(await till.outcomes(returned)).toEqual([accepted])
    expect(await Promise.all(['1', '2', '3'].map((end) => ownerOf(`RETAAAAAAAA${end}`)))).toEqual([
      null,
      first.aggregateId,
      other.aggregateId,
    ])
    const kinds = await under.api.context.database
      .selectFrom('cases')
      .select(['kind', 'audience'])
      .where('operationId', '=', returned.id)
      .execute()
    expect(kinds).toEqual([{ kind: 'device-disputed', audience: 'head-office' }])
  })

  test('a return at a visit frees the devices of the registration that it names', async () => {
    const customer = await settledCustomer('visit@example.pt', 'RETBAAAAAAA1')
    const returned = await till.record({
      operation: operation('return', { devices: ['RETBAAAAAAA1'], of: customer.id }),
      dependsOn: [customer.id],
    })
    expect(await till.outcomes(returned)).toEqual([accepted])
    expect(await ownerOf('RETBAAAAAAA1')).toBeNull()
    const cases = await under.api.context.database
      .selectFrom('cases')
      .select('kind')
      .where('operationId', '=', returned.id)
      .execute()
    expect(cases).toEqual([])
  })

  test('[R8][C37] a consent changes with its proof; the answer before stays on record', async () => {
    const customer = await settledCustomer('word@example.pt', 'CNSAAAAAAAA1')
    const words = { textVersion: 'practice-2', textHash: 'W'.repeat(43), language: 'en' }
    const change = { purpose: 'marketing', channel: 'email', answer: 'no', ...words }
    expect(await till.outcomes(await recordOf(customer, 'consent-change', change))).toEqual([accepted])
    const answers = await under.api.context.database
      .selectFrom('consents')
      .select(['answer', 'textVersion', 'operatorId'])
      .where('accountId', '=', customer.aggregateId)
      .where('channel', '=', 'email')
      .orderBy('textVersion')
      .execute()
    expect(answers).toEqual([
      { answer: 'yes', textVersion: 'practice-1', operatorId: 'a1' },
      { answer: 'no', textVersion: 'practice-2', operatorId: 'a1' },
    ])
  })

  test('[R29] a take-back is counted, and corrected', async () => {
    const record = await till.record({ operation: operation('take-back', { kind: 'battery', count: 3 }) })
    const changes = { type: 'take-back', fields: { count: 2 } }
    const corrected = await recordAbout(till, record, { correction: changes })
    expect(await till.outcomes(corrected)).toEqual([{ kind: 'waiting', on: [record.id] }])
    expect(await till.outcomes(record)).toEqual([accepted])
    const rows = await under.api.context.database.selectFrom('takeBacks').select(['kind', 'count']).execute()
    expect(rows).toEqual([{ kind: 'battery', count: 2 }])
  })

  test('[R29] head office has what was handed in by store and month, for its report, without what was taken back', async () => {
    const { ask } = await under.signIn('recycling', [])
    const handedIn = async () => (await ask('GET', '/office/take-backs.csv')).text()
    const before = await handedIn()
    const hand = async (kind: string, count: number, occurredAt: string) =>
      till.record({ operation: operation('take-back', { kind, count }), occurredAt })
    // In Lisbon, summer time: the first minutes of September.
    const mistaken = await hand('device', 90, '2026-08-20T10:00:00.000Z')
    const records = [
      mistaken,
      await hand('device', 2, '2026-08-31T23:30:00.000Z'),
      await hand('battery', 5, '2026-09-02T10:00:00.000Z'),
      await hand('battery', 4, '2026-08-31T22:30:00.000Z'),
    ]
    await till.outcomes(...records)
    await till.outcomes(await recordAbout(till, mistaken, { void: 'customer-changed-mind' }))
    const after = await handedIn()
    expect(before).not.toMatch(/2026-0[89]/)
    expect(after.match(/^"2026-0[89]".*$/gm)).toEqual([
      '"2026-09","practice-store","Practice store",2,5',
      '"2026-08","practice-store","Practice store",0,4',
    ])
  })

  test('a registration that is taken back before it was sent has no effect at all, and no mail', async () => {
    const customer = await recordCustomer(till, {
      email: 'oops@example.pt',
      devices: [kit('VADAAAAAAAA1')],
    })
    const taken = await recordAbout(till, customer.registered, { void: 'customer-changed-mind' })
    const added = await recordOf(customer.registered, 'device-added', { device: kit('VADAAAAAAAA2') })
    const outcomes = await till.outcomes(customer.registered, taken, added)
    expect(outcomes.slice(0, 2)).toEqual([superseded, accepted])
    expect(outcomes[2]).toMatchObject({ kind: 'case', caseKind: 'invalid-field' })
    expect(await till.outcomes(customer.check)).toEqual([accepted])
    expect((await accountOf(customer.registered)).status).toBe(404)
    const mails = await under.api.context.database
      .selectFrom('mailRequests')
      .selectAll()
      .where('operationId', '=', customer.registered.id)
      .execute()
    expect(mails).toEqual([])
    const again = await recordCustomer(till, { email: 'oops@example.pt', devices: [kit('VADAAAAAAAA1')] })
    expect(await till.outcomes(again.check, again.registered)).toEqual([accepted, accepted])
  })

  test('a settled registration is taken back by a person alone: reversed, with a case for each dependant', async () => {
    const customer = await settledCustomer('late@example.pt', 'VADBBBBBBBB1')
    const added = await recordOf(customer, 'device-added', { device: kit('VADBBBBBBBB2') })
    const words = { textVersion: '2', textHash: 'W'.repeat(43), language: 'en' }
    const change = { purpose: 'marketing', channel: 'phone', answer: 'yes', ...words }
    const changed = await recordOf(customer, 'consent-change', change)
    await till.outcomes(added, changed)
    const taken = await recordAbout(till, customer, { void: 'wrong-customer' })
    const [asked] = await till.outcomes(taken)
    expect(asked).toMatchObject({
      caseKind: 'settled-already',
      choices: ['reverse', 'keep', 'customer-not-here'],
    })
    expect(await ownerOf('VADBBBBBBBB1')).toBe(customer.aggregateId)
    const reverse = { choice: 'reverse' }
    expect(
      await till.outcomes(
        await recordDecision(till, { about: taken, kase: caseIn(asked), decision: reverse }),
      ),
    ).toEqual([accepted])
    const [became, ...rest] = await askOutcomes(till, customer, taken, added, changed)
    expect([became, rest[0]]).toEqual([superseded, accepted])
    expect(rest.slice(1)).toMatchObject([{ caseKind: 'support-reversed' }, { caseKind: 'support-reversed' }])
    expect([await ownerOf('VADBBBBBBBB1'), await ownerOf('VADBBBBBBBB2')]).toEqual([
      null,
      customer.aggregateId,
    ])
    const decide = async (about: SealedEnvelope, index: number, choice: string) =>
      till.outcomes(await recordDecision(till, { about, kase: caseIn(rest[index]), decision: { choice } }))
    expect(await decide(added, 1, 'reverse')).toEqual([accepted])
    expect(await decide(changed, 2, 'keep')).toEqual([accepted])
    expect(await askOutcomes(till, added, changed)).toEqual([superseded, accepted])
    expect(await ownerOf('VADBBBBBBBB2')).toBeNull()
  })

  test('[IN17] [IN8] what a void takes back of a record whose support was reversed leaves no case of it open', async () => {
    const customer = await settledCustomer('twice@example.pt', 'VADEEEEEEEE1')
    const added = await recordOf(customer, 'device-added', { device: kit('VADEEEEEEEE2') })
    await till.outcomes(added)
    const takenAdded = await recordAbout(till, added, { void: 'recorded-by-mistake' })
    const taken = await recordAbout(till, customer, { void: 'wrong-customer' })
    const [askedAdded, asked] = await till.outcomes(takenAdded, taken)
    const reverse = async (about: SealedEnvelope, outcome: Outcome | undefined) =>
      till.outcomes(
        await recordDecision(till, { about, kase: caseIn(outcome), decision: { choice: 'reverse' } }),
      )
    expect(await reverse(taken, asked)).toEqual([accepted])
    const [reversed] = await askOutcomes(till, added)
    expect(reversed).toMatchObject({ caseKind: 'support-reversed' })
    expect(await reverse(takenAdded, askedAdded)).toEqual([accepted])
    const late = { about: added, kase: caseIn(reversed), decision: { choice: 'keep' } }
    expect(await till.outcomes(await recordDecision(till, late))).toEqual([superseded])
    expect(await askOutcomes(till, added)).toEqual([superseded])
    expect(await ownerOf('VADEEEEEEEE2')).toBeNull()
  })

  test('a void that is not wanted after all is kept out, and one of a conflict ends its case', async () => {
    const customer = await settledCustomer('keep@example.pt', 'VADCCCCCCCC1')
    const taken = await recordAbout(till, customer, { void: 'recorded-by-mistake' })
    const [asked] = await till.outcomes(taken)
    const keep = { about: taken, kase: caseIn(asked), decision: { choice: 'keep' } }
    await till.outcomes(await recordDecision(till, keep))
    expect(await askOutcomes(till, taken, customer)).toEqual([superseded, accepted])
    const second = await recordCustomer(till, { email: 'keep@example.pt', devices: [kit('VADCCCCCCCC2')] })
    const [, conflict] = await till.outcomes(second.check, second.registered)
    expect(conflict?.kind).toBe('case')
    const ended = await recordAbout(till, second.registered, { void: 'customer-changed-mind' })
    expect(await till.outcomes(ended)).toEqual([accepted])
    expect(await askOutcomes(till, second.registered)).toEqual([superseded])
  })

  test('only the till that made a record may take it back or correct it, within its aggregate', async () => {
    const customer = await settledCustomer('mine@example.pt', 'VADDDDDDDDD1')
    const other = await under.newTill()
    const foreign = await recordAbout(other, customer, { void: 'wrong-customer' })
    const astray = await till.record({
      operation: operation('void', { target: customer.id, reason: 'wrong-customer' }),
    })
    expect(await other.outcomes(foreign)).toMatchObject([{ caseKind: 'invalid-field' }])
    expect(await till.outcomes(astray)).toMatchObject([{ caseKind: 'invalid-field' }])
    expect(await ownerOf('VADDDDDDDDD1')).toBe(customer.aggregateId)
  })

  test('a corrected registration keeps both versions, and a new address gets its own activation', async () => {
    const customer = await settledCustomer('tipo@example.pt', 'CARAAAAAAAA1', 'CARAAAAAAAA2')
    const fields = { email: 'typo@example.pt', givenName: 'Inez', devices: [kit('CARAAAAAAAA2')] }
    const corrected = await recordAbout(till, customer, { correction: { type: 'registration', fields } })
    expect(await till.outcomes(corrected)).toEqual([accepted])
    expect(await (await accountOf(customer)).json()).toMatchObject({
      email: 'typo@example.pt',
      givenName: 'Inez',
      devices: [{ deviceId: 'CARAAAAAAAA2' }],
    })
    const { database } = under.api.context
    const mails = await database
      .selectFrom('mailRequests')
      .select('operationId')
      .where('accountId', '=', customer.aggregateId)
      .orderBy('operationId')
      .execute()
    expect(mails.map((mail) => mail.operationId).toSorted()).toEqual([customer.id, corrected.id].toSorted())
    const amended = await amendmentsIn(database, under.api.context.safe)
    const [only, ...others] = amended.filter(({ targetOperationId }) => targetOperationId === customer.id)
    expect(only).toMatchObject({ operationId: corrected.id, changes: { type: 'registration', fields } })
    expect(others).toEqual([])
    const reason = 'gift'
    await till.outcomes(await recordOf(customer, 'device-released', { deviceId: 'CARAAAAAAAA2', reason }))
    const phone = { correction: { type: 'registration', fields: { mobilePhone: null } } }
    expect(await till.outcomes(await recordAbout(till, customer, phone))).toEqual([accepted])
    expect(await ownerOf('CARAAAAAAAA2')).toBeNull()
  })

  test('a correction that meets a conflict is a case itself, decided like one; the record stays as it was', async () => {
    const first = await settledCustomer('here@example.pt', 'CARBBBBBBBB1')
    const second = await settledCustomer('hera@example.pt', 'CARBBBBBBBB2')
    const changes = { type: 'registration', fields: { email: 'here@example.pt' } }
    const corrected = await recordAbout(till, second, { correction: changes })
    const [asked] = await till.outcomes(corrected)
    expect(asked).toMatchObject({ caseKind: 'email-taken' })
    expect((await accountOf(second)).status).toBe(200)
    const decision = { choice: 'same-person', documentMatched: true }
    await till.outcomes(await recordDecision(till, { about: corrected, kase: caseIn(asked), decision }))
    expect(await askOutcomes(till, corrected, second)).toEqual([accepted, accepted])
    expect(await ownerOf('CARBBBBBBBB2')).toBe(first.aggregateId)
    expect((await accountOf(second)).status).toBe(404)
  })

  test('a correction of a record that is with a person settles it', async () => {
    await settledCustomer('busy@example.pt', 'CARCCCCCCCC1')
    const second = await recordCustomer(till, { email: 'busy@example.pt', devices: [kit('CARCCCCCCCC2')] })
    const fields = { email: 'bus@example.pt' }
    const changes = { type: 'registration', fields }
    const corrected = await recordAbout(till, second.registered, { correction: changes })
    expect(await till.outcomes(second.check, second.registered, corrected)).toEqual([
      accepted,
      accepted,
      accepted,
    ])
    expect(await (await accountOf(second.registered)).json()).toMatchObject(fields)
  })

  test('[IN10] what follows a registration of a minor is taken without a word, and nothing of it is kept', async () => {
    const minor = await recordCustomer(till, {
      email: 'teen@example.pt',
      dateOfBirth: '2010-01-01',
      devices: [kit('MNRAAAAAAAA1')],
    })
    const added = await recordOf(minor.registered, 'device-added', { device: kit('MNRAAAAAAAA2') })
    const fields = { email: 'teen2@example.pt' }
    const changes = { type: 'registration', fields }
    const corrected = await recordAbout(till, minor.registered, { correction: changes })
    const all = [minor.check, minor.registered, added, corrected]
    expect(await till.outcomes(...all)).toEqual([accepted, accepted, accepted, accepted])
    const later = await recordAbout(till, minor.registered, { correction: changes })
    expect(await till.outcomes(later)).toEqual([accepted])
    const kept = await under.api.context.database
      .selectFrom('inbox')
      .select('sealedPayload')
      .where('operationId', 'in', [minor.registered.id, added.id, corrected.id, later.id])
      .execute()
    expect(kept.map((row) => row.sealedPayload)).toEqual([null, null, null, null])
    const leaked = await amendmentsIn(under.api.context.database, under.api.context.safe)
    expect(JSON.stringify(leaked)).not.toContain('teen2')
  })

  test('[R2] a check that sales rest on is taken back by a person, and each sale is a case', async () => {
    const check = await till.record({ operation: ageCheck(till.terminalId) })
    const sold = await till.record({ operation: sale(check.id), dependsOn: [check.id] })
    await till.outcomes(check, sold)
    const taken = await recordAbout(till, check, { void: 'recorded-by-mistake' })
    const [asked] = await till.outcomes(taken)
    const decision = { choice: 'reverse' }
    await till.outcomes(await recordDecision(till, { about: taken, kase: caseIn(asked), decision }))
    expect(await askOutcomes(till, check, sold)).toMatchObject([superseded, { caseKind: 'support-reversed' }])
    const late = await till.record({ operation: sale(check.id), dependsOn: [check.id] })
    expect(await till.outcomes(late)).toMatchObject([{ caseKind: 'invalid-field' }])
    const [reversed] = await askOutcomes(till, sold)
    const soldTaken = await recordAbout(till, sold, { void: 'recorded-by-mistake' })
    expect(await till.outcomes(soldTaken)).toEqual([accepted])
    const kept = { about: sold, kase: caseIn(reversed), decision: { choice: 'keep' } }
    expect(await till.outcomes(await recordDecision(till, kept))).toEqual([superseded])
    expect(await askOutcomes(till, sold)).toEqual([superseded])
  })
})
