import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
import { confirmAddress, FakeMail } from './fake-mail.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { find } from './looking-up.ts'
import { ageCheck, kit, operation, registration, replacement } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }
const EMAIL = 'zenobia@example.pt'
const OLD_EMAIL = 'zenobia-antes@example.pt'
const FIRST = 'ZENAAAAAAAA1'
const SECOND = 'ZENAAAAAAAA2'
const SWAPPED = 'ZENAAAAAAAA3'
const EARLIER = 'ZENAAAAAAAA4'
const WANTED = 'ZENAAAAAAAA5'
const FAILED_PART = 'ZENAAAAAAAA6'
const NEW_PART = 'ZENAAAAAAAA7'
const DEVICES = [FIRST, SECOND, SWAPPED, EARLIER, WANTED, FAILED_PART, NEW_PART]
/** Everything that is about her and nobody else. */
const HERS = [
  EMAIL,
  OLD_EMAIL,
  'zenobia-nova@example.pt',
  'Zenóbia',
  'Zenobia',
  'Alcoforado',
  '+351962223344',
  '1968-07-19',
  'Travessa da Zenóbia',
  'Alameda do Farol',
  'Hotel Miramar',
  'Livraria do Cais',
  ...DEVICES,
]

describe(`what a removal leaves on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  let mail: FakeMail
  beforeAll(async () => {
    under = await startApi({ trustedProxy: '127.0.0.1' })
    till = await under.newTill()
    mail = new FakeMail()
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  const register = async (email: string, devices: readonly string[], bend: object = {}) => {
    const customer = await recordCustomer(till, { email, devices: devices.map(kit), ...bend })
    expect(await till.outcomes(customer.check, customer.registered)).toEqual([accepted, accepted])
    return customer.registered
  }
  const of = async (customer: SealedEnvelope, said: TypedPayload, more: object = {}) =>
    till.record({
      operation: said,
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
      ...more,
    })
  const settled = async (customer: SealedEnvelope, said: TypedPayload, more: object = {}) => {
    const record = await of(customer, said, more)
    expect(await till.outcomes(record)).toEqual([accepted])
    return record
  }
  const removalOf = async (customer: SealedEnvelope) =>
    of(
      customer,
      operation('removal-request', {
        who: { by: 'record', registration: customer.id },
        document: 'citizen-card',
      }),
    )
  const guaranteeCase = (deviceId: string, registered: string) =>
    operation('guarantee-case', {
      deviceId,
      fault: 'error-light',
      exclusions: { areChecked: true, found: null },
      wanted: { way: 'collection-point', collectionPoint: 'Livraria do Cais' },
      registration: registered,
    })
  const assistanceCase = (deviceId: string, registered: string) =>
    operation('assistance-case', {
      deviceId,
      fault: 'does-not-heat',
      countries: { residence: 'PT', registration: 'PT', visited: 'JP' },
      temporaryAddress: {
        place: 'Hotel Miramar',
        lines: ['1-1 Zenóbia-cho'],
        postalCode: null,
        locality: 'Osaka',
      },
      checks: [{ check: 'adult-resident', answer: 'yes' }],
      answer: 'likely',
      registration: registered,
    })
  const statusOf = async (customer: SealedEnvelope) =>
    (await under.asAdministrator('GET', `/v1/accounts/${customer.aggregateId}`)).status

  /** Every row of every table that there is, as text. */
  const allRows = async () => {
    const { database } = under.api.context
    const tables = await sql<{ name: string; hasAccount: boolean }>`
      SELECT table_name AS name, bool_or(column_name = 'account_id') AS has_account
      FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name`.execute(database)
    return Promise.all(
      tables.rows.map(async ({ name, hasAccount }) => {
        const { rows } = await sql<{ text: string }>`SELECT to_jsonb(t)::text AS text
          FROM ${sql.table(name)} AS t`.execute(database)
        return { name, hasAccount, texts: rows.map(({ text }) => text) }
      }),
    )
  }
  /** Which tables say something of her, and what. A feed of the manufacturer says of no device whose it is. */
  const findings = async () =>
    (await allRows()).flatMap(({ name, texts }) =>
      name === 'known_devices'
        ? []
        : HERS.filter((text) => texts.some((row) => row.includes(text))).map((text) => `${name}: ${text}`),
    )

  test('[IN23b] [R16] [C38] no table of the schema says anything of her, nor of the account that was made one with hers', async () => {
    const person = {
      givenName: 'Zenóbia',
      familyName: 'Alcoforado',
      mobilePhone: '+351962223344',
      dateOfBirth: '1968-07-19',
      postalAddress: {
        lines: ['Travessa da Zenóbia'],
        postalCode: '1100-048',
        locality: 'Lisboa',
        country: 'PT',
      },
    }
    await under.asAdministrator('POST', '/v1/known-devices', { deviceIds: DEVICES })
    const other = await register('vizinha@example.pt', ['ZENBAAAAAAA1'])
    const before = await register(OLD_EMAIL, [EARLIER], person)
    const her = await register(EMAIL, [FIRST, SECOND], person)
    const terms = { version: 'practice-1', textHash: 'T'.repeat(43), language: 'pt-PT' }
    await settled(her, operation('loyalty-membership', { action: 'join', terms, registration: her.id }))
    await confirmAddress(under, mail, EMAIL)
    const wish = { fields: { email: EMAIL }, isReadByCustomer: true, registration: before.id }
    const one = await of(before, operation('contact-change', wish))
    const taken = caseIn((await till.outcomes(one))[0])
    const same = { choice: 'same-person', documentMatched: true }
    await till.outcomes(await recordDecision(till, { about: one, kase: taken, decision: same }))
    await settled(her, replacement({ old: FIRST, new: SWAPPED, registration: her.id }))
    const part = {
      part: { kind: 'holder', deviceId: FAILED_PART },
      newDevice: { deviceId: NEW_PART, kind: 'holder', model: null },
    }
    await settled(her, replacement({ old: SWAPPED, new: NEW_PART, registration: her.id }, part))
    await settled(her, guaranteeCase(SECOND, her.id))
    await settled(her, assistanceCase(SWAPPED, her.id))
    const fields = {
      email: 'zenobia-nova@example.pt',
      mobilePhone: '+351962223344',
      postalAddress: {
        lines: ['Alameda do Farol'],
        postalCode: '4150-001',
        locality: 'Porto',
        country: 'PT',
      },
    }
    await settled(her, operation('contact-change', { fields, isReadByCustomer: true, registration: her.id }))
    await till.outcomes(
      await recordAbout(till, her, {
        correction: { type: 'registration', fields: { givenName: 'Zenobia' } },
      }),
    )
    // What she claims and somebody else has, what she brings back at a visit, and what does not prove itself.
    const claim = operation('device-added', { device: kit('ZENBAAAAAAA1'), registration: her.id })
    const claimed = await of(her, claim)
    const device = caseIn((await till.outcomes(claimed))[0])
    await till.outcomes(
      await recordDecision(till, { about: claimed, kase: device, decision: { choice: 'dispute' } }),
    )
    const back = operation('return', { devices: [SECOND], of: her.id })
    const atVisit = await till.record({ operation: back, dependsOn: [her.id] })
    expect(await till.outcomes(atVisit)).toEqual([accepted])
    const added = await of(her, operation('device-added', { device: kit(WANTED), registration: her.id }))
    await till.deliver({ ...added, signature: 'A'.repeat(86) }, added)
    const { givenName, familyName, dateOfBirth } = person
    const shown = { givenName, familyName, dateOfBirth }
    await find(till, { by: 'device', deviceId: SWAPPED }, shown)
    await mail.sendTo(under, EMAIL)

    const held = await allRows()
    const account = her.aggregateId
    const withoutHer = held.flatMap(({ name, hasAccount, texts }) =>
      hasAccount && !texts.some((row) => row.includes(account)) ? [name] : [],
    )
    // A new table that names accounts has a row of hers above, or this test proves nothing of it.
    expect(withoutHer).toEqual(['removals'])
    expect((await findings()).length).toBeGreaterThan(10)

    const removal = await removalOf(her)
    const asked = caseIn((await till.outcomes(removal))[0])
    expect(asked.caseKind).toBe('open-cases')
    const decision = { choice: 'now-anyway' }
    await till.outcomes(await recordDecision(till, { about: removal, kase: asked, decision }))
    expect(await askOutcomes(till, removal)).toEqual([accepted])
    expect(await findings()).toEqual([])
    expect([await statusOf(her), await statusOf(other)]).toEqual([404, 200])
    const { database } = under.api.context
    const ended = await database
      .selectFrom('guaranteeCases')
      .select(['conclusion', 'deviceId'])
      .where('accountId', '=', account)
      .execute()
    expect(ended).toEqual([{ conclusion: 'withdrawn', deviceId: null }])
    // The books still balance, and refuse whatever else is tried.
    const { rows } = await sql<{ points: number }>`SELECT sum(points)::integer AS points FROM loyalty_entries
      WHERE account_id = ${account}`.execute(database)
    expect(rows[0]?.points).toBeGreaterThan(0)
    await expect(
      sql`UPDATE loyalty_entries SET points = 1000 WHERE account_id = ${account}`.execute(database),
    ).rejects.toThrow('append-only')
    // Her device earns nothing for whoever has it next.
    under.clock.advance(3_600_000)
    await till.renewToken()
    const next = await till.record({ operation: ageCheck(till.terminalId) })
    const at = new Date(under.clock.wallMs()).toISOString()
    const registered = await till.record({
      operation: registration(next.id, {
        email: 'seguinte@example.pt',
        devices: [kit(FIRST)],
      }),
      dependsOn: [next.id],
      occurredAt: at,
    })
    expect(await till.outcomes(next, registered)).toEqual([accepted, accepted])
    await settled(
      registered,
      operation('loyalty-membership', { action: 'join', terms, registration: registered.id }),
    )
    await confirmAddress(under, mail, 'seguinte@example.pt')
    const earned = await database
      .selectFrom('loyaltyEntries')
      .selectAll()
      .where('accountId', '=', registered.aggregateId)
      .execute()
    expect(earned).toEqual([])
  })

  test('[IN23a] [R16] asked for in the name of either, accounts that were made one go together, also one after another', async () => {
    const [one, two, three] = [
      await register('um@example.pt', ['ZENEAAAAAAA1']),
      await register('dois@example.pt', ['ZENEAAAAAAA2']),
      await register('tres@example.pt', ['ZENEAAAAAAA3']),
    ]
    for (const [from, email] of [
      [one, 'dois@example.pt'],
      [two, 'tres@example.pt'],
    ] as const) {
      const fields = { fields: { email }, isReadByCustomer: true, registration: from.id }
      const wish = await of(from, operation('contact-change', fields))
      const kase = caseIn((await till.outcomes(wish))[0])
      const decision = { choice: 'same-person', documentMatched: true }
      await till.outcomes(await recordDecision(till, { about: wish, kase, decision }))
    }
    expect([await statusOf(one), await statusOf(two), await statusOf(three)]).toEqual([404, 404, 200])
    const previewed = await under.asAdministrator('GET', `/v1/accounts/${three.aggregateId}/removal`)
    expect(await previewed.json()).toMatchObject({
      devices: 3,
      kept: { consents: 6, shownTexts: 6, purchases: 3, invoices: 0 },
    })
    expect(await till.outcomes(await removalOf(one))).toEqual([accepted])
    const { database } = under.api.context
    const left = await database
      .selectFrom('accounts')
      .select('accountId')
      .where(
        'accountId',
        'in',
        [one, two, three].map(({ aggregateId }) => aggregateId),
      )
      .where((where) => where.or([where('contact', 'is not', null), where('closedAt', 'is', null)]))
      .execute()
    expect(left).toEqual([])
    const devices = await database
      .selectFrom('devices')
      .select('deviceId')
      .where('deviceId', 'like', 'ZENE%')
      .execute()
    expect(devices).toEqual([])
    // Whatever comes late of any of the three is known.
    const elsewhere = await under.newTill()
    const check = await elsewhere.record({ operation: ageCheck(elsewhere.terminalId) })
    const late = await elsewhere.record({
      operation: registration(check.id, { email: 'um@example.pt', devices: [kit('ZENEAAAAAAA4')] }),
      dependsOn: [check.id],
      occurredAt: '2026-11-22T08:00:00.000Z',
    })
    expect(await elsewhere.outcomes(check, late)).toEqual([accepted, { kind: 'erased' }])
  })

  test('[IN23a] [R16] after them: the removal waits for the guarantee and the journey, and goes on when the last one ends', async () => {
    const her = await register('espera@example.pt', ['ZENCAAAAAAA1'])
    const guarantee = await settled(her, guaranteeCase('ZENCAAAAAAA1', her.id))
    under.clock.advance(1000)
    const journey = await settled(her, assistanceCase('ZENCAAAAAAA1', her.id))
    const office = await under.signIn('zen-office', ['cases'])
    const path = `/v1/accounts/${her.aggregateId}/removal`
    const preview = await (await office.ask('GET', path)).json()
    expect(preview).toMatchObject({
      openCases: [],
      openServiceCases: [
        { operationId: guarantee.id, kind: 'guarantee' },
        { operationId: journey.id, kind: 'assistance' },
      ],
    })
    const refused = await office.ask('POST', path, { openCases: 'refuse' })
    expect(await refused.json()).toEqual({ outcome: 'open-cases' })
    const page = await (await office.ask('GET', `/office/removals/${her.aggregateId}`)).text()
    expect(page).toContain(`/office/service/${guarantee.id}`)

    const removal = await removalOf(her)
    const asked = caseIn((await till.outcomes(removal))[0])
    const decision = { choice: 'after-cases' }
    await till.outcomes(await recordDecision(till, { about: removal, kase: asked, decision }))
    expect(await askOutcomes(till, removal)).toEqual([{ kind: 'waiting', on: [guarantee.id, journey.id] }])
    const close = async (record: SealedEnvelope) =>
      office.ask('POST', `/v1/service-cases/${record.id}/closure`, { conclusion: 'repaired' })
    expect((await close(guarantee)).status).toBe(200)
    expect(await askOutcomes(till, removal)).toEqual([{ kind: 'waiting', on: [journey.id] }])
    expect(await statusOf(her)).toBe(200)
    expect((await close(journey)).status).toBe(200)
    expect(await askOutcomes(till, removal)).toEqual([accepted])
    expect(await statusOf(her)).toBe(404)
  })

  test('[IN23a] a journey that was taken back stands in nobody’s way', async () => {
    const her = await register('anula@example.pt', ['ZENDAAAAAAA1'])
    const journey = await settled(her, assistanceCase('ZENDAAAAAAA1', her.id))
    expect(await till.outcomes(await recordAbout(till, journey, { void: 'customer-changed-mind' }))).toEqual([
      accepted,
    ])
    expect(await till.outcomes(await removalOf(her))).toEqual([accepted])
    expect(await statusOf(her)).toBe(404)
  })
})
