import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { terminalDisputesSchema } from '#shared/contracts/messages/terminal-cases.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
import { answerLink, confirmAddress, FakeMail, linkIn } from './fake-mail.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }
const used = (deviceId: string) => ({ ...kit(deviceId), origin: 'bought-elsewhere', isFirstOwnerAway: true })

describe(`a used device whose first owner cannot be reached on ${DATABASE}`, () => {
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

  const register = async (email: string, ...devices: object[]) => {
    const customer = await recordCustomer(till, { email, devices })
    expect(await till.outcomes(customer.check, customer.registered)).toEqual([accepted, accepted])
    return customer.registered
  }
  const add = async (customer: SealedEnvelope, device: object) =>
    till.record({
      operation: operation('device-added', { device, registration: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
  const release = async (customer: SealedEnvelope, deviceId: string) =>
    till.record({
      operation: operation('device-released', { deviceId, reason: 'sold', registration: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
  const ownerOf = async (deviceId: string) =>
    ((await (await under.asAdministrator('GET', `/v1/devices/${deviceId}`)).json()) as { accountId: string })
      .accountId
  const disputeOf = async ({ id }: SealedEnvelope) => {
    const { cases } = (await (await under.asAdministrator('GET', '/v1/cases')).json()) as {
      cases: { caseId: string; operationId: string; kind: string }[]
    }
    const dispute = cases.find((one) => one.operationId === id && one.kind === 'device-disputed')
    return dispute?.caseId ?? null
  }
  const decide = async (caseId: string | null, decision: object) =>
    (
      await under.asAdministrator('POST', `/v1/cases/${caseId}/resolution`, { caseVersion: 1, decision })
    ).json()
  const toTransfer = { choice: 'transfer', releasedByHolder: true }
  const told = async () => terminalDisputesSchema.parse(await (await till.ask('GET', '/disputes')).json())
  /** The subjects of every mail to an address so far, the newest last. */
  const subjectsTo = async (email: string) => {
    await mail.sendTo(under, email)
    return mail.sent.filter(({ to }) => to === email).map(({ subject }) => subject)
  }

  test('[R12][IN36] is registered at once as disputed: the customer has an account, and whoever has the device keeps it until head office decides', async () => {
    const first = await register('dsp-first@example.pt', kit('DSPAAAAAAAA1'))
    await confirmAddress(under, mail, 'dsp-first@example.pt')
    const second = await register('dsp-second@example.pt', used('DSPAAAAAAAA1'), kit('DSPAAAAAAAA2'))
    expect([await ownerOf('DSPAAAAAAAA1'), await ownerOf('DSPAAAAAAAA2')]).toEqual([
      first.aggregateId,
      second.aggregateId,
    ])
    const { disputes } = await told()
    expect(disputes).toMatchObject([{ operationId: second.id, decision: null, decidedAt: null }])
    await confirmAddress(under, mail, 'dsp-second@example.pt')
    const done = await decide(await disputeOf(second), toTransfer)
    expect(done).toEqual({ outcome: 'accepted', operation: accepted })
    expect(await ownerOf('DSPAAAAAAAA1')).toBe(second.aggregateId)
    expect((await told()).disputes).toMatchObject([{ operationId: second.id, decision: 'transfer' }])
    for (const side of ['first', 'second'])
      expect((await subjectsTo(`dsp-${side}@example.pt`)).at(-1)).toBe('A sua conta foi alterada')
  })

  test('[R12][IN36] of a customer who has an account is disputed in the same way; where nobody has it, it is theirs at once', async () => {
    const first = await register('dsq-first@example.pt', kit('DSPBBBBBBBB1'))
    const second = await register('dsq-second@example.pt', kit('DSPBBBBBBBB2'))
    const [claim, free] = [
      await add(second, used('DSPBBBBBBBB1')),
      await add(second, used('DSPBBBBBBBB3')),
    ] as const
    expect(await till.outcomes(claim, free)).toEqual([accepted, accepted])
    expect([await ownerOf('DSPBBBBBBBB1'), await ownerOf('DSPBBBBBBBB3')]).toEqual([
      first.aggregateId,
      second.aggregateId,
    ])
    expect(await disputeOf(free)).toBeNull()
    await confirmAddress(under, mail, 'dsq-second@example.pt')
    expect(await decide(await disputeOf(claim), { choice: 'keep' })).toEqual({
      outcome: 'accepted',
      operation: accepted,
    })
    expect(await ownerOf('DSPBBBBBBBB1')).toBe(first.aggregateId)
    expect((await subjectsTo('dsq-second@example.pt')).at(-1)).toBe('Um dispositivo que registou')
    expect((await told()).disputes).toContainEqual(
      expect.objectContaining({ operationId: claim.id, decision: 'keep' }),
    )
  })

  test('[R12][IN36] without that word it stays a case at the counter, as ever', async () => {
    await register('dsr-first@example.pt', kit('DSPCCCCCCCC1'))
    const second = await register('dsr-second@example.pt', kit('DSPCCCCCCCC2'))
    const asked = await add(second, { ...kit('DSPCCCCCCCC1'), origin: 'gift' })
    expect(caseIn((await till.outcomes(asked))[0]).caseKind).toBe('device-taken')
    const both = await recordCustomer(till, {
      email: 'dsr-third@example.pt',
      devices: [used('DSPCCCCCCCC1'), kit('DSPCCCCCCCC2')],
    })
    const kase = caseIn((await till.outcomes(both.check, both.registered))[1])
    await till.outcomes(await recordDecision(till, { about: both.registered, kase, decision: toTransfer }))
    // What one owner lets go says nothing of what the other one has.
    expect(await ownerOf('DSPCCCCCCCC2')).toBe(both.registered.aggregateId)
    expect(await ownerOf('DSPCCCCCCCC1')).not.toBe(both.registered.aggregateId)
  })

  test('[R12][IN36][LK6] whoever has it is asked by a link: yes hands it on, no is read by head office', async () => {
    await register('dss-first@example.pt', kit('DSPDDDDDDDD1'), kit('DSPDDDDDDDD2'))
    await confirmAddress(under, mail, 'dss-first@example.pt')
    const second = await register('dss-second@example.pt', used('DSPDDDDDDDD1'))
    const third = await register('dss-third@example.pt', used('DSPDDDDDDDD2'))
    const asked = await mail.sendTo(under, 'dss-first@example.pt')
    expect(asked.map(({ subject }) => subject)).toEqual([
      'Passou um dispositivo a outra pessoa?',
      'Passou um dispositivo a outra pessoa?',
    ])
    expect(asked[0]?.text).not.toMatch(/DSPD|dss-second/)
    expect((await answerLink(under, linkIn(asked[0]), { answer: 'yes' })).status).toBe(200)
    expect(await ownerOf('DSPDDDDDDDD1')).toBe(second.aggregateId)
    const denied = await answerLink(under, linkIn(asked[1]), { answer: 'no' })
    expect(await denied.text()).toContain('A sede lê o que respondeu antes de decidir')
    expect(await ownerOf('DSPDDDDDDDD2')).not.toBe(third.aggregateId)
    const caseId = await disputeOf(third)
    const { ask } = await under.signIn('dss', ['cases'])
    const page = await ask('GET', `/office/cases/${caseId}`)
    expect(await page.text()).toContain('Says that it is still theirs')
    await decide(caseId, { choice: 'keep' })
    expect(await disputeOf(third)).toBeNull()
  })

  test('[R12][IN36][LK6] whoever was asked and has it no more lets nothing go that is another’s; head office decides', async () => {
    const first = await register('dsv-first@example.pt', kit('DSPHHHHHHHH1'))
    await confirmAddress(under, mail, 'dsv-first@example.pt')
    const second = await register('dsv-second@example.pt', used('DSPHHHHHHHH1'))
    const [asked] = await mail.sendTo(under, 'dsv-first@example.pt')
    expect(await till.outcomes(await release(first, 'DSPHHHHHHHH1'))).toEqual([accepted])
    const third = await register('dsv-third@example.pt', kit('DSPHHHHHHHH1'))
    expect((await answerLink(under, linkIn(asked), { answer: 'yes' })).status).toBe(409)
    expect(await ownerOf('DSPHHHHHHHH1')).toBe(third.aggregateId)
    expect(await disputeOf(second)).not.toBeNull()
  })

  test('[R12][IN36] a claim that is taken back ends with it, and nobody is told of a decision', async () => {
    const first = await register('dst-first@example.pt', kit('DSPFFFFFFFF1'))
    const second = await register('dst-second@example.pt', kit('DSPFFFFFFFF2'), used('DSPFFFFFFFF1'))
    expect(await disputeOf(second)).not.toBeNull()
    const fields = { devices: [kit('DSPFFFFFFFF2')] }
    const mended = await recordAbout(till, second, { correction: { type: 'registration', fields } })
    expect(await till.outcomes(mended)).toEqual([accepted])
    expect(await disputeOf(second)).toBeNull()
    const again = { devices: [kit('DSPFFFFFFFF2'), used('DSPFFFFFFFF1')] }
    await till.outcomes(
      await recordAbout(till, second, { correction: { type: 'registration', fields: again } }),
    )
    expect(await disputeOf(second)).not.toBeNull()
    const claim = await add(second, used('DSPFFFFFFFF1'))
    await till.outcomes(claim)
    const taken = await recordAbout(till, claim, { void: 'recorded-by-mistake' })
    const kase = caseIn((await till.outcomes(taken))[0])
    await till.outcomes(await recordDecision(till, { about: taken, kase, decision: { choice: 'reverse' } }))
    expect((await told()).disputes.find(({ operationId }) => operationId === claim.id)).toMatchObject({
      decision: 'withdrawn',
    })
    expect(await disputeOf(claim)).toBeNull()
    expect(await ownerOf('DSPFFFFFFFF1')).toBe(first.aggregateId)
  })

  test('[R12][IN14][IN36] what is claimed again by a correction is open again: its holder is asked anew, and the decision counts', async () => {
    await register('dsw-first@example.pt', kit('DSPJJJJJJJJ1'), kit('DSPJJJJJJJJ2'))
    await confirmAddress(under, mail, 'dsw-first@example.pt')
    const second = await register('dsw-second@example.pt', kit('DSPJJJJJJJJ3'), used('DSPJJJJJJJJ1'))
    await mail.sendTo(under, 'dsw-first@example.pt')
    for (const devices of [[kit('DSPJJJJJJJJ3')], [kit('DSPJJJJJJJJ3'), used('DSPJJJJJJJJ1')]]) {
      const correction = { type: 'registration', fields: { devices } }
      expect(await till.outcomes(await recordAbout(till, second, { correction }))).toEqual([accepted])
    }
    expect((await told()).disputes).toContainEqual(
      expect.objectContaining({ operationId: second.id, decision: null, decidedAt: null }),
    )
    const [asked] = await mail.sendTo(under, 'dsw-first@example.pt')
    expect((await answerLink(under, linkIn(asked), { answer: 'yes' })).status).toBe(200)
    expect(await ownerOf('DSPJJJJJJJJ1')).toBe(second.aggregateId)

    const claim = await add(second, used('DSPJJJJJJJJ2'))
    await till.outcomes(claim)
    const fields = { device: { ...used('DSPJJJJJJJJ2'), model: 'first' } }
    const mended = await recordAbout(till, claim, { correction: { type: 'device-added', fields } })
    expect(await till.outcomes(mended)).toEqual([accepted])
    await decide(await disputeOf(claim), toTransfer)
    expect(await ownerOf('DSPJJJJJJJJ2')).toBe(second.aggregateId)
  })

  test('[R12][IN36] who claims it and has it meanwhile is not told that they have not', async () => {
    const first = await register('dsx-first@example.pt', kit('DSPKKKKKKKK1'))
    const second = await register('dsx-second@example.pt', used('DSPKKKKKKKK1'))
    await confirmAddress(under, mail, 'dsx-second@example.pt')
    await till.outcomes(await release(first, 'DSPKKKKKKKK1'), await add(second, kit('DSPKKKKKKKK1')))
    expect(await ownerOf('DSPKKKKKKKK1')).toBe(second.aggregateId)
    await decide(await disputeOf(second), { choice: 'keep' })
    expect(await subjectsTo('dsx-second@example.pt')).not.toContain('Um dispositivo que registou')
  })

  test('[R12][IN36] who claims it and is one with another account meanwhile gets it there', async () => {
    await register('dsu-first@example.pt', kit('DSPGGGGGGGG1'))
    const second = await register('dsu-second@example.pt', used('DSPGGGGGGGG1'), kit('DSPGGGGGGGG2'))
    const whole = await register('dsu-whole@example.pt', kit('DSPGGGGGGGG3'))
    const change = await till.record({
      operation: operation('contact-change', {
        fields: { email: 'dsu-whole@example.pt' },
        isReadByCustomer: true,
        registration: second.id,
      }),
      aggregateId: second.aggregateId,
      dependsOn: [second.id],
    })
    const kase = caseIn((await till.outcomes(change))[0])
    const decision = { choice: 'same-person', documentMatched: true }
    await till.outcomes(await recordDecision(till, { about: change, kase, decision }))
    await decide(await disputeOf(second), toTransfer)
    expect(await ownerOf('DSPGGGGGGGG1')).toBe(whole.aggregateId)
  })

  test('[R12][SC6] a till hears of its own disputes alone', async () => {
    const other = await under.newTill()
    const answer = await other.ask('GET', '/disputes')
    expect(terminalDisputesSchema.parse(await answer.json()).disputes).toEqual([])
  })
})
