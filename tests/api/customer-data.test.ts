import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
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

  const register = async (email: string, device: string, bend: Readonly<Record<string, unknown>> = {}) => {
    const { check, registered } = await recordCustomer(till, { email, devices: [kit(device)], ...bend })
    expect(await till.outcomes(check, registered)).toEqual([accepted, accepted])
    return registered
  }
  const recordOf = async (
    { id, aggregateId }: SealedEnvelope,
    type: Parameters<typeof operation>[0],
    payload: Readonly<Record<string, unknown>>,
  ) =>
    till.record({
      operation: operation(type, { ...payload, registration: id }),
      aggregateId,
      dependsOn: [id],
    })
  const askFor = async (...customer: Parameters<typeof register>) => {
    const registered = await register(...customer)
    expect(await till.outcomes(await recordOf(registered, 'link-request', { link: 'data' }))).toEqual([
      accepted,
    ])
    return registered
  }
  /** Two accounts are of one person, who shows a document. */
  const makeOne = async (customer: SealedEnvelope, email: string) => {
    const wish = await recordOf(customer, 'contact-change', { fields: { email }, isReadByCustomer: true })
    const kase = caseIn((await till.outcomes(wish))[0])
    const decision = { choice: 'same-person', documentMatched: true }
    expect(await till.outcomes(await recordDecision(till, { about: wish, kase, decision }))).toEqual([
      accepted,
    ])
  }

  test('[LK9][LK1][LK3][LK4] the customer gets it by a link, once, at the address that they confirmed, and nobody else is in it', async () => {
    await askFor('another@example.pt', 'DATAAAAAAAA2')
    const registered = await askFor('data@example.pt', 'DATAAAAAAAA1', { taxNumber: '123456789' })
    await confirmAddress(under, mail, 'data@example.pt')
    const postalAddress = {
      lines: ['Rua Nova 3'],
      postalCode: '4000-001',
      locality: 'Porto',
      country: 'PT',
    }
    const moved = await recordOf(registered, 'contact-change', {
      fields: { postalAddress },
      isReadByCustomer: true,
    })
    const [sent] = await mail.sendTo(under, 'data@example.pt')
    expect(sent?.subject).toBe('A cópia dos seus dados')
    expect(await till.outcomes(moved)).toEqual([accepted])
    const [change] = await mail.sendTo(under, 'data@example.pt')
    expect((await answerLink(under, linkIn(change), { answer: 'yes' })).status).toBe(200)
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
        postalAddress,
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

  test("[LK9] what is of accounts that are one with theirs is in it, and what was done there; what was another customer's is not", async () => {
    const [first, second, third] = [
      await register('data-1@example.pt', 'DATBAAAAAAA1'),
      await register('data-2@example.pt', 'DATBAAAAAAA2'),
      await askFor('data-3@example.pt', 'DATBAAAAAAA3'),
    ]
    await confirmAddress(under, mail, 'data-3@example.pt')
    const path = linkIn((await mail.sendTo(under, 'data-3@example.pt'))[0])
    const broken = await recordOf(first, 'guarantee-case', {
      deviceId: 'DATBAAAAAAA1',
      fault: 'does-not-charge',
      exclusions: { areChecked: true, found: null },
      wanted: { way: 'store' },
    })
    expect(await till.outcomes(broken)).toEqual([accepted])
    const step = { step: 'on-its-way' }
    await under.asAdministrator('POST', `/v1/service-cases/${broken.id}/steps`, step)
    await makeOne(first, 'data-2@example.pt')
    await makeOne(second, 'data-3@example.pt')
    const returned = await till.record({
      operation: operation('return', { devices: ['DATBAAAAAAA3'], of: third.id }),
      aggregateId: third.aggregateId,
      dependsOn: [third.id],
    })
    const wrong = await recordOf(third, 'device-added', { device: kit('DATBBBBBBBB1') })
    expect(await till.outcomes(returned, wrong)).toEqual([accepted, accepted])
    const taken = await recordAbout(till, wrong, { void: 'wrong-customer' })
    const kase = caseIn((await till.outcomes(taken))[0])
    const decision = { choice: 'reverse' }
    expect(await till.outcomes(await recordDecision(till, { about: taken, kase, decision }))).toEqual([
      accepted,
    ])
    const text = await (await answerLink(under, path, { answer: 'yes' })).text()
    const data = JSON.parse(text) as { registrations: unknown[]; ageChecks: unknown[] }
    expect(data).toMatchObject({
      account: { email: 'data-3@example.pt' },
      guaranteeCases: [{ deviceId: 'DATBAAAAAAA1', steps: [step] }],
      returns: [{ devices: ['DATBAAAAAAA3'] }],
    })
    expect([data.registrations.length, data.ageChecks.length]).toEqual([3, 3])
    expect(text).not.toMatch(/DATBBBBBBBB1|operator|terminal|takenBy/i)
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
