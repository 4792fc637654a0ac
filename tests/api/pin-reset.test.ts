import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { challengeOf, isResponse } from '#electron/vault/telephone-response.ts'
import { configurationSchema } from '#shared/contracts/configuration.ts'
import { operatorIdSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { pinResetResponseSchema } from '#shared/contracts/messages/pin-reset.ts'
import { RESPONSE_BYTES } from '#shared/contracts/pin-reset.ts'
import { ROUTES } from '#shared/contracts/routes.ts'
import { readSpoken, writeSpoken } from '#shared/contracts/spoken-code.ts'

import { startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { FakeTill } from './fake-till.ts'

let under: ApiUnderTest
beforeAll(async () => {
  under = await startApi()
})
afterAll(async () => under.stop())

const PATH = ROUTES.pinReset.path
const MIGUEL = operatorIdSchema.parse('m1')

/** What a till holds of an operator, from the configuration that was last issued to it. */
async function anchorOf(till: FakeTill, operatorId = MIGUEL) {
  const { configuration: jws } = await under.api.context.database
    .selectFrom('configurationVersions')
    .select('configuration')
    .where('terminalId', '=', till.terminalId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()
  const { resetAnchors } = configurationSchema.parse(JSON.parse(payload))
  const anchor = Buffer.from(resetAnchors?.[operatorId] ?? '', 'base64url')
  const terminalId = terminalIdSchema.parse(till.terminalId)
  return { anchor, binding: { terminalId, epoch: till.epoch, operatorId } }
}

const ask = (body: object) =>
  under.asAdministrator('POST', PATH, { storeId: 'practice-store', operatorId: 'm1', ...body })

const problemOf = async (response: Response) => {
  const { type, errors } = (await response.json()) as { type: string; errors?: { detail: string }[] }
  return [response.status, type.replace('urn:counterside:problem:', ''), errors?.[0]?.detail]
}

const auditOf = (action: string) =>
  under.api.context.database
    .selectFrom('audit')
    .select(['actor', 'subject', 'detail'])
    .where('action', '=', action)
    .execute()

describe('a response by telephone', () => {
  test('[C12] [V13] answers the challenge of the till that shows it, and no other round, operator or till', async () => {
    const [till, other] = [await under.newTill(), await under.newTill()]
    const anchor = await anchorOf(till)
    const challenge = writeSpoken(challengeOf(anchor, 4))
    const answer = pinResetResponseSchema.parse(await (await ask({ challenge })).json())
    expect(answer).toMatchObject({ terminalId: till.terminalId, terminalName: 'Till' })
    const read = readSpoken(answer.response, RESPONSE_BYTES)
    const response = read.ok ? read.value : new Uint8Array()
    expect(isResponse({ ...anchor, round: 4, response })).toBe(true)
    expect(isResponse({ ...anchor, round: 5, response })).toBe(false)
    expect(isResponse({ ...(await anchorOf(other)), round: 4, response })).toBe(false)
    const ana = await anchorOf(till, operatorIdSchema.parse('a1'))
    expect(isResponse({ ...ana, round: 4, response })).toBe(false)
    expect(await (await ask({ challenge: challenge.toLowerCase().replace(' ', '') })).json()).toEqual(answer)
  })

  test('[C12] every answer and every refusal is in the audit, without the response', async () => {
    const till = await under.newTill()
    const challenge = writeSpoken(challengeOf(await anchorOf(till), 0))
    const { response } = pinResetResponseSchema.parse(await (await ask({ challenge })).json())
    await ask({ challenge, operatorId: 'a1' })
    const detail = `terminal ${till.terminalId}, epoch 1, round 0`
    const answered = { actor: 'administrator', subject: 'm1', detail }
    expect(await auditOf('pin-reset-answered')).toContainEqual(answered)
    const refused = { actor: 'administrator', subject: 'a1', detail: 'not shown in store practice-store' }
    expect(await auditOf('pin-reset-refused')).toEqual([refused])
    const everything = JSON.stringify([await auditOf('pin-reset-answered'), under.logged])
    expect(everything).not.toContain(response.slice(0, 5))
  })

  test('[C12] is for an administrator only', async () => {
    const till = await under.newTill()
    const body = JSON.stringify({
      storeId: 'practice-store',
      operatorId: 'm1',
      challenge: writeSpoken(challengeOf(await anchorOf(till), 0)),
    })
    const before = (await auditOf('pin-reset-answered')).length
    const send = (headers: Record<string, string>) =>
      fetch(under.url + PATH, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
    expect((await problemOf(await send({}))).slice(0, 2)).toEqual([401, 'credential-missing'])
    const wrong = await send({ authorization: `Bearer ${'x'.repeat(43)}` })
    expect((await problemOf(wrong)).slice(0, 2)).toEqual([401, 'credential-invalid'])
    expect((await auditOf('pin-reset-answered')).length).toBe(before)
  })

  test('[V18] a misheard challenge is told by its group, a short one by its length', async () => {
    const till = await under.newTill()
    const challenge = writeSpoken(challengeOf(await anchorOf(till), 0))
    const misheard = challenge.slice(0, -1) + (challenge.endsWith('A') ? 'B' : 'A')
    expect(await problemOf(await ask({ challenge: misheard }))).toEqual([
      400,
      'malformed-request',
      'group 2 was misheard',
    ])
    expect(await problemOf(await ask({ challenge: 'ABC' }))).toEqual([
      400,
      'malformed-request',
      '3 of 10 symbols',
    ])
  })

  test('[V14] a challenge that no till of the store shows to this operator is refused', async () => {
    const till = await under.newTill()
    const anchor = await anchorOf(till)
    const refused = [400, 'malformed-request', 'no till of this store shows this challenge to this operator']
    const forged = writeSpoken(challengeOf({ ...anchor, anchor: Buffer.alloc(RESPONSE_BYTES) }, 0))
    expect(await problemOf(await ask({ challenge: forged }))).toEqual(refused)
    expect(await problemOf(await ask({ challenge: writeSpoken(Uint8Array.of(255, 1, 2, 3, 4)) }))).toEqual(
      refused,
    )
    const challenge = writeSpoken(challengeOf(anchor, 0))
    expect(await problemOf(await ask({ challenge, operatorId: 'a1' }))).toEqual(refused)
    expect((await problemOf(await ask({ challenge, operatorId: 'nobody' }))).slice(0, 2)).toEqual([
      404,
      'not-found',
    ])
    expect((await problemOf(await ask({ challenge, storeId: 'elsewhere' }))).slice(0, 2)).toEqual([
      404,
      'not-found',
    ])
  })

  test('[V13] [C18] nor one of an enrolment that is over, nor one of a revoked till', async () => {
    const till = await under.newTill()
    const anchor = await anchorOf(till)
    const before = writeSpoken(challengeOf(anchor, 0))
    await under.asAdministrator('POST', `/v1/terminals/${till.terminalId}/revocation`, { reason: 'stolen' })
    expect((await problemOf(await ask({ challenge: before }))).slice(0, 2)).toEqual([403, 'terminal-revoked'])
    const previous = { terminalId: anchor.binding.terminalId, epoch: till.epoch }
    const again = await FakeTill.enrol({
      url: under.url,
      code: await under.newCode(till.terminalId),
      previous,
    })
    expect((await problemOf(await ask({ challenge: before }))).slice(0, 2)).toEqual([
      400,
      'malformed-request',
    ])
    const now = writeSpoken(challengeOf(await anchorOf(again), 0))
    expect((await ask({ challenge: now })).status).toBe(200)
  })

  test('[V13] a new roster brings an anchor for who is new and changes no other', async () => {
    const till = await under.newTill()
    const anchor = await anchorOf(till)
    await under.asAdministrator('POST', '/v1/operators', {
      operatorId: 'x9',
      name: 'Eva',
      roles: ['assistant'],
      stores: ['practice-store'],
    })
    expect((await till.ask('GET', '/configuration')).status).toBe(200)
    expect(await anchorOf(till)).toEqual(anchor)
    expect((await anchorOf(till, operatorIdSchema.parse('x9'))).anchor).toHaveLength(RESPONSE_BYTES)
  })
})
