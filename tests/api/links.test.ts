import { argon2Sync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD_COSTS } from '#account-api/password-costs.ts'
import { startApi, DATABASE } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordDecision } from './cases-of-a-till.ts'
import { answerLink, confirmAddress, CUSTOMER_PASSWORD, FakeMail, linkIn } from './fake-mail.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { kit, operation } from './payloads.ts'
import { recordAbout } from './cases-of-a-till.ts'
import { recordCustomer } from './registering.ts'

const HOUR_MS = 3_600_000
const accepted = { kind: 'accepted' }
const password = CUSTOMER_PASSWORD

describe(`links on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  let mail: FakeMail
  beforeAll(async () => {
    under = await startApi({ trustedProxy: '127.0.0.1', passwordCosts: PASSWORD_COSTS })
    till = await under.newTill()
    mail = new FakeMail()
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  const register = async (email: string, device: string, bend: Readonly<Record<string, unknown>> = {}) => {
    const customer = await recordCustomer(till, { email, devices: [kit(device)], ...bend })
    await till.outcomes(customer.check, customer.registered)
    return customer.registered
  }
  const activationOf = async (email: string) => linkIn((await mail.sendTo(under, email))[0])
  const look = async (path: string) => fetch(`${under.url}${path}`)
  const accountOf = async (accountId: string) =>
    under.api.context.database
      .selectFrom('accounts')
      .select(['emailConfirmedAt', 'passwordHash'])
      .where('accountId', '=', accountId)
      .executeTakeFirstOrThrow()
  const ownerOf = async (deviceId: string) =>
    ((await (await under.asAdministrator('GET', `/v1/devices/${deviceId}`)).json()) as { accountId: string })
      .accountId

  test('[LK1][LK2][LK3][LK5] an activation link confirms the address and sets a password, once', async () => {
    const email = 'first@example.pt'
    const customer = await register(email, 'LNKAAAAAAAA1')
    const path = await activationOf(email)
    for (let looks = 0; looks < 3; looks += 1) {
      const page = await look(path)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('Confirme o seu endereço')
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(page.headers.get('cache-control')).toBe('no-store')
    }
    expect(await accountOf(customer.aggregateId)).toEqual({ emailConfirmedAt: null, passwordHash: null })
    const weak = await answerLink(under, path, { password: 'short' })
    expect([weak.status, await weak.text()]).toMatchObject([400, expect.stringContaining('12 caracteres')])
    const done = await answerLink(under, path, { password })
    expect([done.status, await done.text()]).toMatchObject([
      200,
      expect.stringContaining('O seu endereço está confirmado'),
    ])
    const { emailConfirmedAt, passwordHash } = await accountOf(customer.aggregateId)
    expect(emailConfirmedAt).not.toBeNull()
    const [, salt = '', hash] =
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$(.+)\$(.+)$/.exec(passwordHash ?? '') ?? []
    const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
    const derived = argon2Sync('argon2id', {
      ...cost,
      message: password,
      nonce: Buffer.from(salt, 'base64'),
    })
    expect(derived.toString('base64').replaceAll('=', '')).toBe(hash)
    expect((await answerLink(under, path, { password: 'another long password' })).status).toBe(404)
    expect((await accountOf(customer.aggregateId)).passwordHash).toBe(passwordHash)
    const kept = JSON.stringify(
      await under.api.context.database.selectFrom('mailLinks').selectAll().execute(),
    )
    expect(kept).not.toContain(path.slice('/link/'.length))
  })

  test('[LK2] two forms of one link at once: one counts', async () => {
    const email = 'race@example.pt'
    await register(email, 'LNKAAAAAAAA2')
    const path = await activationOf(email)
    const tries = ['one', 'two', 'three'].map(async (word) =>
      answerLink(under, path, { password: `a long password ${word}` }),
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.toSorted((left, right) => left - right)).toEqual([200, 404, 404])
  })

  test('[LK4][C33] whatever is wrong with a link, the page is the same', async () => {
    const unknown = `/link/${'A'.repeat(43)}`
    const expected = await (await look(unknown)).text()
    expect(expected).toContain('This link does not work')
    const late = 'late@example.pt'
    await register(late, 'LNKAAAAAAAA3')
    const expired = await activationOf(late)
    under.clock.advance(24 * HOUR_MS)
    till.accessToken = undefined
    const closed = 'closed@example.pt'
    const customer = await register(closed, 'LNKAAAAAAAA4')
    const gone = await activationOf(closed)
    const taken = await recordAbout(till, customer, { void: 'recorded-by-mistake' })
    const kase = caseIn((await till.outcomes(taken))[0])
    await till.outcomes(await recordDecision(till, { about: taken, kase, decision: { choice: 'reverse' } }))
    for (const path of [unknown, expired, gone, '/link/short', '/link/%00', `/link/${'x'.repeat(90)}`]) {
      const page = await look(path)
      expect([path.slice(0, 12), page.status, await page.text()]).toEqual([path.slice(0, 12), 404, expected])
      const tried = await answerLink(under, path, { password })
      expect([tried.status, await tried.text()]).toEqual([404, expected])
    }
  })

  test('[LK2] a link ends with the address that it was sent to, and what was confirmed goes with it', async () => {
    const wrong = 'mistyped@example.pt'
    const customer = await register(wrong, 'LNKAAAAAAAA5')
    const first = await activationOf(wrong)
    await answerLink(under, first, { password })
    const fields = { email: 'right@example.pt' }
    const corrected = await recordAbout(till, customer, { correction: { type: 'registration', fields } })
    expect(await till.outcomes(corrected)).toEqual([accepted])
    expect(await accountOf(customer.aggregateId)).toEqual({ emailConfirmedAt: null, passwordHash: null })
    const second = await activationOf('right@example.pt')
    expect(await (await look(second)).text()).toContain('Confirme o seu endereço')
    const back = { email: 'third@example.pt' }
    await till.outcomes(
      await recordAbout(till, customer, { correction: { type: 'registration', fields: back } }),
    )
    expect((await answerLink(under, second, { password })).status).toBe(404)
  })

  test('what another site sends, and what is no answer, changes nothing', async () => {
    const email = 'other@example.pt'
    const customer = await register(email, 'LNKAAAAAAAA6')
    const path = await activationOf(email)
    expect((await answerLink(under, path, { password }, 'https://evil.example')).status).toBe(400)
    for (const form of [{}, { answer: 'yes' }, { answer: 'perhaps' }])
      expect((await answerLink(under, path, form)).status).toBe(400)
    expect(await accountOf(customer.aggregateId)).toEqual({ emailConfirmedAt: null, passwordHash: null })
    expect((await answerLink(under, path, { password })).status).toBe(200)
  })

  /** A customer whose registration is a case, and who is asked by a link because they are not here. */
  const askByLink = async (given: { email: string; wants: 'email' | 'device'; device: string }) => {
    const { email, wants, device } = given
    const holder = await register(email, `${device}1`)
    await confirmAddress(under, mail, email)
    const bend =
      wants === 'email'
        ? { email, devices: [kit(`${device}2`)] }
        : { email: `new-${email}`, devices: [kit(`${device}1`)] }
    const { check, registered } = await recordCustomer(till, bend)
    const kase = caseIn((await till.outcomes(check, registered))[1])
    const decision = { choice: 'customer-not-here', ask: 'link' }
    await till.outcomes(await recordDecision(till, { about: registered, kase, decision }))
    expect(await askOutcomes(till, registered)).toMatchObject([{ version: 2, asked: 'link' }])
    return { holder, registered, path: linkIn((await mail.sendTo(under, email))[0]) }
  }

  test('[LK6][R7] the holder of an account says that it was them, and the devices come to it', async () => {
    const { holder, registered, path } = await askByLink({
      email: 'me@example.pt',
      wants: 'email',
      device: 'LNKBAAAAAAA',
    })
    expect(await (await look(path)).text()).toContain('Sim, fui eu')
    expect((await answerLink(under, path, { answer: 'yes' })).status).toBe(200)
    expect(await askOutcomes(till, registered)).toEqual([accepted])
    expect(await ownerOf('LNKBAAAAAAA2')).toBe(holder.aggregateId)
    expect((await answerLink(under, path, { answer: 'yes' })).status).toBe(404)
    const said = await under.api.context.database
      .selectFrom('caseDecisions')
      .select(['choice', 'actor'])
      .where('actor', '=', `customer ${holder.aggregateId}`)
      .execute()
    expect(said).toEqual([{ choice: 'same-person', actor: `customer ${holder.aggregateId}` }])
  })

  test('[LK6][R12] the holder of a device says that it was handed on, and it goes to the new customer', async () => {
    const given = { email: 'sold@example.pt', wants: 'device', device: 'LNKCAAAAAAA' } as const
    const { registered, path } = await askByLink(given)
    expect(await (await look(path)).text()).not.toContain('LNKC')
    expect((await answerLink(under, path, { answer: 'yes' })).status).toBe(200)
    expect(await askOutcomes(till, registered)).toEqual([accepted])
    expect(await ownerOf('LNKCAAAAAAA1')).toBe(registered.aggregateId)
  })

  test('[LK6][R12] whoever let a device go meanwhile lets nothing go that somebody else has by then', async () => {
    const given = { email: 'gone@example.pt', wants: 'device', device: 'LNKFAAAAAAA' } as const
    const { holder, registered, path } = await askByLink(given)
    const released = await till.record({
      operation: operation('device-released', {
        deviceId: 'LNKFAAAAAAA1',
        reason: 'sold',
        registration: holder.id,
      }),
      aggregateId: holder.aggregateId,
      dependsOn: [holder.id],
    })
    await till.outcomes(released)
    const buyer = await register('bought@example.pt', 'LNKFAAAAAAA1')
    expect((await answerLink(under, path, { answer: 'yes' })).status).toBe(409)
    expect(await ownerOf('LNKFAAAAAAA1')).toBe(buyer.aggregateId)
    expect(await askOutcomes(till, registered)).toMatchObject([{ kind: 'case', version: 2 }])
  })

  test("[LK6] 'no' leaves the case to the next visit, and a case that was decided is left as it is", async () => {
    const given = { email: 'mine@example.pt', wants: 'device', device: 'LNKDAAAAAAA' } as const
    const refused = await askByLink(given)
    expect((await answerLink(under, refused.path, { answer: 'no' })).status).toBe(200)
    const [asked] = await askOutcomes(till, refused.registered)
    expect(asked).toMatchObject({ kind: 'case', version: 3, asked: 'next-visit' })
    expect(await ownerOf('LNKDAAAAAAA1')).toBe(refused.holder.aggregateId)
    const other = await askByLink({ email: 'slow@example.pt', wants: 'email', device: 'LNKEAAAAAAA' })
    const kase = caseIn((await askOutcomes(till, other.registered))[0])
    const cancel = { about: other.registered, kase, decision: { choice: 'cancel' } }
    await till.outcomes(await recordDecision(till, cancel))
    const late = await answerLink(under, other.path, { answer: 'yes' })
    expect([late.status, await late.text()]).toMatchObject([409, expect.stringContaining('já foi resolvido')])
    expect(await askOutcomes(till, other.registered)).toEqual([{ kind: 'superseded' }])
  })
})
