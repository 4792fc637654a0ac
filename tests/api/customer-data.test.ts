import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { answerLink, confirmAddress, FakeMail, linkIn } from './fake-mail.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }

describe(`a copy of a customer's data on ${DATABASE}`, () => {
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

  const askFor = async (email: string, device: string, bend: Readonly<Record<string, unknown>> = {}) => {
    const customer = await recordCustomer(till, { email, devices: [kit(device)], ...bend })
    const { check, registered } = customer
    const asked = await till.record({
      operation: operation('link-request', { link: 'data', registration: registered.id }),
      aggregateId: registered.aggregateId,
      dependsOn: [registered.id],
    })
    expect(await till.outcomes(check, registered, asked)).toEqual([accepted, accepted, accepted])
    return registered
  }

  test('[LK9][LK1][LK3][LK4] the customer gets it by a link, once, at the address that they confirmed, and nobody else is in it', async () => {
    await askFor('another@example.pt', 'DATAAAAAAAA2')
    const registered = await askFor('data@example.pt', 'DATAAAAAAAA1', { taxNumber: '123456789' })
    await confirmAddress(under, mail, 'data@example.pt')
    const [sent] = await mail.sendTo(under, 'data@example.pt')
    expect(sent?.subject).toBe('A cópia dos seus dados')
    const path = linkIn(sent)
    const page = await (await fetch(`${under.url}${path}`)).text()
    expect(page).toContain('Obter os meus dados')
    expect(page).not.toMatch(/data@example|DATAAAAAAAA1|Silva/)
    const answer = await answerLink(under, path, { answer: 'yes' })
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="data.json"')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({
      account: {
        accountId: registered.aggregateId,
        email: 'data@example.pt',
        dateOfBirth: expect.anything(),
      },
      ageChecks: [{ outcome: 'allowed' }],
      registrations: [{ channel: expect.anything(), taxNumber: '123456789' }],
      mails: expect.arrayContaining([expect.objectContaining({ kind: 'data' })]),
      devices: [{ deviceId: 'DATAAAAAAAA1', origin: 'bought-here', releasedAt: null }],
      deviceHistory: [{ deviceId: 'DATAAAAAAAA1', event: 'registered' }],
      textsShown: [{ kind: 'declaration' }, { kind: 'notice' }],
      lookUps: [],
    })
    expect(text).not.toMatch(/another@example|DATAAAAAAAA2|operator|terminal|passwordHash/)
    expect((await answerLink(under, path, { answer: 'yes' })).status).toBe(404)
    const audit = await under.api.context.database
      .selectFrom('audit')
      .select(['actor', 'detail'])
      .where('action', '=', 'link-data')
      .execute()
    expect(audit).toEqual([{ actor: `customer ${registered.aggregateId}`, detail: 'yes' }])
  })

  test("[LK9][ML4] nothing goes to an address that nobody confirmed, and 'no' sends nothing", async () => {
    await askFor('mistyped@example.pt', 'DATAAAAAAAA3')
    const subjects = (await mail.sendTo(under, 'mistyped@example.pt')).map(({ subject }) => subject)
    expect(subjects).toEqual(['Confirme o seu endereço de e-mail'])
    await askFor('refuses@example.pt', 'DATAAAAAAAA4')
    await confirmAddress(under, mail, 'refuses@example.pt')
    const path = linkIn((await mail.sendTo(under, 'refuses@example.pt'))[0])
    const answer = await answerLink(under, path, { answer: 'no' })
    expect([answer.status, await answer.text()]).toMatchObject([
      200,
      expect.stringContaining('Nada foi alterado'),
    ])
    expect((await answerLink(under, path, { answer: 'yes' })).status).toBe(404)
  })
})
