import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { type TerminalCases, terminalCasesSchema } from '#shared/contracts/messages/terminal-cases.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { recordAbout } from './cases-of-a-till.ts'
import { mintId, type FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }

describe(`cases of a till and of head office on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  beforeAll(async () => {
    under = await startApi()
    till = await under.newTill()
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  const recordHelp = async (deviceId: string) =>
    till.record({
      operation: operation('assistance-case', {
        deviceId,
        fault: 'does-not-heat',
        countries: { residence: 'DE', registration: 'DE', visited: 'PT' },
        temporaryAddress: { place: 'Hotel', lines: ['Largo 1'], postalCode: null, locality: 'Lisboa' },
        checks: [{ check: 'registered-there', answer: 'unknown' }],
        answer: 'ask-helpline',
        registration: null,
      }),
      aggregateId: mintId(),
    })
  const help = async (deviceId: string) => {
    const record = await recordHelp(deviceId)
    expect(await till.outcomes(record)).toEqual([accepted])
    return record
  }
  const noteOn = async (opened: SealedEnvelope, note: string, by: FakeTill = till) =>
    by.record({
      operation: operation('case-note', { of: opened.id, note }),
      aggregateId: opened.aggregateId,
      dependsOn: [opened.id],
    })
  const casesOf = async (by: FakeTill = till): Promise<TerminalCases> => {
    const response = await by.ask('GET', '/service-cases')
    expect(response.status).toBe(200)
    return terminalCasesSchema.parse(await response.json())
  }
  const caseOf = async (opened: SealedEnvelope) =>
    (await casesOf()).cases.find(({ operationId }) => operationId === opened.id)
  const step = async (opened: SealedEnvelope, name: string) =>
    under.asAdministrator('POST', `/v1/service-cases/${opened.id}/steps`, { step: name })
  const close = async (opened: SealedEnvelope, closure: object) =>
    under.asAdministrator('POST', `/v1/service-cases/${opened.id}/closure`, closure)

  test('[R17][R22] what head office does comes back to the till, and what happens at the counter reaches head office', async () => {
    const opened = await help('TCSAAAAAAAA1')
    expect(await caseOf(opened)).toMatchObject({ steps: [], conclusion: null, closedAt: null })
    expect((await step(opened, 'accepted')).status).toBe(200)
    under.clock.advance(60_000)
    const cameBack = await noteOn(opened, 'customer-came-back')
    expect(await till.outcomes(cameBack, cameBack)).toEqual([accepted, accepted])
    under.clock.advance(60_000)
    await step(opened, 'on-its-way')
    under.clock.advance(60_000)
    expect(await till.outcomes(await noteOn(opened, 'device-handed-over'))).toEqual([accepted])
    await close(opened, { conclusion: 'replaced' })
    const known = await caseOf(opened)
    expect(known?.steps.map((one) => one.step)).toEqual([
      'accepted',
      'customer-came-back',
      'on-its-way',
      'device-handed-over',
    ])
    expect(known).toMatchObject({
      conclusion: 'replaced',
      closedAt: new Date(under.clock.wallMs()).toISOString(),
    })
    expect((await step(opened, 'accepted')).status).toBe(404)
  })

  test('[R17] a refusal says why, and nothing else does', async () => {
    const opened = await help('TCSBAAAAAAA1')
    expect((await close(opened, { conclusion: 'declined' })).status).toBe(400)
    expect((await close(opened, { conclusion: 'replaced', reason: 'excluded' })).status).toBe(400)
    expect((await close(opened, { conclusion: 'declined', reason: 'not-eligible' })).status).toBe(200)
    const known = await caseOf(opened)
    expect(known).toMatchObject({
      conclusion: 'declined',
      steps: [{ step: 'refused', reason: 'not-eligible' }],
    })
  })

  test('[R17] of a case in which much was done the newest are told, and the other cases as well', async () => {
    const [opened, other] = [await help('TCSGAAAAAAA1'), await help('TCSGAAAAAAA2')]
    const takenAt = new Date(under.clock.wallMs() - 1000).toISOString()
    const many = Array.from({ length: 100 }, () => ({
      stepId: mintId(),
      caseId: opened.id,
      step: 'accepted' as const,
      reason: null,
      takenAt,
      takenBy: 'head office',
    }))
    await under.api.context.database.insertInto('serviceCaseSteps').values(many).execute()
    await step(opened, 'on-its-way')
    const known = await caseOf(opened)
    expect([known?.steps.length, known?.steps.at(-1)?.step]).toEqual([100, 'on-its-way'])
    expect(await caseOf(other)).toMatchObject({ steps: [] })
  })

  test('[R17] a note that was taken back is not seen any more; one that comes before its case waits for it', async () => {
    const opened = await recordHelp('TCSCAAAAAAA1')
    const early = await noteOn(opened, 'device-handed-over')
    expect(await till.outcomes(early)).toEqual([{ kind: 'waiting', on: [opened.id] }])
    await till.outcomes(opened)
    expect((await caseOf(opened))?.steps).toMatchObject([{ step: 'device-handed-over' }])
    await till.outcomes(await recordAbout(till, early, { void: 'recorded-by-mistake' }))
    expect((await caseOf(opened))?.steps).toEqual([])
  })

  test('[R17] a note counts only on a case of its own till; on any other, or on what is no case, it is with a person', async () => {
    const opened = await help('TCSFAAAAAAA1')
    const other = await under.newTill()
    const refused = { kind: 'case', caseKind: 'invalid-field' }
    const foreign = await noteOn(opened, 'device-handed-over', other)
    expect(await other.outcomes(foreign)).toMatchObject([refused])
    const { check, registered } = await recordCustomer(till, { devices: [kit('TCSFAAAAAAA2')] })
    await till.outcomes(check, registered)
    expect(await till.outcomes(await noteOn(registered, 'customer-came-back'))).toMatchObject([refused])
    expect((await caseOf(opened))?.steps).toEqual([])
  })

  test('a till sees its own cases alone, without a person or a place, and never what is for compliance', async () => {
    const opened = await help('TCSDAAAAAAA1')
    const other = await under.newTill()
    expect((await casesOf(other)).cases).toEqual([])
    // Under age by the server's time: compliance alone sees the case, and what the customer asked for has no effect.
    const minor = { email: 'minor@example.pt', dateOfBirth: '2008-11-23', devices: [kit('TCSEAAAAAAA1')] }
    const { check, registered } = await recordCustomer(till, minor)
    const asked = await till.record({
      operation: operation('guarantee-case', {
        deviceId: 'TCSEAAAAAAA1',
        fault: 'does-not-heat',
        exclusions: { areChecked: true, found: null },
        wanted: { way: 'store' },
        registration: registered.id,
      }),
      aggregateId: registered.aggregateId,
      dependsOn: [registered.id],
    })
    expect(await till.outcomes(check, registered, asked)).toEqual([accepted, accepted, accepted])
    const compliance = await under.api.context.database
      .selectFrom('cases')
      .select('audience')
      .where('operationId', '=', registered.id)
      .execute()
    expect(compliance).toEqual([{ audience: 'compliance' }])
    const text = JSON.stringify(await casesOf())
    expect(text).toContain(opened.id)
    expect(text).not.toMatch(/Hotel|Largo|TCS|under-age|compliance/)
    for (const id of [registered.id, asked.id]) expect(text).not.toContain(id)
  })
})
