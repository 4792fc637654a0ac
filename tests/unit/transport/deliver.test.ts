import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type Journal, openJournal } from '#electron/journal/journal.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { createAccountApiClient } from '#electron/transport/account-api-client.ts'
import { deliver } from '#electron/transport/deliver.ts'
import { createAskHeld } from '#electron/transport/ask-held.ts'
import { createHeldComparison } from '#electron/transport/held-comparison.ts'
import { createNodeHttp } from '#electron/transport/node-http.ts'
import { createTerminalCredential } from '#electron/transport/terminal-credential.ts'
import { createTrustedTime } from '#electron/transport/trusted-time.ts'
import { openTerminalKey } from '#electron/vault/terminal-key.ts'
import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'

import { appendRecord, framesOf, operationId } from '../../harness/journal-records.ts'
import { createManualTime } from '../../harness/manual-time.ts'
import {
  type Played,
  type ScriptedAccountApi,
  TERMINAL_ID,
  json,
  problem,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'

const OPERATIONS = `/v1/terminals/${TERMINAL_ID}/operations`
let api: ScriptedAccountApi
beforeEach(async () => void (api = await startScriptedAccountApi()))
afterEach(() => api.stop())

async function till(deadlineMs = 5000, disk = createMemoryDisk()) {
  const opened = await openJournal({ disk, folder: '/till/journal' })
  const key = await openTerminalKey({ disk, path: '/till/key.json', secret: null })
  if (!opened.ok || !key.ok) throw new Error('till')
  const time = createManualTime()
  const { clock } = time
  const random = createSeededRandom('deliver')
  const trustedTime = createTrustedTime({ clock, knownOffsetMs: null })
  const ports = { http: createNodeHttp({ deadlineMs }), clock, accountApiUrl: api.url }
  const credential = createTerminalCredential({
    ports,
    terminalId: TERMINAL_ID,
    key: key.value,
    clock,
    random,
    trustedTime,
  })
  const client = createAccountApiClient({ ...ports, credential })
  const journal = opened.value
  const deliverPorts = {
    client,
    journal,
    heldComparison: createHeldComparison(
      journal,
      createAskHeld(() => ({ client, random, terminalId: TERMINAL_ID })),
    ),
    trustedTime,
    clock,
    random,
    terminalId: TERMINAL_ID,
    epoch: 1,
  }
  const delivered = async (...counts: number[]) => deliver(deliverPorts, await envelopesOf(journal, counts))
  const send = async (...counts: number[]) => (await delivered(...counts)).result
  return { delivered, disk, journal, time, trustedTime, credential, client, send }
}

async function envelopesOf(journal: Journal, counts: number[]) {
  const frames = await framesOf(journal, { after: 0, limit: 200 })
  return frames.flatMap((frame) =>
    frame.kind === 'saved' && counts.some((count) => operationId(count) === frame.envelope.id)
      ? [sealedEnvelopeSchema.parse(frame.envelope)]
      : [],
  )
}

const HTML: Played = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<h1>Welcome to our Wi-Fi</h1>',
}
const retry = (cause: string, retryAfterMs: number | null = null) => ({ kind: 'retry', cause, retryAfterMs })

describe('delivering', () => {
  test('[T4] [T5] journals outcomes before it answers, and sends nonce and head', async () => {
    const { disk, journal, send, trustedTime } = await till()
    await appendRecord(journal, 1)
    await appendRecord(journal, 2)
    const sent = await send(1, 2)
    expect(sent).toMatchObject({ kind: 'settled', unanswered: [], serverHead: { sequence: 2 }, spreadMs: 0 })
    expect(sent.kind === 'settled' && sent.frames.map((frame) => [frame.number, frame.kind])).toEqual([
      [3, 'settled'],
      [4, 'settled'],
    ])
    expect(api.delivered[0]?.head).toEqual(journal.head(1))
    disk.crash()
    const again = await openJournal({ disk, folder: '/till/journal' })
    expect(again.ok && again.value.record(operationId(1))?.settled?.outcome).toEqual({ kind: 'accepted' })
    expect(trustedTime.trust()).toBe('right')
  })

  test('[T5] a final outcome that is journaled is not journaled again; its frame is given', async () => {
    const { journal, send } = await till()
    await appendRecord(journal, 1)
    const first = await send(1)
    const second = await send(1)
    expect(second).toEqual(first)
    expect(journal.lastFrame()).toBe(2)
  })

  test('[T5] a wait that is journaled is not journaled again at each try; its frame is given', async () => {
    const { journal, send } = await till()
    await appendRecord(journal, 1)
    const on = [operationId(9)] as const
    api.settings.outcomes.set(operationId(1), { kind: 'waiting', on: [...on] })
    const first = await send(1)
    expect(first).toMatchObject({ kind: 'settled', frames: [{ number: 2 }] })
    expect(await send(1)).toEqual(first)
    expect(journal.lastFrame()).toBe(2)
  })

  test('[T4a] [J4a] what a power cut may still take is sent, and said of the chain, only once it is written again', async () => {
    const { disk, journal } = await till()
    await appendRecord(journal, 1)
    disk.setPlan((step) => (step === 'sync' ? 'io' : null))
    await appendRecord(journal, 2)
    const again = await till(5000, disk)
    disk.setPlan((step) => (step === 'open' || step === 'write' ? 'io' : null))
    expect(await again.send(1, 2)).toEqual(retry('disk-failed'))
    expect(await again.send()).toEqual(retry('disk-failed'))
    expect(api.delivered).toEqual([])
    disk.setPlan(() => null)
    expect(await again.send(1, 2)).toMatchObject({ kind: 'settled', serverHead: { sequence: 2 } })
    disk.crash()
    const last = await till(5000, disk)
    expect(last.journal.head(1)).toEqual(again.journal.head(1))
  })

  test('[J18] what the server holds durably is given up', async () => {
    const { journal, send } = await till()
    await appendRecord(journal, 1)
    api.settings.durableSequence = 1
    const sent = await send(1)
    expect(sent.kind === 'settled' && sent.frames.at(-1)).toEqual({
      number: 3,
      kind: 'removed',
      operationIds: [operationId(1)],
    })
    const saved = await journal.readFrame(1)
    expect(saved?.kind === 'saved' && saved.envelope.sealedPayload).toBeNull()
  })

  test('[T14] [F50] what a server that was put back does not hold any more is open again, from its first answer on', async () => {
    const { journal, send } = await till()
    for (const count of [1, 2, 3]) await appendRecord(journal, count)
    await send(1, 2)
    api.forget(1)
    const heard = await send()
    expect(heard.kind === 'settled' && heard.frames).toEqual([
      { number: 6, kind: 'refill', operationIds: [operationId(2)] },
    ])
    expect(await send()).toMatchObject({ kind: 'settled', frames: [] })
    expect(await send(2)).toMatchObject({ frames: [{ kind: 'settled', operationId: operationId(2) }] })
    expect(journal.record(operationId(2))?.settled?.outcome).toEqual({ kind: 'accepted' })
  })

  test('[T19] [F50] a record at whose place another is held is found by its id, and sent again where it is not', async () => {
    const { journal, send } = await till()
    for (const count of [1, 2]) await appendRecord(journal, count)
    await send(1, 2)
    api.settings.outcomes.set(operationId(1), { kind: 'accepted' })
    api.settings.held = [{ epoch: 1, last: 2, gaps: [], ends: [[2, 'F'.repeat(43)]], fork: null }]
    api.settings.durableSequence = 2
    expect(await send()).toMatchObject({ frames: [{ kind: 'refill', operationIds: [operationId(2)] }] })
    expect(await send()).toMatchObject({ frames: [{ kind: 'removed', operationIds: [operationId(1)] }] })
    expect(api.seen.filter(({ path }) => path.includes('/outcomes'))).toHaveLength(1)
  })

  test.each<[string, Played, object]>([
    ['a captive portal’s page', HTML, retry('not-the-account-api')],
    [
      'JSON that is called HTML',
      { ...json({}), headers: { 'content-type': 'text/html' } },
      retry('not-the-account-api'),
    ],
    ['JSON of another shape', json({ ok: true }), retry('not-the-account-api')],
    [
      'a redirect to a login page',
      { status: 302, headers: { location: '/login' }, body: '' },
      retry('not-the-account-api'),
    ],
    ['truncated JSON', { ...json({}), body: '{"nonce":"' }, retry('not-the-account-api')],
    ['a body that breaks off', { ...json({}), missingBytes: 100 }, retry('unreachable')],
    ['a body without end', { ...json({}), body: ' '.repeat(2 ** 20 + 1) }, retry('not-the-account-api')],
    ['an answer that comes too late', { ...HTML, delayMs: 1500 }, retry('timeout')],
    ['a missing endpoint', { ...HTML, status: 404 }, retry('not-the-account-api')],
    ['a storm of 500', { ...HTML, status: 500 }, retry('server-error')],
    ['a bad gateway', { ...HTML, status: 502 }, retry('server-error')],
    ['our own 500', problem('internal-error'), retry('server-error')],
    ['our own 503', problem('unavailable', { 'retry-after': '7' }), retry('busy', 7000)],
    ['429 with seconds', problem('too-many-requests', { 'retry-after': '30' }), retry('busy', 30_000)],
    [
      '429 without a document',
      { ...HTML, status: 429, headers: { 'retry-after': '999999' } },
      retry('busy', 3_600_000),
    ],
    [
      '429 with a date',
      problem('too-many-requests', {
        date: 'Sun, 22 Nov 2026 09:00:00 GMT',
        'retry-after': 'Sun, 22 Nov 2026 09:01:00 GMT',
      }),
      retry('busy', 60_000),
    ],
    ['a proxy’s 403 page', { ...HTML, status: 403 }, retry('not-the-account-api')],
    ['a proxy’s 400 page', { ...HTML, status: 400 }, retry('not-the-account-api')],
    ['401', problem('credential-expired'), { kind: 'credential' }],
    ['403', problem('forbidden'), { kind: 'credential' }],
    ['407 of a proxy', { ...HTML, status: 407 }, retry('not-the-account-api')],
    ['401 of a proxy', { ...HTML, status: 401 }, retry('not-the-account-api')],
    ['511 of a hotel', { ...HTML, status: 511 }, retry('server-error')],
    ['no content', { status: 204, body: '' }, retry('not-the-account-api')],
    ['a part of the content', json({}, 206), retry('not-the-account-api')],
    ['what has not changed', { status: 304, body: '' }, retry('not-the-account-api')],
    ['what moved for good, in JSON', json({}, 308), retry('not-the-account-api')],
    ['a choice of answers', json([], 300), retry('not-the-account-api')],
    ['an empty body that is called JSON', { ...json({}), body: '' }, retry('not-the-account-api')],
    ['null', json(null), retry('not-the-account-api')],
    ['two answers in one', { ...json({}), body: '{}{}' }, retry('not-the-account-api')],
    ['a hundred thousand brackets', { ...json({}), body: '['.repeat(100_000) }, retry('not-the-account-api')],
    [
      'an answer that would change every object',
      { ...json({}), body: '{"__proto__":{"nonce":"x"},"results":[]}' },
      retry('not-the-account-api'),
    ],
    [
      'bytes that are called gzip',
      { ...json({}), headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
      retry('not-the-account-api'),
    ],
    [
      'JSON in an encoding that is no UTF-8',
      { ...json({}), headers: { 'content-type': 'application/json; charset=utf-16le' } },
      retry('not-the-account-api'),
    ],
    [
      'a problem of a type that nobody knows, as 200',
      { ...problem('terminal-revoked'), status: 200 },
      retry('not-the-account-api'),
    ],
    [
      'a problem that a later version may know',
      { ...problem('forbidden'), status: 409, body: '{"type":"urn:x","title":"x","status":409}' },
      retry('not-the-account-api'),
    ],
    [
      '429 with a wait that is no number',
      { ...HTML, status: 429, headers: { 'retry-after': 'soon' } },
      retry('busy'),
    ],
    [
      '429 with a wait that is over',
      { ...HTML, status: 429, headers: { 'retry-after': '-5' } },
      retry('busy'),
    ],
    [
      '429 with a wait of four hundred digits',
      { ...HTML, status: 429, headers: { 'retry-after': '9'.repeat(400) } },
      retry('busy', 3_600_000),
    ],
    ['413', problem('body-too-large'), { kind: 'split' }],
    ['413 of a proxy', { ...HTML, status: 413 }, { kind: 'split' }],
    ['400 on the envelope', problem('malformed-request'), { kind: 'split' }],
    ['a desk too old', problem('client-too-old'), { kind: 'stop', cause: 'client-too-old' }],
    ['a revoked terminal', problem('terminal-revoked'), { kind: 'stop', cause: 'terminal-revoked' }],
    ['the other realm', problem('wrong-realm'), { kind: 'stop', cause: 'wrong-realm' }],
  ])('[T1] [T2] [T3] %s', async (_, played, expected) => {
    const { journal, send } = await till(700)
    await appendRecord(journal, 1)
    api.play(OPERATIONS, played)
    expect(await send(1)).toEqual(expected)
    expect(journal.lastFrame()).toBe(1)
    expect(await send(1)).toMatchObject({ kind: 'settled' })
  })

  test('[T4] another nonce, an id that was not sent, an id twice: nothing is known', async () => {
    const { journal, send } = await till()
    await appendRecord(journal, 1)
    await appendRecord(journal, 2)
    const good = {
      nonce: 'A'.repeat(22),
      serverTime: '2026-11-22T10:00:00.000Z',
      serverEpoch: 'e',
      gaps: [],
      head: { epoch: 1, sequence: 0, hash: 'A'.repeat(43) },
      isForked: false,
      durable: [],
      results: [],
    }
    api.play(OPERATIONS, json(good))
    expect(await send(1)).toEqual(retry('not-the-account-api'))
    // The nonce is chance from a seed: the same till asked again gives the next one.
    for (const ids of [[2], [1, 1]]) {
      const other = await till()
      await appendRecord(other.journal, 1)
      const nonce = (await nonceOfNext(other)).nonce
      const results = ids.map((id) => ({ operationId: operationId(id), outcome: { kind: 'accepted' } }))
      const fresh = await till()
      await appendRecord(fresh.journal, 1)
      api.play(OPERATIONS, json({ ...good, nonce, results }))
      expect(await fresh.send(1)).toEqual(retry('not-the-account-api'))
      expect(fresh.journal.lastFrame()).toBe(1)
    }
  })

  async function nonceOfNext(given: Awaited<ReturnType<typeof till>>) {
    await given.send(1)
    const batch = api.delivered.at(-1)
    if (batch === undefined) throw new Error('nothing came')
    return batch
  }

  test('[T11] a server that holds what this till never wrote is a fork', async () => {
    const { journal, send } = await till()
    await appendRecord(journal, 1)
    await send(1)
    const other = await till()
    expect(await other.delivered()).toMatchObject({ isForked: true, result: { kind: 'settled' } })
    await appendRecord(other.journal, 5)
    expect(await other.delivered(5)).toMatchObject({ isForked: true, result: { kind: 'settled' } })
  })

  test('[T11] a server that says so is believed, and what was sent is settled', async () => {
    const { journal, delivered } = await till()
    await appendRecord(journal, 1)
    api.settings.isForked = true
    expect(await delivered(1)).toMatchObject({ isForked: true, result: { kind: 'settled', unanswered: [] } })
  })

  test('a disk that fails while outcomes are written: the batch is sent again', async () => {
    const { disk, journal, send } = await till()
    await appendRecord(journal, 1)
    disk.setPlan((step) => (step === 'write' ? 'io' : null))
    expect(await send(1)).toEqual(retry('disk-failed'))
    disk.setPlan(() => null)
    expect(await send(1)).toMatchObject({ kind: 'settled' })
  })

  test('no network at all', async () => {
    const { send } = await till()
    await api.stop()
    expect(await send()).toEqual(retry('unreachable'))
  })
})

describe('the terminal’s credential', () => {
  test('[T8] a nonce that is asked for is used in one retry, and kept for the next request', async () => {
    api.settings.requiresNonce = true
    const { send } = await till()
    expect(await send()).toMatchObject({ kind: 'settled' })
    expect(api.seen.map(({ path }) => path)).toEqual(['/v1/token', '/v1/token', OPERATIONS])
    await send()
    expect(api.seen.length).toBe(4)
  })

  test('[T8] a server that asks for a nonce for ever is asked twice', async () => {
    const { send } = await till()
    const asked = problem('nonce-required', { 'dpop-nonce': 'n' })
    api.play('/v1/token', asked, asked, asked)
    expect(await send()).toEqual({ kind: 'credential' })
    expect(api.seen.length).toBe(2)
  })

  test('[T8] two batches get one token; it ends with its time and not with the wall clock', async () => {
    const { send, time } = await till()
    await Promise.all([send(), send()])
    time.setWall(0)
    await send()
    const tokens = () => api.seen.filter(({ path }) => path === '/v1/token').length
    expect(tokens()).toBe(1)
    time.pass(10 * 60_000)
    await send()
    expect(tokens()).toBe(2)
  })

  test('[T7] with a clock ten years off, proofs carry the server’s time', async () => {
    const { client, send, time, trustedTime } = await till()
    time.setWall(Date.UTC(2036, 0, 1))
    const health = await client.call({ name: 'health', params: {}, body: null })
    if (!health.ok) throw new Error('health')
    const { askedAtMs, heardAtMs } = health.value
    trustedTime.note({ serverTimeMs: api.settings.serverTimeMs, askedAtMs, heardAtMs })
    expect(trustedTime.trust()).toBe('wrong')
    await send()
    const proof = String(api.seen.at(-1)?.headers['dpop']).split('.')[1] ?? ''
    const claims = JSON.parse(Buffer.from(proof, 'base64url').toString())
    expect(Math.abs(claims.iat * 1000 - api.settings.serverTimeMs)).toBeLessThan(2000)
    expect(claims).toMatchObject({ htm: 'POST', htu: `${api.url}${OPERATIONS}` })
  })

  test('a revoked terminal stops already at the token', async () => {
    const { send } = await till()
    api.play('/v1/token', problem('terminal-revoked'))
    expect(await send()).toEqual({ kind: 'stop', cause: 'terminal-revoked' })
  })
})
