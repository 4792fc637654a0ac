import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendMails } from '#account-api/mail/send-mails.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { recordAbout } from './cases-of-a-till.ts'
import { answerLink, confirmAddress, CUSTOMER_PASSWORD, FakeMail, linkIn } from './fake-mail.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const MINUTE_MS = 60_000
const accepted = { kind: 'accepted' }

describe(`mail on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  let mail: FakeMail
  beforeAll(async () => {
    under = await startApi()
    till = await under.newTill()
  })
  beforeEach(async () => {
    mail = new FakeMail()
    // What other tests asked for is out of the way.
    await sendMails(under.api.context, { mail: new FakeMail(), origin: under.url })
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  const register = async (email: string, device: string, bend: Readonly<Record<string, unknown>> = {}) => {
    const customer = await recordCustomer(till, { email, devices: [kit(device)], ...bend })
    expect(await till.outcomes(customer.check, customer.registered)).toEqual([accepted, accepted])
    return customer
  }
  const send = async () => sendMails(under.api.context, { mail, origin: under.url })
  /** Time passes; the till signs in again when it next asks. */
  const pass = (ms: number) => {
    under.clock.advance(ms)
    till.accessToken = undefined
  }
  const requestsOf = async (accountId: string) =>
    under.api.context.database
      .selectFrom('mailRequests')
      .select(['kind', 'attempts', 'sentAt', 'givenUpAt', 'failure'])
      .where('accountId', '=', accountId)
      .orderBy('kind')
      .execute()

  test('[ML1][ML5][R8][R31] a registration sends one mail, which tells nothing and names the risk', async () => {
    await register('maria@example.pt', 'MAELAAAAAAA1')
    expect(await send()).toBe(1)
    expect(await send()).toBe(0)
    expect(mail.sent).toMatchObject([{ to: 'maria@example.pt', language: 'pt-PT' }])
    const { subject = '', text = '' } = mail.sent[0] ?? {}
    expect(subject).toBe('Confirme o seu endereço de e-mail')
    expect(text).toContain(`${under.url}/link/`)
    expect(text).toContain('nicotina, que causa dependência')
    for (const told of ['Inês', 'Conceição', 'MAELAAAAAAA1', 'IQOS', 'kit'])
      expect(`${subject} ${text}`).not.toContain(told)
  })

  test('[ML5] a customer is written to in the language of their account, else in English', async () => {
    await register('anna@example.pt', 'MAELAAAAAAA2', { language: 'ja-JP' })
    await send()
    expect(mail.sent).toMatchObject([{ language: 'en', subject: 'Please confirm your e-mail address' }])
    expect(mail.sent[0]?.text).toContain('nicotine, which is addictive')
  })

  test('[ML4][R8] nothing but the activation goes to an address before it is confirmed', async () => {
    const email = 'quiet@example.pt'
    await register(email, 'MAELAAAAAAA3')
    await register(email, 'MAELAAAAAAA4', { claim: 'existing' })
    const [activation, ...more] = await mail.sendTo(under, email)
    expect([activation?.subject, more]).toEqual(['Confirme o seu endereço de e-mail', []])
    pass(MINUTE_MS)
    expect(await send()).toBe(0)
    await answerLink(under, linkIn(activation), { password: CUSTOMER_PASSWORD })
    expect((await mail.sendTo(under, email)).map(({ subject }) => subject)).toEqual([
      'A sua conta foi alterada',
    ])
  })

  test('[ML9] what waits for an address is read once, and not by the rounds after', async () => {
    const { database } = under.api.context
    for (const end of ['A', 'B', 'C']) {
      await register(`never-${end}@example.pt`, `MAELBAAAAAA${end}`)
      await register(`never-${end}@example.pt`, `MAELCAAAAAA${end}`, { claim: 'existing' })
    }
    expect(await send()).toBe(3)
    // What a round reads: the rows of the index of what is to send.
    const toSend = async () =>
      database
        .selectFrom('mailRequests')
        .select('kind')
        .where('sentAt', 'is', null)
        .where('cancelledAt', 'is', null)
        .where('givenUpAt', 'is', null)
        .where('waitsForAddress', '=', false)
        .execute()
    expect(await toSend()).toEqual([])
    const { registered } = await register('closed@example.pt', 'MAELDAAAAAA1')
    await database
      .updateTable('accounts')
      .set({ closedAt: '2026-11-22T12:00:00.000Z' })
      .where('accountId', '=', registered.aggregateId)
      .execute()
    await database.deleteFrom('devices').where('accountId', '=', registered.aggregateId).execute()
    expect(await send()).toBe(0)
    expect(await toSend()).toEqual([])
  })

  test('[ML2][ML3] what is not taken now is tried again with the same id, and given up after eight times', async () => {
    const { registered } = await register('later@example.pt', 'MAELAAAAAAA5')
    mail.failure = 'unavailable'
    expect(await send()).toBe(1)
    for (const minutes of [1, 5, 15, 60, 240, 720, 1440]) {
      pass(minutes * MINUTE_MS - 1)
      expect(await send()).toBe(0)
      pass(1)
      expect(await send()).toBe(1)
    }
    const [given] = await requestsOf(registered.aggregateId)
    expect(given).toMatchObject({ attempts: 8, sentAt: null, failure: 'unavailable' })
    expect(given?.givenUpAt).not.toBeNull()
    pass(7 * 1440 * MINUTE_MS)
    expect(await send()).toBe(0)
  })

  test('[ML3] what is refused for good is not tried again', async () => {
    const { registered } = await register('nobody@example.pt', 'MAELAAAAAAA6')
    mail.failure = 'refused'
    expect(await send()).toBe(1)
    pass(1440 * MINUTE_MS)
    expect(await send()).toBe(0)
    expect(await requestsOf(registered.aggregateId)).toMatchObject([{ attempts: 1, failure: 'refused' }])
  })

  test('[ML1][ML2] a sender that dies gives its request back, and the next attempt is the same mail', async () => {
    const email = 'dies@example.pt'
    await register(email, 'MAELAAAAAAA7')
    mail.failure = 'dies'
    await expect(send()).rejects.toThrow('died')
    mail.failure = null
    expect(await send()).toBe(0)
    pass(5 * MINUTE_MS)
    const [first] = await mail.sendTo(under, email)
    await under.api.context.database
      .updateTable('mailRequests')
      .set({ sentAt: null })
      .where('sentAt', '=', new Date(under.clock.wallMs()))
      .execute()
    pass(5 * MINUTE_MS)
    const [second] = await mail.sendTo(under, email)
    expect(first?.messageId).toMatch(/^[0-9a-f]{40}@mail\.example$/)
    expect(second?.messageId).toBe(first?.messageId)
  })

  test('[ML1] senders that work at the same time send each mail once', async () => {
    for (const index of [1, 2, 3, 4, 5, 6]) await register(`many${index}@example.pt`, `MANYAAAAAAA${index}`)
    await Promise.all([send(), send(), send(), send()])
    expect(mail.sent.map(({ to }) => to).toSorted()).toEqual(
      [1, 2, 3, 4, 5, 6].map((index) => `many${index}@example.pt`),
    )
  })

  test('[ML6] what was taken back sends nothing', async () => {
    const email = 'back@example.pt'
    const { check, registered } = await recordCustomer(till, { email, devices: [kit('MAELAAAAAAA8')] })
    const taken = await recordAbout(till, registered, { void: 'recorded-by-mistake' })
    await till.outcomes(check, registered, taken)
    expect(await mail.sendTo(under, email)).toEqual([])
  })

  test('[ML7] an activation that is asked for after the address was confirmed is a password link', async () => {
    const email = 'again@example.pt'
    const { registered } = await register(email, 'MAELAAAAAAA9')
    await confirmAddress(under, mail, email)
    await under.api.context.database
      .updateTable('mailRequests')
      .set({ sentAt: null, nextTryAt: null })
      .where('accountId', '=', registered.aggregateId)
      .execute()
    expect(await mail.sendTo(under, email)).toMatchObject([{ subject: 'Escolha uma nova palavra-passe' }])
  })

  test('[ML8] neither the log nor what is stored of a failure tells of anybody', async () => {
    await register('secret@example.pt', 'MAELAAAAAAAA')
    mail.failure = 'dies'
    await expect(send()).rejects.toThrow('died')
    const kept = await under.api.context.database
      .selectFrom('mailRequests')
      .select(['failure', 'kind'])
      .execute()
    const links = await under.api.context.database.selectFrom('mailLinks').selectAll().execute()
    expect(JSON.stringify([kept, links, under.logged])).not.toMatch(/secret|example\.pt|\/link\/[A-Za-z0-9]/)
  })
})
