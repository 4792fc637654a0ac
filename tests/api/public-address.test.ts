import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '#account-api/environment.ts'
import { sessionCookie } from '#account-api/http/session-cookie.ts'
import { startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { clientAssertion, dpopProof } from './dpop-client.ts'
import type { FakeTill } from './fake-till.ts'

const PUBLIC = 'https://accounts.example'

let under: ApiUnderTest
let till: FakeTill
beforeAll(async () => {
  under = await startApi({ publicUrl: PUBLIC })
  till = await under.newTill()
})
afterAll(async () => under.stop())

/** Asks for a token at the address where the server listens, with a proof made for another one. */
const tokenFor = async (origin: string) => {
  const prove = async (nonce?: string) =>
    dpopProof({ key: till.key, method: 'POST', url: `${origin}/v1/token`, nonce })
  const ask = async (dpop: string) =>
    fetch(`${under.url}/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', dpop },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await clientAssertion({ key: till.key, terminalId: till.terminalId }),
      }),
    })
  const nonce = (await ask(await prove())).headers.get('dpop-nonce') ?? ''
  return ask(await prove(nonce))
}

test('[C16] a proof counts for the public address alone, whatever Host header it comes with', async () => {
  expect((await tokenFor(PUBLIC)).status).toBe(200)
  expect((await tokenFor(under.url)).status).toBe(401)
  expect((await tokenFor(PUBLIC.replace('https', 'http'))).status).toBe(401)
  expect((await tokenFor(`${PUBLIC}:8443`)).status).toBe(401)
})

test('[AD5] behind https the cookie of a session is bound to it, and only pages of that address may act', async () => {
  expect(sessionCookie(under.api.context)).toEqual({
    name: '__Host-counterside-session',
    options: { path: '/', httpOnly: true, sameSite: 'strict', secure: true },
  })
  const someone = await under.signIn('public', ['fleet'])
  const body = { operatorId: 'a1', terminalId: null }
  expect((await someone.ask('POST', '/v1/first-pin-codes', body)).status).toBe(200)
  const fromInside = await fetch(`${under.url}/v1/first-pin-codes`, {
    method: 'POST',
    headers: { cookie: someone.cookie, origin: under.url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(fromInside.status).toBe(403)
})

test('a public address has no path, and is one that a browser can open', () => {
  for (const wrong of ['https://a.example/api', 'ftp://a.example', 'a.example', 'https://a.example/?x'])
    expect(readEnvironment({ PUBLIC_URL: wrong })).toMatchObject({ ok: false })
  expect(readEnvironment({ PUBLIC_URL: 'https://a.example' })).toMatchObject({ ok: true })
})
