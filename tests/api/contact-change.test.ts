import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { openContact } from '#account-api/safe/contact.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
import { answerLink, confirmAddress, CUSTOMER_PASSWORD, FakeMail, linkIn } from './fake-mail.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { kit, operation, replacement } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }

describe(`changes of contact and links on request on ${DATABASE}`, () => {
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

  const register = async (email: string, device: string) => {
    const customer = await recordCustomer(till, { email, devices: [kit(device)] })
    expect(await till.outcomes(customer.check, customer.registered)).toEqual([accepted, accepted])
    return customer.registered
  }
  const confirmed = async (email: string, device: string) => {
    const customer = await register(email, device)
    await confirmAddress(under, mail, email)
    return customer
  }
  const change = async (customer: SealedEnvelope, fields: object) =>
    till.record({
      operation: operation('contact-change', {
        fields,
        isReadByCustomer: true,
        registration: customer.id,
      }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
  const contactOf = async (customer: SealedEnvelope) => {
    const response = await under.asAdministrator('GET', `/v1/accounts/${customer.aggregateId}`)
    const { email, mobilePhone } = (await response.json()) as { email: string; mobilePhone: string }
    return { email, mobilePhone }
  }
  const postalAddressOf = async ({ aggregateId: accountId }: SealedEnvelope) => {
    const { database, safe } = under.api.context
    const row = await database
      .selectFrom('accounts')
      .select(['accountId', 'contact'])
      .where('accountId', '=', accountId)
      .executeTakeFirstOrThrow()
    return openContact(row, await safe.customers.read(database, [accountId])).postalAddress
  }
  const isConfirmed = async (customer: SealedEnvelope) =>
    (
      await under.api.context.database
        .selectFrom('accounts')
        .select('emailConfirmedAt')
        .where('accountId', '=', customer.aggregateId)
        .executeTakeFirstOrThrow()
    ).emailConfirmedAt !== null

  test('[LK8] contact details change when the customer says so by the link, not before', async () => {
    const customer = await confirmed('old@example.pt', 'CTCAAAAAAAA1')
    const before = await contactOf(customer)
    const fields = { mobilePhone: '+351961112233', email: 'new@example.pt' }
    expect(await till.outcomes(await change(customer, fields))).toEqual([accepted])
    expect(await contactOf(customer)).toEqual(before)
    const [asked] = await mail.sendTo(under, 'old@example.pt')
    expect(asked?.subject).toBe('Confirme uma alteração')
    expect(asked?.text).not.toMatch(/new@|961112233/)
    const path = linkIn(asked)
    expect((await answerLink(under, path, { answer: 'yes' })).status).toBe(200)
    expect(await contactOf(customer)).toEqual(fields)
    expect(await isConfirmed(customer)).toBe(false)
    const [activation] = await mail.sendTo(under, 'new@example.pt')
    expect(activation?.subject).toBe('Confirme o seu endereço de e-mail')
    expect((await answerLink(under, path, { answer: 'yes' })).status).toBe(404)
  })

  test('[LK8] a postal address is theirs once they say so at the address that they confirmed, and goes the same way', async () => {
    const customer = await confirmed('moved@example.pt', 'CTCAAAAAAAB1')
    const before = await postalAddressOf(customer)
    const postalAddress = {
      lines: ['芝公園4丁目2-8', '2階'],
      postalCode: '105-0011',
      locality: '港区',
      country: 'JP',
    }
    const say = async (answer: 'yes' | 'no') => {
      const [asked] = await mail.sendTo(under, 'moved@example.pt')
      expect(asked?.text).not.toMatch(/芝公園|105-0011/)
      expect((await answerLink(under, linkIn(asked), { answer })).status).toBe(200)
    }
    await till.outcomes(await change(customer, { postalAddress }))
    await say('no')
    expect(await postalAddressOf(customer)).toEqual(before)
    await till.outcomes(await change(customer, { postalAddress }))
    expect(await postalAddressOf(customer)).toEqual(before)
    await say('yes')
    expect(await postalAddressOf(customer)).toEqual(postalAddress)
    await till.outcomes(await change(customer, { postalAddress: null }))
    await say('yes')
    expect(await postalAddressOf(customer)).toBeNull()
  })

  test("[LK8] 'no' and a change that was taken back leave everything as it is", async () => {
    const customer = await confirmed('stays@example.pt', 'CTCAAAAAAAA2')
    const before = await contactOf(customer)
    await till.outcomes(await change(customer, { mobilePhone: '+351961112233' }))
    const first = linkIn((await mail.sendTo(under, 'stays@example.pt'))[0])
    expect((await answerLink(under, first, { answer: 'no' })).status).toBe(200)
    const second = await change(customer, { mobilePhone: '+351961112244' })
    await till.outcomes(second)
    const path = linkIn((await mail.sendTo(under, 'stays@example.pt'))[0])
    expect(await till.outcomes(await recordAbout(till, second, { void: 'customer-changed-mind' }))).toEqual([
      accepted,
    ])
    const late = await answerLink(under, path, { answer: 'yes' })
    expect([late.status, await late.text()]).toMatchObject([409, expect.stringContaining('já foi resolvido')])
    expect(await contactOf(customer)).toEqual(before)
  })

  test('[ML4][LK8] while no address was confirmed the new one is asked: the old one may be a mistake', async () => {
    const customer = await register('mistake@example.pt', 'CTCAAAAAAAA3')
    await mail.sendTo(under, 'mistake@example.pt')
    await till.outcomes(await change(customer, { email: 'mine@example.pt' }))
    const mails = await mail.sendTo(under, 'mine@example.pt')
    expect((await answerLink(under, linkIn(mails[0]), { answer: 'yes' })).status).toBe(200)
    expect((await contactOf(customer)).email).toBe('mine@example.pt')
    await confirmAddress(under, mail, 'mine@example.pt')
    expect(await isConfirmed(customer)).toBe(true)
  })

  test('[ML4] a change of anything else waits until the address is confirmed', async () => {
    const customer = await register('waits@example.pt', 'CTCAAAAAAAA4')
    await till.outcomes(await change(customer, { mobilePhone: '+351961112255' }))
    const [activation, ...more] = await mail.sendTo(under, 'waits@example.pt')
    expect(more).toEqual([])
    await answerLink(under, linkIn(activation), { password: CUSTOMER_PASSWORD })
    const [asked] = await mail.sendTo(under, 'waits@example.pt')
    await answerLink(under, linkIn(asked), { answer: 'yes' })
    expect((await contactOf(customer)).mobilePhone).toBe('+351961112255')
  })

  test('[R7] an e-mail that has an account is a conflict: mistyped, typed again', async () => {
    const customer = await confirmed('one@example.pt', 'CTCAAAAAAAA5')
    await confirmed('two@example.pt', 'CTCAAAAAAAA6')
    const wish = await change(customer, { email: 'two@example.pt' })
    const [kase] = await till.outcomes(wish)
    expect(kase).toMatchObject({
      caseKind: 'email-taken',
      choices: ['same-person', 'mistyped', 'cancel', 'customer-not-here'],
    })
    const fields = { fields: { email: 'three@example.pt' } }
    const decision = { choice: 'mistyped', changes: { type: 'contact-change', fields } }
    await till.outcomes(await recordDecision(till, { about: wish, kase: caseIn(kase), decision }))
    expect(await askOutcomes(till, wish)).toEqual([accepted])
    const [asked] = await mail.sendTo(under, 'one@example.pt')
    await answerLink(under, linkIn(asked), { answer: 'yes' })
    expect((await contactOf(customer)).email).toBe('three@example.pt')
  })

  test('[R7] the same person: two accounts become one, and what follows happens there', async () => {
    const customer = await confirmed('before@example.pt', 'CTCBAAAAAAA1')
    const other = await confirmed('after@example.pt', 'CTCBAAAAAAA2')
    const wish = await change(customer, { email: 'after@example.pt' })
    const kase = caseIn((await till.outcomes(wish))[0])
    const decision = { choice: 'same-person', documentMatched: true }
    await till.outcomes(await recordDecision(till, { about: wish, kase, decision }))
    expect(await askOutcomes(till, wish)).toEqual([accepted])
    const added = await till.record({
      operation: operation('device-added', { device: kit('CTCBAAAAAAA3'), registration: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
    expect(await till.outcomes(added)).toEqual([accepted])
    for (const end of ['1', '2', '3']) {
      const response = await under.asAdministrator('GET', `/v1/devices/CTCBAAAAAAA${end}`)
      expect(await response.json()).toMatchObject({ accountId: other.aggregateId, kind: 'kit' })
    }
    const gone = await under.asAdministrator('GET', `/v1/accounts/${customer.aggregateId}`)
    expect(gone.status).toBe(404)
  })

  /** Two accounts of one person that became one, and the void of what made them one. */
  const mergedAndTakenBack = async (name: string, device: string) => {
    const customer = await confirmed(`${name}-one@example.pt`, `${device}1`)
    const other = await confirmed(`${name}-two@example.pt`, `${device}2`)
    const wish = await change(customer, { email: `${name}-two@example.pt` })
    const kase = caseIn((await till.outcomes(wish))[0])
    const decision = { choice: 'same-person', documentMatched: true }
    await till.outcomes(await recordDecision(till, { about: wish, kase, decision }))
    const swap = replacement({ old: `${device}1`, new: `${device}3`, registration: customer.id })
    const meanwhile = { aggregateId: customer.aggregateId, dependsOn: [customer.id] }
    const added = operation('device-added', { device: kit(`${device}4`), registration: customer.id })
    return { customer, other, wish, records: { swap, added, meanwhile } }
  }
  const takeBack = async (wish: SealedEnvelope) => {
    const taken = await recordAbout(till, wish, { void: 'wrong-customer' })
    const kase = caseIn((await till.outcomes(taken))[0])
    expect(kase).toMatchObject({
      caseKind: 'merge-taken-back',
      choices: ['reverse', 'keep'],
      asked: 'head-office',
    })
    return { taken, kase }
  }
  const decideAtHeadOffice = async (kase: { caseId: string; version: number }, choice: string) => {
    const office = await under.signIn('merging', ['cases'])
    const body = { caseVersion: kase.version, decision: { choice } }
    return (await office.ask('POST', `/v1/cases/${kase.caseId}/resolution`, body)).json()
  }
  const ownersOf = async (...devices: string[]) =>
    Promise.all(
      devices.map(async (device) => {
        const response = await under.asAdministrator('GET', `/v1/devices/${device}`)
        return response.status === 404
          ? 'unknown'
          : ((await response.json()) as { accountId: string }).accountId
      }),
    )

  test('[IN29] taken back, head office makes two accounts of one again: each has what is its own, with its guarantee', async () => {
    const { customer, other, wish, records } = await mergedAndTakenBack('split', 'CTCEAAAAAAA')
    const added = await till.record({ operation: records.added, ...records.meanwhile })
    expect(await till.outcomes(added)).toEqual([accepted])
    const { taken, kase } = await takeBack(wish)
    expect(await ownersOf('CTCEAAAAAAA1')).toEqual([other.aggregateId])
    expect(await decideAtHeadOffice(kase, 'reverse')).toEqual({ outcome: 'accepted', operation: accepted })
    expect(await askOutcomes(till, wish, taken)).toEqual([{ kind: 'superseded' }, accepted])
    expect(await ownersOf('CTCEAAAAAAA1', 'CTCEAAAAAAA2', 'CTCEAAAAAAA4')).toEqual([
      customer.aggregateId,
      other.aggregateId,
      // What was added since stays where it was added.
      other.aggregateId,
    ])
    expect((await contactOf(customer)).email).toBe('split-one@example.pt')
    const covered = await under.api.context.database
      .selectFrom('devices')
      .select('guaranteedFrom')
      .where('deviceId', '=', 'CTCEAAAAAAA1')
      .where('releasedAt', 'is', null)
      .execute()
    expect(covered).toEqual([{ guaranteedFrom: '2026-11-22' }])
    // What follows happens in the first account again, and either can be removed for itself.
    const later = operation('device-added', { device: kit('CTCEAAAAAAA5'), registration: customer.id })
    expect(await till.outcomes(await till.record({ operation: later, ...records.meanwhile }))).toEqual([
      accepted,
    ])
    expect(await ownersOf('CTCEAAAAAAA5')).toEqual([customer.aggregateId])
    const told = await mail.sendTo(under, 'split-two@example.pt')
    expect(told.length).toBeGreaterThan(0)
  })

  test('[IN29] a device that was replaced meanwhile is not brought back from its history', async () => {
    const { customer, other, wish, records } = await mergedAndTakenBack('swapped', 'CTCFAAAAAAA')
    expect(await till.outcomes(await till.record({ operation: records.swap, ...records.meanwhile }))).toEqual(
      [accepted],
    )
    const { kase } = await takeBack(wish)
    await decideAtHeadOffice(kase, 'reverse')
    expect(await ownersOf('CTCFAAAAAAA1', 'CTCFAAAAAAA3')).toEqual([null, other.aggregateId])
    expect((await contactOf(customer)).email).toBe('swapped-one@example.pt')
  })

  test('[IN29] kept, they stay one; where the old address has another account by now, the first has none', async () => {
    const kept = await mergedAndTakenBack('kept', 'CTCGAAAAAAA')
    const first = await takeBack(kept.wish)
    expect(await decideAtHeadOffice(first.kase, 'keep')).toMatchObject({ outcome: 'accepted' })
    expect(await askOutcomes(till, kept.wish, first.taken)).toEqual([accepted, { kind: 'superseded' }])
    expect(await ownersOf('CTCGAAAAAAA1')).toEqual([kept.other.aggregateId])

    const reused = await mergedAndTakenBack('reused', 'CTCHAAAAAAA')
    const newer = await register('reused-one@example.pt', 'CTCHAAAAAAA9')
    const second = await takeBack(reused.wish)
    expect(await decideAtHeadOffice(second.kase, 'reverse')).toMatchObject({ outcome: 'accepted' })
    expect(await ownersOf('CTCHAAAAAAA1', 'CTCHAAAAAAA9')).toEqual([
      reused.customer.aggregateId,
      newer.aggregateId,
    ])
    const rows = await under.api.context.database
      .selectFrom('accounts')
      .select(['accountId', 'emailHash'])
      .where('accountId', 'in', [reused.customer.aggregateId, newer.aggregateId])
      .where('closedAt', 'is', null)
      .where('emailHash', 'is not', null)
      .execute()
    expect(rows.map(({ accountId }) => accountId)).toEqual([newer.aggregateId])
  })

  test('[LK8] an e-mail that somebody else took meanwhile changes nothing, and the page says so', async () => {
    const customer = await confirmed('slow@example.pt', 'CTCCAAAAAAA1')
    await till.outcomes(await change(customer, { email: 'wanted@example.pt' }))
    const path = linkIn((await mail.sendTo(under, 'slow@example.pt'))[0])
    await register('wanted@example.pt', 'CTCCAAAAAAA2')
    const late = await answerLink(under, path, { answer: 'yes' })
    expect([late.status, await late.text()]).toMatchObject([409, expect.stringContaining('já tem uma conta')])
    expect((await contactOf(customer)).email).toBe('slow@example.pt')
  })

  test('[R9][R14][ML7] a store asks for a link, and the customer gets the one that they need', async () => {
    const email = 'forgot@example.pt'
    const customer = await register(email, 'CTCDAAAAAAA1')
    const ask = async (link: string) =>
      till.record({
        operation: operation('link-request', { link, registration: customer.id }),
        aggregateId: customer.aggregateId,
        dependsOn: [customer.id],
      })
    await mail.sendTo(under, email)
    const password = await ask('password')
    expect(await till.outcomes(password, password)).toEqual([accepted, accepted])
    const mails = await mail.sendTo(under, email)
    expect(mails.map(({ subject }) => subject)).toEqual(['Confirme o seu endereço de e-mail'])
    await answerLink(under, linkIn(mails[0]), { password: CUSTOMER_PASSWORD })
    await till.outcomes(await ask('password'))
    const [reset] = await mail.sendTo(under, email)
    expect(reset?.subject).toBe('Escolha uma nova palavra-passe')
    const page = await fetch(`${under.url}${linkIn(reset)}`)
    expect(await page.text()).toContain('Substitui a anterior')
    const done = await answerLink(under, linkIn(reset), { password: 'another long password' })
    expect(done.status).toBe(200)
    const stranger = await till.record({
      operation: operation('link-request', { link: 'password', registration: null }),
    })
    expect(await till.outcomes(stranger)).toMatchObject([{ caseKind: 'invalid-field' }])
  })
})
