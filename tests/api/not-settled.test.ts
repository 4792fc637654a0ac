import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordDecision } from './cases-of-a-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { ageCheck, kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }
const EMAIL = 'ines@example.pt'

describe(`records that settling stops on, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  const contactOf = async (accountId: string) => {
    const { contact } = await under.api.context.database
      .selectFrom('accounts')
      .select('contact')
      .where('accountId', '=', accountId)
      .executeTakeFirstOrThrow()
    return contact
  }
  test('[IN32] the rest of the batch is settled, and head office settles the one again once the cause is mended', async () => {
    const { database } = under.api.context
    const till = await under.newTill()
    const first = await recordCustomer(till, { email: EMAIL })
    expect(await till.outcomes(first.check, first.registered)).toEqual([accepted, accepted])
    // A row that does not open with its key: whoever meets this account stops on it.
    const { accountId } = await database
      .selectFrom('registrations')
      .select('accountId')
      .where('operationId', '=', first.registered.id)
      .executeTakeFirstOrThrow()
    const sound = await contactOf(accountId)
    const damage = async (contact: string | null) =>
      database.updateTable('accounts').set({ contact }).where('accountId', '=', accountId).execute()
    await damage('damaged')
    const before = await till.record({ operation: ageCheck(till.terminalId) })
    const second = await recordCustomer(till, { email: EMAIL, devices: [kit('BBBBBBBBBBB1')] })
    const added = await till.record({
      operation: operation('device-added', {
        device: kit('BBBBBBBBBBB2'),
        registration: second.registered.id,
      }),
      aggregateId: second.registered.aggregateId,
    })
    const after = await till.record({ operation: ageCheck(till.terminalId) })
    const batch = [before, second.check, second.registered, added, after]
    const stopped = {
      kind: 'case',
      caseKind: 'not-settled',
      choices: ['settle-again', 'cancel'],
      asked: 'head-office',
    }
    const outcomes = [accepted, accepted, stopped, { kind: 'waiting' }, accepted]
    expect(await till.outcomes(...batch)).toMatchObject(outcomes)
    expect(await till.outcomes(...batch)).toMatchObject(outcomes)
    const { id: operationId } = second.registered
    const lines = under.logged.filter(({ event }) => event === 'not-settled')
    expect(lines).toMatchObject([{ operationId, operationType: 'registration', errorName: 'Error' }])
    expect(lines[0]?.errorAt).toContain('contact.ts')
    expect(JSON.stringify(lines)).not.toContain('ines')

    const office = async () => {
      const { cases } = (await (await under.asAdministrator('GET', '/v1/cases')).json()) as {
        cases: readonly {
          caseId: string
          version: number
          kind: string
          operationId: string
          audience: string
        }[]
      }
      return cases.find((one) => one.operationId === operationId)
    }
    const kase = await office()
    expect(kase).toMatchObject({ kind: 'not-settled', audience: 'head-office' })
    const again = async () =>
      under.asAdministrator('POST', `/v1/cases/${kase?.caseId}/resolution`, {
        caseVersion: kase?.version,
        decision: { choice: 'settle-again' },
      })
    expect((await again()).status).toBe(400)
    expect(await office()).toEqual(kase)
    // The page shows the case though what it would compare with does not open, and says that it still stops.
    const { cookie } = await under.signIn('mending', ['cases'])
    const page = `${under.url}/office/cases/${kase?.caseId}`
    const shown = await fetch(page, { headers: { cookie } })
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('settle-again')])
    const pressed = await fetch(`${page}/decision`, {
      method: 'POST',
      headers: { cookie, origin: under.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ choice: 'settle-again', version: '1' }),
    })
    expect([pressed.status, await pressed.text()]).toEqual([400, expect.stringContaining('still stops')])

    await damage(sound)
    const settled = await again()
    expect([settled.status, await settled.json()]).toMatchObject([
      200,
      { outcome: 'accepted', operation: { kind: 'case', caseKind: 'email-taken' } },
    ])
    await assertInvariants(database)
  })

  test('[IN32] a decision of a store that settling stopped on is carried out once the cause is mended', async () => {
    const { database } = under.api.context
    const till = await under.newTill()
    const first = await recordCustomer(till, { email: 'decided@example.pt', devices: [kit('DDDDDDDDDDD1')] })
    const second = await recordCustomer(till, { email: 'decided@example.pt', devices: [kit('DDDDDDDDDDD2')] })
    await till.outcomes(first.check, first.registered)
    const outcomes = await till.outcomes(second.check, second.registered)
    const accountId = first.registered.aggregateId
    const sound = await contactOf(accountId)
    const damage = async (contact: string | null) =>
      database.updateTable('accounts').set({ contact }).where('accountId', '=', accountId).execute()
    await damage('damaged')
    const decided = await recordDecision(till, {
      about: second.registered,
      kase: caseIn(outcomes[1]),
      decision: { choice: 'same-person', documentMatched: true },
    })
    const { caseId, version, caseKind } = caseIn((await till.outcomes(decided))[0])
    expect(caseKind).toBe('not-settled')
    await damage(sound)
    const answer = await under.asAdministrator('POST', `/v1/cases/${caseId}/resolution`, {
      caseVersion: version,
      decision: { choice: 'settle-again' },
    })
    expect(await answer.json()).toEqual({ outcome: 'accepted', operation: accepted })
    expect(await askOutcomes(till, decided, second.registered)).toEqual([accepted, accepted])
    await assertInvariants(database)
  })

  test('[IN33] a till that does not know this kind of case is told that it is with head office', async () => {
    const { database } = under.api.context
    const till = await under.newTill()
    const { check, registered } = await recordCustomer(till, {
      email: 'old@example.pt',
      devices: [kit('CCCCCCCCCCC1')],
    })
    await till.outcomes(check, registered)
    await database
      .updateTable('accounts')
      .set({ contact: 'damaged' })
      .where('accountId', '=', registered.aggregateId)
      .execute()
    till.contractVersion = 10
    const other = await recordCustomer(till, { email: 'old@example.pt', devices: [kit('CCCCCCCCCCC2')] })
    expect(await till.outcomes(other.check, other.registered)).toMatchObject([
      accepted,
      { caseKind: 'invalid-field', choices: ['cancel', 'customer-not-here'], asked: 'head-office' },
    ])
  })
})
