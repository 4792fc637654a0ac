import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROBLEM_MEDIA_TYPE, PROBLEM_TYPES, problemTypeOf } from '#shared/contracts/problem.ts'
import { ROUTES } from '#shared/contracts/routes.ts'
import type { Route } from '#shared/contracts/route.ts'
import { startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { mintId } from './fake-till.ts'
import { recordCustomer } from './registering.ts'
import { kit } from './payloads.ts'

let under: ApiUnderTest
beforeAll(async () => {
  under = await startApi()
})
afterAll(async () => under.stop())

/** The type and the body of a problem document, once it is one in every respect. */
const readProblem = async (response: Response) => {
  const body = (await response.json()) as Record<string, unknown>
  const type = problemTypeOf(String(body['type']))
  const status = type === null ? null : PROBLEM_TYPES[type].status
  expect([response.status, body['status']]).toEqual([status, status])
  expect(response.headers.get('content-type')).toContain(PROBLEM_MEDIA_TYPE)
  expect(response.headers.get('cache-control')).toBe('no-store')
  return { type, body }
}
const problemIn = async (response: Response) => (await readProblem(response)).type

const store = {
  storeId: 's1',
  name: 'Baixa',
  marketCode: 'practice',
  timeZone: 'Europe/Lisbon',
  channel: 'brand-store',
}
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  fetch(`${under.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${under.api.adminToken}` },
    body,
  })

/** What stands in a path that is not an id of our own making. */
const NAMED: Readonly<Record<string, string>> = { deviceId: 'AAAAAAAAAAA1', operatorId: 'a1' }

describe('every failure is a problem document', () => {
  test('[C33] every guarded route is refused without a credential and with a wrong one', async () => {
    const guarded = (Object.values(ROUTES) as Route[]).filter((route) => route.access !== 'open')
    expect(guarded.length).toBeGreaterThan(8)
    for (const route of guarded) {
      const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => NAMED[name] ?? mintId())
      const options =
        route.method === 'POST'
          ? { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
          : {}
      expect(await problemIn(await fetch(`${under.url}${path}`, options))).toBe('credential-missing')
      const headers = { ...options.headers, authorization: `Bearer ${'x'.repeat(43)}` }
      expect(await problemIn(await fetch(`${under.url}${path}`, { ...options, headers }))).toBe(
        'credential-invalid',
      )
    }
  })

  test('[C34] unknown fields are refused by name, and no value is repeated', async () => {
    const secret = 'ana@example.pt'
    const { type, body } = await readProblem(
      await post('/v1/stores', JSON.stringify({ ...store, email: secret })),
    )
    expect(type).toBe('malformed-request')
    expect(JSON.stringify(body)).not.toContain(secret)
    expect(body['errors']).toEqual([{ pointer: '', detail: 'unrecognized_keys' }])
  })

  test('[C34] what is no JSON, too large, too deep, of another type, or nowhere', async () => {
    expect(await problemIn(await post('/v1/stores', '{"a'))).toBe('malformed-request')
    expect(await problemIn(await post('/v1/stores', '{"__proto__":{"x":1}}'))).toBe('malformed-request')
    expect(await problemIn(await post('/v1/stores', ''))).toBe('malformed-request')
    expect(await problemIn(await post('/v1/stores', JSON.stringify(store), 'text/plain'))).toBe(
      'malformed-request',
    )
    expect(await problemIn(await post('/v1/stores', 'storeId=s1', 'application/x-www-form-urlencoded'))).toBe(
      'malformed-request',
    )
    expect(await problemIn(await post('/v1/token', 'a=1&a=2', 'application/x-www-form-urlencoded'))).toBe(
      'malformed-request',
    )
    expect(await problemIn(await post('/v1/stores', JSON.stringify({ name: 'x'.repeat(20_000) })))).toBe(
      'body-too-large',
    )
    expect(await problemIn(await post('/v1/stores', `${'['.repeat(5000)}${']'.repeat(5000)}`))).toBe(
      'malformed-request',
    )
    const latin1 = new Uint8Array(Buffer.from(JSON.stringify({ ...store, name: 'Café' }), 'latin1'))
    expect(await problemIn(await post('/v1/stores', latin1))).toBe('malformed-request')
    expect(await problemIn(await fetch(`${under.url}/v1/nothing`))).toBe('not-found')
    expect(await problemIn(await fetch(`${under.url}/v1/stores`))).toBe('not-found')
    expect(await problemIn(await under.asAdministrator('GET', '/v1/accounts/none'))).toBe('not-found')
    expect(await problemIn(await fetch(`${under.url}/v1/devices/%ff`))).toBe('malformed-request')
  })

  test('a store or an operator that names what is not there is refused', async () => {
    const operator = { operatorId: 'x1', name: 'X', roles: ['assistant'], stores: ['nowhere'] }
    expect(await problemIn(await under.asAdministrator('POST', '/v1/operators', operator))).toBe(
      'malformed-request',
    )
    const code = { storeId: 'nowhere', terminalName: 'Till' }
    expect(await problemIn(await under.asAdministrator('POST', '/v1/enrolment-codes', code))).toBe(
      'not-found',
    )
    const pin = { operatorId: 'x1', terminalId: null }
    expect(await problemIn(await under.asAdministrator('POST', '/v1/first-pin-codes', pin))).toBe('not-found')
    expect((await under.asAdministrator('POST', '/v1/stores', store)).status).toBe(200)
  })

  test('a request that is not HTTP does not stop the server', async () => {
    const port = Number(new URL(under.url).port)
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('\u0000\u0001 nonsense\r\n\r\n'))
      socket.on('close', () => resolve())
      socket.on('data', () => socket.end())
    })
    expect((await fetch(`${under.url}/v1/health`)).status).toBe(200)
  })

  test('a delivery outside its bounds is refused whole', async () => {
    const till = await under.newTill()
    expect(await problemIn(await till.post(Array.from({ length: 101 }, () => ({}))))).toBe(
      'malformed-request',
    )
    expect(await problemIn(await till.post([{ x: 'x'.repeat(410_000) }]))).toBe('body-too-large')
    const nonce = 'A'.repeat(22)
    const head = { ...till.head, epoch: 7 }
    const unknownEpoch = await till.ask('POST', '/operations', {
      nonce,
      contractVersion: 1,
      head,
      operations: [],
    })
    expect(await problemIn(unknownEpoch)).toBe('malformed-request')
    const short = await till.ask('POST', '/operations', {
      nonce: 'short',
      contractVersion: 1,
      head: till.head,
      operations: [],
    })
    expect(await problemIn(short)).toBe('malformed-request')
  })

  test('a failure of the server says nothing of its cause', async () => {
    const broken = await startApi()
    await broken.api.context.database.schema.dropTable('ageChecks').cascade().execute()
    const till = await broken.newTill()
    const path = `/v1/terminals/${till.terminalId}/age-checks`
    const { type, body } = await readProblem(await broken.asAdministrator('GET', path))
    expect(type).toBe('internal-error')
    expect(Object.keys(body).toSorted()).toEqual(['status', 'title', 'type'])
    await broken.stop()
  })
})

describe('what head office reads', () => {
  test('counts of age checks, and look-ups that leave a trace', async () => {
    const till = await under.newTill()
    const { check, registered } = await recordCustomer(till, {
      email: 'look@example.pt',
      devices: [kit('DDDDDDDDDDD1')],
    })
    await till.deliver(check, registered)
    const counts = await under.asAdministrator('GET', `/v1/terminals/${till.terminalId}/age-checks`)
    expect(await counts.json()).toEqual({ terminalId: till.terminalId, allowed: 1, refused: 0, byReason: {} })
    const device = await under.asAdministrator('GET', '/v1/devices/DDDDDDDDDDD1')
    expect(await device.json()).toMatchObject({ deviceId: 'DDDDDDDDDDD1', accountId: registered.aggregateId })
    await under.asAdministrator('GET', `/v1/accounts/${registered.aggregateId}`)
    const trace = await under.api.context.database
      .selectFrom('audit')
      .select(['action', 'subject'])
      .where('action', 'in', ['device-read', 'account-read'])
      .where('subject', 'in', ['DDDDDDDDDDD1', registered.aggregateId])
      .orderBy('action')
      .execute()
    expect(trace).toEqual([
      { action: 'account-read', subject: registered.aggregateId },
      { action: 'device-read', subject: 'DDDDDDDDDDD1' },
    ])
  })

  test('[C36] the audit table only grows', async () => {
    const { database } = under.api.context
    await expect(database.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow(
      'append-only',
    )
    await expect(database.deleteFrom('audit').execute()).rejects.toThrow('append-only')
    await expect(sql`TRUNCATE audit`.execute(database)).rejects.toThrow('append-only')
    expect(await database.selectFrom('audit').select('entryId').limit(1).execute()).toHaveLength(1)
  })

  test('[C25] a log names routes and problems, and nobody', async () => {
    const till = await under.newTill()
    const bend = { email: 'canary@example.pt', givenName: 'Canária', devices: [kit('DDDDDDDDDDD2')] }
    const { check, registered } = await recordCustomer(till, bend)
    await till.deliver(check, registered)
    await under.asAdministrator('GET', '/v1/devices/DDDDDDDDDDD2')
    await under.asAdministrator('GET', `/v1/accounts/${registered.aggregateId}`)
    const lines = JSON.stringify(under.logged)
    expect(lines).toContain('/v1/devices/:deviceId')
    const canaries = [
      'canary',
      'Canária',
      'DDDDDDDDDDD2',
      registered.aggregateId,
      under.api.adminToken,
      '1990-02-14',
    ]
    expect(canaries.filter((canary) => lines.includes(canary))).toEqual([])
  })
})
