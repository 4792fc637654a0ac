import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { problemUri } from '#shared/contracts/problem.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { mintId } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { ageCheck, kit, operation, sale } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const accepted = { kind: 'accepted' }
const quarantined = { kind: 'quarantined', reason: 'payload-invalid' }
const NUL = String.fromCharCode(0)

describe(`records that the database cannot hold, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  test.each([
    ['a text with NUL', { ruleVersion: `practice${NUL}1` }],
    ['a year before the first', { checkedAt: '0000-01-01T00:00:00.000Z' }],
  ])('[IN4][C34] %s stops no other record of its batch', async (_what, bend) => {
    const till = await under.newTill()
    const before = await till.record({ operation: ageCheck(till.terminalId) })
    const poison = await till.record({ operation: ageCheck(till.terminalId, bend) })
    const after = await till.record({ operation: ageCheck(till.terminalId) })
    const answer = await till.deliver(before, poison, after)
    expect(answer.results.map((result) => result.outcome)).toEqual([accepted, quarantined, accepted])
    expect(answer.head).toEqual(till.head)
    expect(await till.outcomes(poison)).toEqual([quarantined])
  })

  test('[IN4][C34] a header that the database cannot hold is kept outside the chain', async () => {
    const till = await under.newTill()
    const good = await till.record({ operation: ageCheck(till.terminalId) })
    const other = await till.record({ operation: ageCheck(till.terminalId) })
    const poison = await till.sign({ ...other, keyId: `key${NUL}` })
    expect(await till.outcomes(good, poison)).toEqual([accepted, quarantined])
  })

  test('[C34] a record that nests too deep is refused with its batch, and alone once the batch is split', async () => {
    const till = await under.newTill()
    const good = await till.record({ operation: ageCheck(till.terminalId) })
    const other = await till.record({ operation: ageCheck(till.terminalId) })
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown
    const poison = { ...other, dependsOn: deep }
    const refused = await till.post([good, poison])
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ type: problemUri('malformed-request') })
    expect(await till.outcomes(good)).toEqual([accepted])
    expect((await till.post([poison])).status).toBe(400)
  })

  test.each([
    ['unknown member', { extra: 1 }],
    ['text for a number', { sequence: '2' }],
    ['member that is missing', { keyId: undefined }],
    ['list for a text', { type: ['age-check'] }],
    ['null for a clock', { clock: null }],
  ])('[IN4][C34] a record with a(n) %s stops no other record of its batch', async (_what, bend) => {
    const till = await under.newTill()
    const before = await till.record({ operation: ageCheck(till.terminalId) })
    const poison = { ...(await till.record({ operation: ageCheck(till.terminalId) })), ...bend }
    const after = await till.record({ operation: ageCheck(till.terminalId) })
    const answer = await till.deliver(before, poison, after)
    expect(answer.results.map((result) => result.outcome)).toEqual([accepted, quarantined, accepted])
    expect(answer.head.sequence).toBe(1)
    expect(answer.gaps).toEqual([[2, 2]])
  })

  test.each([
    ['sequence', { sequence: 2 ** 31 }],
    ['epoch', { epoch: 2 ** 31 }],
  ])('[C34] a head with a %s that no chain reaches is malformed', async (_member, bend) => {
    const till = await under.newTill()
    const head = { ...till.head, ...bend }
    const nonce = 'A'.repeat(22)
    const response = await till.ask('POST', '/operations', {
      nonce,
      contractVersion: 1,
      head,
      operations: [],
    })
    expect(response.status).toBe(400)
  })

  test('[IN10][C34] a birth that is still to come is compliance’s, and stops no other record', async () => {
    const till = await under.newTill()
    for (const dateOfBirth of ['9999-12-31', '2090-01-01']) {
      const { check, registered } = await recordCustomer(till, { email: 'unborn@example.pt', dateOfBirth })
      const after = await till.record({ operation: ageCheck(till.terminalId) })
      expect(await till.outcomes(check, registered, after)).toEqual([accepted, accepted, accepted])
      const kases = await under.api.context.database
        .selectFrom('cases')
        .select('kind')
        .where('operationId', '=', registered.id)
        .execute()
      expect(kases).toEqual([{ kind: 'under-age' }])
    }
  })

  test('[IN27][C34] a purchase at the end of the calendar is a case, for no term could be counted from it', async () => {
    const till = await under.newTill()
    const purchaseDate = '9999-12-31'
    const { check, registered } = await recordCustomer(till, { email: 'far@example.pt', purchaseDate })
    expect(await till.outcomes(check, registered)).toMatchObject([accepted, { caseKind: 'invalid-field' }])
  })

  test('[IN31] [I6] what speaks about itself, or waits in a ring, is a case and does not wait for good', async () => {
    const till = await under.newTill()
    const invalid = { kind: 'case', caseKind: 'invalid-field' }
    const itself = mintId() as OperationId
    const taken = operation('void', { target: itself, reason: 'wrong-customer' })
    const own = await till.record({ id: itself, operation: taken })
    expect(await till.outcomes(own)).toMatchObject([invalid])
    const [first, second] = [mintId() as OperationId, mintId() as OperationId]
    const check = await till.record({ operation: ageCheck(till.terminalId) })
    const one = await till.record({ id: first, operation: sale(check.id), dependsOn: [second] })
    const other = await till.record({ id: second, operation: sale(check.id), dependsOn: [first] })
    const behind = await till.record({ operation: sale(check.id), dependsOn: [second] })
    // In batches of their own: the ring closes with the last one.
    expect(await till.outcomes(check, one, behind)).toMatchObject([
      accepted,
      { on: [second] },
      { on: [second] },
    ])
    expect(await till.outcomes(other)).toMatchObject([invalid])
    expect(await till.outcomes(one, other, behind)).toMatchObject([invalid, invalid, { on: [second] }])
    await assertInvariants(under.api.context.database)
  })

  test('[R7] two spellings of one international domain are one account', async () => {
    const till = await under.newTill()
    const one = await recordCustomer(till, { email: 'ana@exämple.pt', devices: [kit('BBBBBBBBBBB1')] })
    const two = await recordCustomer(till, { email: 'ANA@xn--exmple-cua.pt', devices: [kit('BBBBBBBBBBB2')] })
    const outcomes = await till.outcomes(one.check, one.registered, two.check, two.registered)
    expect(outcomes[1]).toEqual(accepted)
    expect(outcomes[3]).toMatchObject({ kind: 'case', caseKind: 'email-taken' })
  })

  test('[R1] a store in a time zone that nobody knows is refused', async () => {
    const store = { storeId: 'lost', name: 'Lost', marketCode: 'practice', channel: 'brand-store' }
    const answer = await under.asAdministrator('POST', '/v1/stores', { ...store, timeZone: 'Europe/Lisbonn' })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/timeZone' }] })
  })
})
