import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
import type { FakeTill } from './fake-till.ts'
import { mintId } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { kit, operation, replacement } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }
const superseded = { kind: 'superseded' }
const NOT_COVERED = {
  kind: 'case',
  caseKind: 'not-covered',
  choices: ['statutory-route', 'pay', 'cancel', 'customer-not-here'],
}

describe(`replacements, guarantee and assistance on ${DATABASE}`, () => {
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
  const settledCustomer = async (email: string, device: string, purchaseDate = '2026-11-22') => {
    const customer = await recordCustomer(till, { email, purchaseDate, devices: [kit(device)] })
    expect(await till.outcomes(customer.check, customer.registered)).toEqual([accepted, accepted])
    return customer.registered
  }
  const recordOf = async (customer: SealedEnvelope, said: TypedPayload) =>
    till.record({ operation: said, aggregateId: customer.aggregateId, dependsOn: [customer.id] })
  const swap = async (
    customer: SealedEnvelope,
    devices: readonly [before: string, after: string],
    bend: Readonly<Record<string, unknown>> = {},
  ) => {
    const [before, after] = devices
    return recordOf(customer, replacement({ old: before, new: after, registration: customer.id }, bend))
  }
  const guaranteeOf = async (customer: SealedEnvelope, deviceId: string, bend: object = {}) =>
    recordOf(
      customer,
      operation('guarantee-case', {
        deviceId,
        fault: 'error-light',
        exclusions: { areChecked: true, found: null },
        wanted: { way: 'collection-point', collectionPoint: 'Papelaria do Rossio' },
        registration: customer.id,
        ...bend,
      }),
    )
  const basisOf = async (table: 'replacements' | 'guaranteeCases', record: SealedEnvelope) =>
    (
      await under.api.context.database
        .selectFrom(table)
        .select('basis')
        .where('operationId', '=', record.id)
        .executeTakeFirstOrThrow()
    ).basis

  test('[R17][R19] a faulty device is swapped: the account holds the new one, and both keep their history', async () => {
    const customer = await settledCustomer('swap@example.pt', 'SWPAAAAAAAA1')
    const swapped = await swap(customer, ['SWPAAAAAAAA1', 'SWPAAAAAAAA2'])
    expect(await till.outcomes(swapped)).toEqual([accepted])
    expect(await till.outcomes(swapped)).toEqual([accepted])
    expect([await ownerOf('SWPAAAAAAAA1'), await ownerOf('SWPAAAAAAAA2')]).toEqual([
      null,
      customer.aggregateId,
    ])
    expect(await basisOf('replacements', swapped)).toBe('voluntary')
    const history = await under.api.context.database
      .selectFrom('deviceHistory')
      .select(['deviceId', 'event', 'reason'])
      .where('operationId', '=', swapped.id)
      .orderBy('deviceId')
      .execute()
    expect(history).toEqual([
      { deviceId: 'SWPAAAAAAAA1', event: 'replaced', reason: 'does-not-charge' },
      { deviceId: 'SWPAAAAAAAA2', event: 'registered', reason: 'does-not-charge' },
    ])
  })

  test('[R18][R19] the term goes on after a replacement; when it is over a person decides', async () => {
    const customer = await settledCustomer('old@example.pt', 'SWPBAAAAAAA1', '2024-01-10')
    expect(await till.outcomes(await swap(customer, ['SWPBAAAAAAA1', 'SWPBAAAAAAA2']))).toEqual([accepted])
    const known = await under.api.context.database
      .selectFrom('devices')
      .select('guaranteedFrom')
      .where('deviceId', '=', 'SWPBAAAAAAA2')
      .execute()
    expect(known).toEqual([{ guaranteedFrom: '2024-01-10' }])
    const late = await settledCustomer('over@example.pt', 'SWPBAAAAAAA3', '2023-11-21')
    expect(await till.outcomes(await swap(late, ['SWPBAAAAAAA3', 'SWPBAAAAAAA4']))).toMatchObject([
      NOT_COVERED,
    ])
    const lastDay = await settledCustomer('last@example.pt', 'SWPBAAAAAAA5', '2023-11-22')
    expect(await till.outcomes(await swap(lastDay, ['SWPBAAAAAAA5', 'SWPBAAAAAAA6']))).toEqual([accepted])
  })

  test('[R18] accidents are covered twice in the first twelve months, counted on over replacements', async () => {
    const fault = 'accidental-damage'
    const customer = await settledCustomer('drop@example.pt', 'SWPCAAAAAAA1')
    const first = await swap(customer, ['SWPCAAAAAAA1', 'SWPCAAAAAAA2'], { fault })
    const second = await swap(customer, ['SWPCAAAAAAA2', 'SWPCAAAAAAA3'], { fault })
    const third = await swap(customer, ['SWPCAAAAAAA3', 'SWPCAAAAAAA4'], { fault })
    const other = await swap(customer, ['SWPCAAAAAAA3', 'SWPCAAAAAAA5'])
    expect(await till.outcomes(first, second, third, other)).toMatchObject([
      accepted,
      accepted,
      NOT_COVERED,
      accepted,
    ])
    const old = await settledCustomer('late@example.pt', 'SWPCAAAAAAA6', '2025-11-21')
    expect(await till.outcomes(await swap(old, ['SWPCAAAAAAA6', 'SWPCAAAAAAA7'], { fault }))).toMatchObject([
      NOT_COVERED,
    ])
  })

  test.each([
    ['statutory-route', { choice: 'statutory-route', proofOfPurchaseShown: true }, 'statutory'],
    ['pay', { choice: 'pay' }, 'paid'],
  ])('[R18] what is not covered is replaced by %s', async (name, decision, basis) => {
    const device = name === 'pay' ? 'SWPDAAAAAAA' : 'SWPEAAAAAAA'
    const customer = await settledCustomer(`${name}@example.pt`, `${device}1`)
    const exclusions = { areChecked: true, found: 'liquid' }
    const wet = await swap(customer, [`${device}1`, `${device}2`], { exclusions })
    const [kase] = await till.outcomes(wet)
    expect(kase).toMatchObject(NOT_COVERED)
    expect(await ownerOf(`${device}2`)).toBe('unknown')
    await till.outcomes(await recordDecision(till, { about: wet, kase: caseIn(kase), decision }))
    expect(await askOutcomes(till, wet)).toEqual([accepted])
    expect(await ownerOf(`${device}2`)).toBe(customer.aggregateId)
    expect(await basisOf('replacements', wet)).toBe(basis)
  })

  test('[R18] without the proof of purchase nobody goes the way of the law; cancelled, it has no effect', async () => {
    const customer = await settledCustomer('none@example.pt', 'SWPFAAAAAAA1')
    const worn = await swap(customer, ['SWPFAAAAAAA1', 'SWPFAAAAAAA2'], {
      exclusions: { areChecked: true, found: 'wear' },
    })
    const kase = caseIn((await till.outcomes(worn))[0])
    expect(() =>
      operation('resolution', {
        caseId: kase.caseId,
        caseVersion: 1,
        operation: worn.id,
        decision: { choice: 'statutory-route' },
      }),
    ).toThrow('proofOfPurchaseShown')
    await till.outcomes(await recordDecision(till, { about: worn, kase, decision: { choice: 'cancel' } }))
    expect(await askOutcomes(till, worn)).toEqual([superseded])
    expect([await ownerOf('SWPFAAAAAAA1'), await ownerOf('SWPFAAAAAAA2')]).toEqual([
      customer.aggregateId,
      'unknown',
    ])
  })

  test('[R12] a new device that is in an account already was mistyped, and is typed again', async () => {
    const customer = await settledCustomer('typo@example.pt', 'SWPGAAAAAAA1')
    await settledCustomer('has@example.pt', 'SWPGAAAAAAA2')
    const swapped = await swap(customer, ['SWPGAAAAAAA1', 'SWPGAAAAAAA2'])
    const [kase] = await till.outcomes(swapped)
    expect(kase).toMatchObject({ caseKind: 'new-device-taken', choices: ['mistyped', 'customer-not-here'] })
    const fields = { newDevice: { deviceId: 'SWPGAAAAAAA3', kind: 'kit', model: null } }
    const decision = { choice: 'mistyped', changes: { type: 'replacement', fields } }
    await till.outcomes(await recordDecision(till, { about: swapped, kase: caseIn(kase), decision }))
    expect(await askOutcomes(till, swapped)).toEqual([accepted])
    expect([await ownerOf('SWPGAAAAAAA1'), await ownerOf('SWPGAAAAAAA3')]).toEqual([
      null,
      customer.aggregateId,
    ])
  })

  test("[R12] somebody else's device is not covered, and stays theirs when the customer pays", async () => {
    const customer = await settledCustomer('mine@example.pt', 'SWPHAAAAAAA1')
    const other = await settledCustomer('theirs@example.pt', 'SWPHAAAAAAA2')
    const swapped = await swap(customer, ['SWPHAAAAAAA2', 'SWPHAAAAAAA3'])
    const kase = caseIn((await till.outcomes(swapped))[0])
    await till.outcomes(await recordDecision(till, { about: swapped, kase, decision: { choice: 'pay' } }))
    expect([await ownerOf('SWPHAAAAAAA2'), await ownerOf('SWPHAAAAAAA3')]).toEqual([
      other.aggregateId,
      customer.aggregateId,
    ])
  })

  test('[IN17][IN18] a replacement is corrected and taken back: the devices are where they were', async () => {
    const customer = await settledCustomer('undo@example.pt', 'SWPJAAAAAAA1')
    const swapped = await swap(customer, ['SWPJAAAAAAA1', 'SWPJAAAAAAA2'])
    await till.outcomes(swapped)
    const fields = { newDevice: { deviceId: 'SWPJAAAAAAA3', kind: 'kit', model: null } }
    const corrected = await recordAbout(till, swapped, { correction: { type: 'replacement', fields } })
    expect(await till.outcomes(corrected)).toEqual([accepted])
    const devices = ['SWPJAAAAAAA1', 'SWPJAAAAAAA2', 'SWPJAAAAAAA3']
    expect(await Promise.all(devices.map(ownerOf))).toEqual([null, null, customer.aggregateId])
    const taken = await recordAbout(till, swapped, { void: 'recorded-by-mistake' })
    const kase = caseIn((await till.outcomes(taken))[0])
    expect(kase.caseKind).toBe('settled-already')
    await till.outcomes(await recordDecision(till, { about: taken, kase, decision: { choice: 'reverse' } }))
    expect(await Promise.all(devices.map(ownerOf))).toEqual([customer.aggregateId, null, null])
  })

  test('[R17] a fault is a case of head office, with where to send kept under the seal alone', async () => {
    const customer = await settledCustomer('case@example.pt', 'GRTAAAAAAAA1')
    const opened = await guaranteeOf(customer, 'GRTAAAAAAAA1')
    expect(await till.outcomes(opened, opened)).toEqual([accepted, accepted])
    const rows = await under.api.context.database.selectFrom('guaranteeCases').selectAll().execute()
    expect(rows).toMatchObject([
      { accountId: customer.aggregateId, way: 'collection-point', basis: 'voluntary', closedAt: null },
    ])
    expect(JSON.stringify(rows)).not.toContain('Rossio')
    const exclusions = { areChecked: true, found: 'misuse' }
    const misused = await guaranteeOf(customer, 'GRTAAAAAAAA1', { exclusions })
    const [kase] = await till.outcomes(misused)
    expect(kase).toMatchObject(NOT_COVERED)
    await till.outcomes(
      await recordDecision(till, { about: misused, kase: caseIn(kase), decision: { choice: 'pay' } }),
    )
    expect(await basisOf('guaranteeCases', misused)).toBe('paid')
  })

  const byProof = (bend: Readonly<Record<string, unknown>> = {}) =>
    operation('guarantee-case', {
      deviceId: 'GRTBAAAAAAA1',
      fault: 'does-not-charge',
      exclusions: { areChecked: true, found: null },
      wanted: { way: 'store' },
      registration: null,
      proofOfPurchase: { boughtOn: '2025-11-22' },
      ...bend,
    })

  test('[R17] a fault of somebody without a registration is a case by the proof of purchase, and of nobody; head office sees it', async () => {
    const opened = await till.record({ operation: byProof(), aggregateId: mintId() })
    expect(await till.outcomes(opened, opened)).toEqual([accepted, accepted])
    const row = await under.api.context.database
      .selectFrom('guaranteeCases')
      .selectAll()
      .where('operationId', '=', opened.id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ accountId: null, way: 'store', basis: 'statutory', closedAt: null })
    const { ask } = await under.signIn('proof', ['cases'])
    expect(await (await ask('GET', '/office/service')).text()).toContain(row.deviceId)
    const page = await (await ask('GET', `/office/service/${opened.id}`)).text()
    expect(page).toContain('2025-11-22')
    expect(page).toMatch(/Without an account\.\s+They come back to the store/)
    const done = await under.asAdministrator('POST', `/v1/service-cases/${opened.id}/closure`, {
      conclusion: 'replaced',
    })
    expect(done.status).toBe(200)
  })

  test('[R17] what the law no longer covers is decided by a person; a proof is no way into an account or to an address', async () => {
    const bent = async (bend: Readonly<Record<string, unknown>>, aggregateId = mintId()) => {
      const record = await till.record({ operation: byProof(bend), aggregateId })
      return { record, outcome: (await till.outcomes(record))[0] }
    }
    for (const boughtOn of ['2020-01-01', '2027-01-01'])
      expect((await bent({ proofOfPurchase: { boughtOn } })).outcome).toMatchObject(NOT_COVERED)
    const { record, outcome } = await bent({ exclusions: { areChecked: true, found: 'wear' } })
    const decision = { choice: 'statutory-route', proofOfPurchaseShown: true }
    await till.outcomes(await recordDecision(till, { about: record, kase: caseIn(outcome), decision }))
    expect(await basisOf('guaranteeCases', record)).toBe('statutory')
    const customer = await settledCustomer('proof@example.pt', 'GRTCAAAAAAA1')
    const invalid = { kind: 'case', caseKind: 'invalid-field' }
    expect((await bent({}, customer.aggregateId)).outcome).toMatchObject(invalid)
    const wanted = { way: 'collection-point', collectionPoint: 'Papelaria do Rossio' }
    expect((await bent({ wanted })).outcome).toMatchObject(invalid)
  })

  const assistance = (registration: string | null) =>
    operation('assistance-case', {
      deviceId: 'HLPAAAAAAAA1',
      fault: 'does-not-heat',
      countries: { residence: 'PT', registration: 'PT', visited: 'XC' },
      temporaryAddress: { place: 'Hotel Sol', lines: ['Main Street 1'], postalCode: null, locality: 'Girne' },
      checks: [{ check: 'registered-there', answer: 'unknown' }],
      answer: 'ask-helpline',
      registration,
    })

  test('[R22][R23] a case for the helpline is never refused, with or without an account', async () => {
    const customer = await settledCustomer('away@example.pt', 'HLPAAAAAAAA1')
    const known = await recordOf(customer, assistance(customer.id))
    const tourist = await till.record({ operation: assistance(null), aggregateId: mintId() })
    expect(await till.outcomes(known, tourist, known)).toEqual([accepted, accepted, accepted])
    const rows = await under.api.context.database
      .selectFrom('assistanceCases')
      .selectAll()
      .orderBy('accountId')
      .execute()
    expect(rows.map(({ accountId, visited }) => ({ accountId, visited }))).toEqual([
      { accountId: customer.aggregateId, visited: 'XC' },
      { accountId: null, visited: 'XC' },
    ])
    expect(JSON.stringify(rows)).not.toContain('Hotel')
    const { ask } = await under.signIn('helpline', ['cases'])
    const page = await (await ask('GET', `/office/service/${tourist.id}`)).text()
    expect(page).toContain('Without an account.')
    expect(page, 'nobody asked them to').not.toContain('come back to the store')
  })

  test('[IN7] what a customer does waits for their registration, and unknown customers are a case', async () => {
    const { check, registered } = await recordCustomer(till, {
      email: 'later@example.pt',
      devices: [kit('SWPKAAAAAAA1')],
    })
    const swapped = await swap(registered, ['SWPKAAAAAAA1', 'SWPKAAAAAAA2'])
    expect(await till.outcomes(swapped)).toEqual([{ kind: 'waiting', on: [registered.id] }])
    expect(await till.outcomes(check, registered)).toEqual([accepted, accepted])
    expect(await askOutcomes(till, swapped)).toEqual([accepted])
    const stranger = replacement({ old: 'SWPKAAAAAAA3', new: 'SWPKAAAAAAA4', registration: null })
    expect(await till.outcomes(await till.record({ operation: stranger }))).toMatchObject([
      { kind: 'case', caseKind: 'invalid-field' },
    ])
  })

  const reversed = async (about: SealedEnvelope) => {
    const taken = await recordAbout(till, about, { void: 'recorded-by-mistake' })
    const kase = caseIn((await till.outcomes(taken))[0])
    const decision = { choice: 'reverse' }
    expect(await till.outcomes(await recordDecision(till, { about: taken, kase, decision }))).toEqual([
      accepted,
    ])
  }
  const decideSupport = async (about: SealedEnvelope, choice: string) => {
    const kase = caseIn((await askOutcomes(till, about))[0])
    expect(kase.caseKind).toBe('support-reversed')
    const decision = { choice }
    expect(await till.outcomes(await recordDecision(till, { about, kase, decision }))).toEqual([accepted])
  }
  const termsOf = async (...devices: string[]) => {
    const rows = await under.api.context.database
      .selectFrom('devices')
      .select(['deviceId', 'guaranteedFrom', 'accidents'])
      .where('deviceId', 'in', devices)
      .where('releasedAt', 'is', null)
      .orderBy('deviceId')
      .execute()
    return rows.map(({ deviceId, guaranteedFrom, accidents }) => [deviceId, guaranteedFrom, accidents])
  }
  /** One device replaced by a second after an accident, that by a third, and a claim for the third. */
  const replacedTwice = async (name: string) => {
    const devices = [1, 2, 3].map((number) => `SW${name}AAAAAAA${number}`)
    const [one = '', two = '', three = ''] = devices
    const customer = await settledCustomer(`${name}@example.pt`, one)
    const first = await swap(customer, [one, two], { fault: 'accidental-damage' })
    const second = await swap(customer, [two, three])
    const claim = await guaranteeOf(customer, three)
    expect(await till.outcomes(first, second, claim)).toEqual([accepted, accepted, accepted])
    expect(await termsOf(...devices)).toEqual([[three, '2026-11-22', 1]])
    const owners = async () => Promise.all(devices.map(ownerOf))
    return { devices, customer: customer.aggregateId, first, second, claim, owners }
  }

  test('[IN35] a replacement is taken back whose new device was replaced again, and that is kept', async () => {
    const { devices, customer, first, second, claim, owners } = await replacedTwice('PW')
    await reversed(first)
    expect(await owners()).toEqual([customer, null, customer])
    await decideSupport(second, 'keep')
    expect(await owners()).toEqual([customer, null, customer])
    expect(await termsOf(...devices)).toEqual([
      [devices[0], '2026-11-22', 0],
      [devices[2], '2026-11-22', 1],
    ])
    expect(await askOutcomes(till, first, second, claim)).toEqual([
      { kind: 'superseded' },
      accepted,
      accepted,
    ])
  })

  test('[IN35] or is taken back as well: the first device alone is the customer’s, and the claim is with a person', async () => {
    const { devices, customer, first, second, claim, owners } = await replacedTwice('PV')
    await reversed(first)
    await decideSupport(second, 'reverse')
    expect(await owners()).toEqual([customer, null, null])
    expect(await termsOf(...devices)).toEqual([[devices[0], '2026-11-22', 0]])
    await decideSupport(claim, 'reverse')
    const open = await under.asAdministrator('GET', '/v1/service-cases')
    expect(await open.text()).not.toContain(claim.id)
  })

  test('[IN35] taken back from the last to the first, each device is where it was before', async () => {
    const { devices, customer, first, second, owners } = await replacedTwice('PX')
    await reversed(second)
    expect(await owners()).toEqual([null, customer, null])
    expect(await termsOf(...devices)).toEqual([[devices[1], '2026-11-22', 1]])
    await reversed(first)
    expect(await owners()).toEqual([customer, null, null])
  })
})
