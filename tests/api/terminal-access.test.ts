import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose'
import { CONFIGURATION_TYPE, configurationSchema } from '#shared/contracts/configuration.ts'
import { enrolmentResponseSchema } from '#shared/contracts/messages/enrolment.ts'
import { codeKeyOf, codeNameOf, codeProof } from '#account-api/enrolment/code-secrets.ts'
import { startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { clientAssertion, dpopProof, newKeyPair } from './dpop-client.ts'
import { requestEnrolment } from './fake-till.ts'

let under: ApiUnderTest
beforeAll(async () => {
  under = await startApi()
})
afterAll(async () => under.stop())

const problemOf = async (response: Response) => {
  const { type } = (await response.json()) as { type: string }
  return [response.status, type.replace('urn:counterside:problem:', '')]
}

describe('enrolment', () => {
  test('[C17] the answer is proven with the code, and its configuration by the root key', async () => {
    const [code, key] = [await under.newCode(), await newKeyPair()]
    const response = await requestEnrolment({ url: under.url, code, key })
    const { proof, ...answer } = enrolmentResponseSchema.parse(await response.json())
    const members = { appVersion: '0.1.0', contractVersion: 1, hasKeystore: false, previous: null }
    const request = codeProof(codeKeyOf(code), {
      codeName: codeNameOf(code),
      terminalKey: key.publicKey,
      ...members,
    })
    expect(proof).toBe(codeProof(codeKeyOf(code), { ...answer, request }))
    expect(decodeProtectedHeader(answer.configuration)).toMatchObject({
      alg: 'ES256',
      typ: CONFIGURATION_TYPE,
    })
    const { payload } = await compactVerify(
      answer.configuration,
      await importJWK({ ...answer.rootKey }, 'ES256'),
    )
    const configuration = configurationSchema.parse(JSON.parse(Buffer.from(payload).toString()))
    expect(configuration).toMatchObject({ version: 1, terminalId: answer.terminalId, realm: 'practice' })
    expect(configuration.roster.map((operator) => operator.operatorId)).toEqual(['a1', 'm1'])
  })

  test('[C17] a lost reply is answered again the same; another key or another time is refused', async () => {
    const [code, key] = [await under.newCode(), await newKeyPair()]
    const first = await (await requestEnrolment({ url: under.url, code, key })).json()
    expect(await (await requestEnrolment({ url: under.url, code, key })).json()).toEqual(first)
    const other = await requestEnrolment({ url: under.url, code, key: await newKeyPair() })
    expect(await problemOf(other)).toEqual([403, 'code-refused'])
    under.clock.advance(10 * 60_000)
    expect(await problemOf(await requestEnrolment({ url: under.url, code, key }))).toEqual([
      403,
      'code-refused',
    ])
  })

  test('[C17] [C34] a good code with what no till says is the caller’s fault, and is still good afterwards', async () => {
    const [code, key] = [await under.newCode(), await newKeyPair()]
    const terminalId = '01890000-0000-7000-8000-00000000aaaa'
    for (const bend of [
      { appVersion: 'v\u00001' },
      { appVersion: 'v\ud800' },
      { appVersion: '' },
      { appVersion: '\u202e1.0' },
      { appVersion: '1.0\nadmin' },
      { previous: { terminalId, epoch: 2 ** 31 - 1 } },
      { previous: { terminalId, epoch: 2 ** 53 - 1 } },
      { contractVersion: 0 },
    ]) {
      // Proven with the code, so that nothing but the value itself is in the way.
      const members = {
        codeName: codeNameOf(code),
        terminalKey: key.publicKey,
        appVersion: '0.1.0',
        contractVersion: 1,
        hasKeystore: false,
        previous: null,
        ...bend,
      }
      const proof = codeProof(codeKeyOf(code), members)
      const response = await requestEnrolment({ url: under.url, code, key, bend: { ...bend, proof } })
      expect(await problemOf(response)).toEqual([400, 'malformed-request'])
    }
    expect((await requestEnrolment({ url: under.url, code, key })).status).toBe(200)
  })

  test('[C17] a late code, an unknown one, and a request that was altered are refused', async () => {
    const [late, altered, key] = [await under.newCode(), await under.newCode(), await newKeyPair()]
    const bend = { appVersion: '9.9.9' }
    expect(await problemOf(await requestEnrolment({ url: under.url, code: altered, key, bend }))).toEqual([
      403,
      'code-refused',
    ])
    under.clock.advance(10 * 60_000)
    expect(await problemOf(await requestEnrolment({ url: under.url, code: late, key }))).toEqual([
      403,
      'code-refused',
    ])
    const unknown = '0'.repeat(26)
    expect(await problemOf(await requestEnrolment({ url: under.url, code: unknown, key }))).toEqual([
      403,
      'code-refused',
    ])
  })

  test('[C17] one code that two keys use at once enrols one of them', async () => {
    const code = await under.newCode()
    const keys = await Promise.all(Array.from({ length: 5 }, () => newKeyPair()))
    const responses = await Promise.all(keys.map((key) => requestEnrolment({ url: under.url, code, key })))
    const enrolled = responses.filter((response) => response.status === 200)
    const refused = responses.filter((response) => response.status === 403)
    expect([enrolled.length, refused.length]).toEqual([1, 4])
  })
})

describe('tokens', () => {
  test('[C16] what a stranger shows at the token endpoint leaves nothing in the database', async () => {
    const till = await under.newTill()
    await till.renewToken()
    const remembered = async () =>
      (await under.api.context.database.selectFrom('seenProofs').select('proofId').execute()).length
    const before = await remembered()
    Object.assign(till, { key: await newKeyPair() })
    for (let count = 0; count < 3; count += 1) expect((await till.requestToken()).status).toBe(401)
    expect(await remembered()).toBe(before)
  })

  test('[C16] the server asks for its nonce first, and a wrong clock locks nobody out', async () => {
    const till = await under.newTill()
    const first = await till.requestToken()
    expect(first.headers.get('dpop-nonce')).toBeTruthy()
    expect(await problemOf(first)).toEqual([401, 'nonce-required'])
    const second = await till.requestToken()
    expect(await second.json()).toMatchObject({ token_type: 'DPoP', expires_in: 600 })
  })

  test('[C16] a nonce is fresh for five minutes and only if this server made it', async () => {
    const till = await under.newTill()
    await till.requestToken()
    under.clock.advance(5 * 60_000 + 1)
    expect(await problemOf(await till.requestToken())).toEqual([401, 'nonce-required'])
    till.nonce = `${till.nonce?.slice(0, -4)}AAAA`
    expect(await problemOf(await till.requestToken())).toEqual([401, 'nonce-required'])
  })

  test('[C16] an assertion is taken once, and only from the key that it names', async () => {
    const till = await under.newTill()
    const other = await newKeyPair()
    await till.requestToken()
    const ask = async (key: typeof till.key, assertion: string) => {
      const url = `${under.url}/v1/token`
      const response = await fetch(url, {
        method: 'POST',
        headers: { dpop: await dpopProof({ key, method: 'POST', url, nonce: till.nonce }) },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        }),
      })
      return response.status
    }
    const assertion = await clientAssertion({ key: till.key, terminalId: till.terminalId })
    expect(await ask(other, assertion)).toBe(401)
    expect(await ask(till.key, await clientAssertion({ key: other, terminalId: till.terminalId }))).toBe(401)
    expect(await ask(till.key, assertion)).toBe(200)
    expect(await ask(till.key, assertion)).toBe(401)
  })

  test('[C16] a captured request that is replayed, or sent with another key, is 401', async () => {
    const till = await under.newTill()
    await till.deliver()
    const url = `${under.url}/v1/terminals/${till.terminalId}/configuration`
    const { accessToken, nonce } = till
    const send = (dpop: string) => fetch(url, { headers: { authorization: `DPoP ${accessToken}`, dpop } })
    const proof = await dpopProof({ key: till.key, method: 'GET', url, nonce, accessToken })
    expect((await send(proof)).status).toBe(200)
    expect(await problemOf(await send(proof))).toEqual([401, 'credential-invalid'])
    const bends = [
      { key: await newKeyPair() },
      { method: 'POST' },
      { url: `${url}/x` },
      { url: url.replace('127.0.0.1', 'example.pt') },
      { accessToken: 'another' },
      { accessToken: undefined },
    ]
    for (const bend of bends) {
      const bent = await dpopProof({ key: till.key, method: 'GET', url, nonce, accessToken, ...bend })
      expect(await problemOf(await send(bent))).toEqual([401, 'credential-invalid'])
    }
    const bearer = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } })
    expect(await problemOf(bearer)).toEqual([401, 'credential-invalid'])
    expect(await problemOf(await fetch(url))).toEqual([401, 'credential-missing'])
  })

  test('[C16] a token lives ten minutes', async () => {
    const till = await under.newTill()
    await till.deliver()
    under.clock.advance(600_000)
    expect(await problemOf(await till.askOnce('GET', '/configuration'))).toEqual([401, 'credential-expired'])
  })

  test('[C33] a terminal may only speak of itself', async () => {
    const [till, other] = [await under.newTill(), await under.newTill()]
    await till.deliver()
    const url = `${under.url}/v1/terminals/${other.terminalId}/configuration`
    const { accessToken, nonce } = till
    const dpop = await dpopProof({ key: till.key, method: 'GET', url, nonce, accessToken })
    const response = await fetch(url, { headers: { authorization: `DPoP ${accessToken}`, dpop } })
    expect(await problemOf(response)).toEqual([403, 'forbidden'])
  })

  test('[C18] a revoked terminal is refused at its next call, and gets no new token', async () => {
    const till = await under.newTill()
    await till.deliver()
    const path = `/v1/terminals/${till.terminalId}/revocation`
    expect((await under.asAdministrator('POST', path, { reason: 'stolen' })).status).toBe(200)
    expect((await under.asAdministrator('POST', path, { reason: 'stolen' })).status).toBe(200)
    expect(await problemOf(await till.post([]))).toEqual([403, 'terminal-revoked'])
    expect(await problemOf(await till.requestToken())).toEqual([403, 'terminal-revoked'])
  })
})

describe('configuration and first PIN', () => {
  test('[C12] its version grows only when something changed', async () => {
    const till = await under.newTill()
    const read = async () =>
      ((await (await till.ask('GET', '/configuration')).json()) as { configuration: string }).configuration
    const first = await read()
    under.clock.advance(1000)
    expect(await read()).toBe(first)
    const operator = { operatorId: 'a2', name: 'Rui', roles: ['assistant'], stores: ['practice-store'] }
    await under.asAdministrator('POST', '/v1/operators', operator)
    const second = configurationSchema.parse(
      JSON.parse(Buffer.from((await read()).split('.')[1] ?? '', 'base64url').toString()),
    )
    expect([second.version, second.roster.length]).toEqual([2, 3])
  })

  test('[C12] a first-PIN code works once, for its operator and its terminal', async () => {
    const [till, other] = [await under.newTill(), await under.newTill()]
    const make = async () => {
      const made = await under.asAdministrator('POST', '/v1/first-pin-codes', {
        operatorId: 'a1',
        terminalId: till.terminalId,
      })
      return ((await made.json()) as { code: string }).code
    }
    const code = await make()
    const use = async (who: typeof till, operatorId: string) =>
      (await who.ask('POST', `/operators/${operatorId}/first-pin`, { code })).status
    expect(await use(other, 'a1')).toBe(403)
    expect(await use(till, 'm1')).toBe(403)
    expect(await use(till, 'a1')).toBe(200)
    expect(await use(till, 'a1')).toBe(403)
  })

  test("the server's keys are those that it says", async () => {
    const { keys, database } = under.api.context
    expect(await calculateJwkThumbprint({ ...keys.root.publicKey })).toBeTruthy()
    const unsealing = keys.sealing.unsealing(database)
    expect(await unsealing((await keys.sealing.newest(database)).keyId)).toBeInstanceOf(CryptoKey)
    expect(await unsealing('another')).toBe('never-issued')
  })
})
