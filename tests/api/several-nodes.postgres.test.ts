import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAccountApi } from '#account-api/start.ts'
import type { AccountApi } from '#account-api/start.ts'
import { operationsResponseSchema } from '#shared/contracts/messages/operations.ts'
import { DATABASE, WRAPPING_KEY, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { dpopProof } from './dpop-client.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const NODES = 3
const accepted = { kind: 'accepted' }

// The embedded database belongs to one process: several nodes are a promise of PostgreSQL alone.
describe(`several nodes on one database, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  const others: AccountApi[] = []
  let urls: readonly string[]
  beforeAll(async () => {
    under = await startApi({ backupLagMs: 0 })
    const { databaseUrl } = under
    const { clock } = under
    const options = { realm: 'practice', dataDirectory: null, wrappingKey: WRAPPING_KEY } as const
    for (let node = 1; node < NODES; node += 1)
      others.push(await startAccountApi({ ...options, databaseUrl, clock }))
    urls = [under.url, ...others.map(({ url }) => url)]
  })
  afterAll(async () => {
    for (const node of others) await node.stop()
    await under.stop()
  })

  /** The same till, asking another node with a nonce of its own. */
  const at = (till: FakeTill, url: string): FakeTill =>
    Object.assign(Object.create(till) as FakeTill, { url, nonce: till.nonce })

  test('[F51][I2][C28] the same batch at every node at once, again and again, has one effect and one answer', async () => {
    const till = await under.newTill()
    await till.deliver()
    const email = 'nodes@example.pt'
    const { check, registered } = await recordCustomer(till, { email, devices: [kit('NDDESAAAAAA1')] })
    const asked = Array.from({ length: 10 }, () => urls).flat()
    const answers = await Promise.all(
      asked.map(async (url) => {
        const response = await at(till, url).post([check, registered])
        return operationsResponseSchema.parse(await response.json())
      }),
    )
    for (const { results, head } of answers) {
      expect(results.map(({ outcome }) => outcome)).toEqual([accepted, accepted])
      expect(head).toEqual(till.head)
    }
    const { database, safe } = under.api.context
    const accounts = await database
      .selectFrom('accounts')
      .select('accountId')
      .where('emailHash', '=', safe.hashOf('email', email))
      .execute()
    expect(accounts).toHaveLength(1)
  })

  test('[F51][I2] tills that race at different nodes for one e-mail and one device get one owner and cases', async () => {
    const tills = await Promise.all(urls.map(async () => under.newTill()))
    const outcomes = await Promise.all(
      tills.map(async (till, index) => {
        const bend = { email: 'race@example.pt', devices: [kit('NDDESAAAAAA2')] }
        const { check, registered } = await recordCustomer(till, bend)
        const [, outcome] = await at(till, urls[index] ?? '').outcomes(check, registered)
        return outcome?.kind ?? 'none'
      }),
    )
    expect(outcomes.filter((kind) => kind === 'accepted')).toHaveLength(1)
    expect(outcomes.filter((kind) => kind === 'case')).toHaveLength(NODES - 1)
    await assertInvariants(under.api.context.database)
  })

  test('[C16] a token of one node counts at another, and a proof that one has seen is replayed at all', async () => {
    const till = await under.newTill()
    await till.deliver()
    const [, second = '', third = ''] = urls
    const path = `/v1/terminals/${till.terminalId}/configuration`
    const url = `${second}${path}`
    const { key, nonce, accessToken } = till
    const dpop = await dpopProof({ key, method: 'GET', url, nonce, accessToken })
    const headers = { authorization: `DPoP ${accessToken}`, dpop }
    expect((await fetch(url, { headers })).status).toBe(200)
    expect((await fetch(url, { headers })).status).toBe(401)
    expect((await fetch(`${third}${path}`, { headers })).status).toBe(401)
    const elsewhere = await dpopProof({ key, method: 'GET', url: `${third}${path}`, nonce, accessToken })
    expect((await fetch(`${third}${path}`, { headers: { ...headers, dpop: elsewhere } })).status).toBe(200)
  })

  test('what one node revokes every node refuses at once', async () => {
    const till = await under.newTill()
    await till.deliver()
    const path = `/v1/terminals/${till.terminalId}/revocation`
    await under.asAdministrator('POST', path, { reason: 'stolen' })
    for (const url of urls) expect((await at(till, url).post([])).status).toBe(403)
  })
})
