import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { ageCheck, kit, operation, registration } from './payloads.ts'
import { recordCustomer } from './registering.ts'

/** What no screen of ours sends and another program may: none of it becomes an account, or a name that people read. */
const NUL = String.fromCharCode(0)
const CARD = '4111 1111 1111 1111'

const BAD_FIELDS: readonly (readonly [what: string, bend: Readonly<Record<string, unknown>>])[] = [
  ['a name of a blank that nobody sees', { givenName: '\u200B' }],
  ['a name with the number of a payment card', { familyName: CARD }],
  ['a name that is not composed', { givenName: 'Joa\u0303o' }],
  ['an e-mail without a top-level domain', { email: 'a@b' }],
  ['an e-mail with a quoted local part', { email: '"a b"@x.pt' }],
  ['a landline for messages', { mobilePhone: '+351212345678' }],
  ['a premium number', { mobilePhone: '+351760123456' }],
  ['a country that is none', { countryOfResidence: 'ZZ' }],
  ['one device twice', { devices: [kit('CCCCCCCCCCC1'), kit('CCCCCCCCCCC1')] }],
  ['the number of a payment card as an invoice', { invoiceReference: CARD }],
]

describe(`bad input at the account API, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  test.each(BAD_FIELDS)('[IN27] %s is a case for a person and makes no account', async (_what, bend) => {
    const till = await under.newTill()
    const { check, registered } = await recordCustomer(till, { devices: [kit('CCCCCCCCCCC2')], ...bend })
    const [, outcome] = await till.outcomes(check, registered)
    expect(outcome).toMatchObject({ kind: 'case', caseKind: 'invalid-field' })
    const account = await under.asAdministrator('GET', `/v1/accounts/${registered.aggregateId}`)
    expect(account.status).toBe(404)
  })

  test('[IN4] an e-mail with a second header is no e-mail of the contract: set aside, and no account', async () => {
    const till = await under.newTill()
    const check = await till.record({ operation: ageCheck(till.terminalId) })
    const good = registration(check.id)
    // What another program would seal: no builder of ours makes it.
    const bent = { ...good, payload: { ...good.payload, email: 'a@x.pt\r\nBcc:z@y' } } as typeof good
    const poison = await till.record({ operation: bent, dependsOn: [check.id] })
    const [, outcome] = await till.outcomes(check, poison)
    expect(outcome).toEqual({ kind: 'quarantined', reason: 'payload-invalid' })
    const account = await under.asAdministrator('GET', `/v1/accounts/${poison.aggregateId}`)
    expect(account.status).toBe(404)
  })

  test('[IN27] a correction to something that is no e-mail changes nothing', async () => {
    const till = await under.newTill()
    const bend = { email: 'right@example.pt', devices: [kit('CCCCCCCCCCC3')] }
    const { check, registered } = await recordCustomer(till, bend)
    const changes = { type: 'registration', fields: { email: 'a@b' } }
    const corrected = await till.record({
      operation: operation('correction', { target: registered.id, changes }),
      aggregateId: registered.aggregateId,
      dependsOn: [registered.id],
    })
    const outcomes = await till.outcomes(check, registered, corrected)
    expect(outcomes[2]).toMatchObject({ kind: 'case', caseKind: 'invalid-field' })
    const account = await under.asAdministrator('GET', `/v1/accounts/${registered.aggregateId}`)
    expect(await account.json()).toMatchObject({ email: 'right@example.pt' })
  })

  const store = {
    storeId: 'baixa',
    name: 'Baixa',
    marketCode: 'practice',
    timeZone: 'Europe/Lisbon',
    channel: 'brand-store',
  }
  const operator = { operatorId: 'x1', name: 'Rui', roles: ['assistant'], stores: ['practice-store'] }
  const code = { storeId: 'practice-store', terminalName: 'Till 2' }

  test.each([
    ['/v1/stores', 'name', store],
    ['/v1/stores', 'marketCode', store],
    ['/v1/operators', 'name', operator],
    ['/v1/enrolment-codes', 'terminalName', code],
  ] as const)(
    '[C34] %s: a %s that hides, reorders or breaks text is malformed',
    async (path, member, body) => {
      for (const text of [`Ana${NUL}`, 'Ana\u202Eavila', 'Ana\nRui', 'Ana\uD800', '   ']) {
        const answer = await under.asAdministrator('POST', path, { ...body, [member]: text })
        expect(answer.status, JSON.stringify(text)).toBe(400)
        expect(await answer.json()).toMatchObject({ errors: [{ pointer: `/${member}` }] })
      }
    },
  )

  test('[C34] the reason of a revocation is one line of text', async () => {
    const till = await under.newTill()
    const path = `/v1/terminals/${till.terminalId}/revocation`
    for (const reason of [`stolen${NUL}`, ' ']) {
      expect((await under.asAdministrator('POST', path, { reason })).status).toBe(400)
    }
  })
})
