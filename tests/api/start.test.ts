import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { type Socket, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnvironment } from '#account-api/environment.ts'
import { signIn } from '#account-api/administrators/sign-in.ts'
import { putStore } from '#account-api/administration/organisation.ts'
import { seedPracticeAdministrators } from '#account-api/practice-administrators.ts'
import { seedPractice } from '#account-api/practice-seed.ts'
import { startAccountApi } from '#account-api/start.ts'
import { storeIdSchema } from '#shared/contracts/identifiers.ts'
import { healthResponseSchema } from '#shared/contracts/messages/health.ts'
import { CHEAP, WRAPPING_KEY } from './api-under-test.ts'
import { emptyDatabase } from './empty-database.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'account-api-'))
})
afterEach(async () => rm(directory, { recursive: true, force: true }))

const inMemory = async () => ({ dataDirectory: null, emptyDatabase: await emptyDatabase() })

test('keeps its data, keys and token over a restart, and knows itself again', async () => {
  const options = { realm: 'practice', dataDirectory: directory } as const
  const first = await startAccountApi(options)
  await seedPractice(first.context)
  const before = healthResponseSchema.parse(await (await fetch(`${first.url}/v1/health`)).json())
  const keys = first.context.keys.root.publicKey
  await expect(startAccountApi(options)).rejects.toThrow('already works with this data directory')
  await first.stop()
  await first.stop()
  expect((await stat(join(directory, 'admin-token'))).mode & 0o777).toBe(0o600)
  expect((await readFile(join(directory, 'admin-token'), 'utf8')).trim()).toBe(first.adminToken)

  await writeFile(join(directory, 'account-api.lock'), '999999999 1\n')
  const second = await startAccountApi(options)
  const after = healthResponseSchema.parse(await (await fetch(`${second.url}/v1/health`)).json())
  expect([second.adminToken, second.context.keys.root.publicKey]).toEqual([first.adminToken, keys])
  expect(after.serverEpoch).toBe(before.serverEpoch)
  const seeded = await seedPractice(second.context)
  expect(seeded.operators.map((operator) => [operator.operatorId, operator.role])).toEqual([
    ['a1', 'assistant'],
    ['m1', 'manager'],
  ])
  await second.stop()

  const live = { ...options, realm: 'live', wrappingKey: WRAPPING_KEY } as const
  await expect(startAccountApi(live)).rejects.toThrow('practice')
})

test('[AD1] [LK5] a server that is not told otherwise makes every guess at a password cost what OWASP asks for', async () => {
  const api = await startAccountApi({ realm: 'practice', ...(await inMemory()) })
  expect(api.context.passwordCosts).toEqual({
    administrators: { N: 32_768, r: 8, p: 3 },
    customers: { memory: 19_456, passes: 2, parallelism: 1 },
  })
  await api.stop()
})

test('a request in flight is answered before the server stops, and stopping does not wait for idle clients', async () => {
  const api = await startAccountApi({ realm: 'practice', ...(await inMemory()) })
  await fetch(`${api.url}/v1/health`)
  const answered = await api.context.database.transaction().execute(async () => {
    const asked = fetch(`${api.url}/v1/stores`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        storeId: 's1',
        name: 'Baixa',
        marketCode: 'practice',
        timeZone: 'Europe/Lisbon',
        channel: 'brand-store',
      }),
    })
    await sleep(200)
    const stopped = api.stop()
    await sleep(100)
    return { asked, stopped }
  })
  expect((await answered.asked).status).toBe(200)
  await answered.stopped
  await expect(fetch(`${api.url}/v1/health`)).rejects.toThrow('fetch failed')
}, 20_000)

test('stopping does not wait for a connection that never asked anything, nor for ever for one that stops midway', async () => {
  const api = await startAccountApi({ realm: 'practice', ...(await inMemory()), patienceMs: 300 })
  const { hostname, port } = new URL(api.url)
  // Browsers open one connection more than they need when a server is slow to accept.
  const silent = connect(Number(port), hostname)
  const midway = connect(Number(port), hostname)
  await Promise.all([once(silent, 'connect'), once(midway, 'connect')])
  midway.write('POST /v1/enrolments HTTP/1.1\r\nhost: store\r\ncontent-length: 100\r\n\r\n{')
  const isClosed = (socket: Socket) => once(socket, 'close').then(() => true)
  const closed = Promise.all([isClosed(silent), isClosed(midway)])
  for (const socket of [silent, midway]) socket.on('error', () => undefined).resume()
  await fetch(`${api.url}/v1/health`)
  await api.stop()
  expect(await closed).toEqual([true, true])
}, 20_000)

test('a practice server gets two administrators with new passwords at every start', async () => {
  const api = await startAccountApi({ realm: 'practice', ...(await inMemory()), passwordCosts: CHEAP })
  const before = await seedPracticeAdministrators(api.context)
  const people = await seedPracticeAdministrators(api.context)
  expect(people.map(({ loginName }) => loginName)).toEqual(['office', 'compliance'])
  for (const [index, { loginName, password }] of people.entries()) {
    expect(await signIn(api.context, { loginName, password: before[index]?.password ?? '' })).toMatchObject({
      ok: false,
    })
    expect(await signIn(api.context, { loginName, password })).toMatchObject({ ok: true })
  }
  await api.stop()
})

test('[R8] a live server is never seeded for practice, and no store of it is of the practice market', async () => {
  const live = await startAccountApi({ realm: 'live', ...(await inMemory()), wrappingKey: WRAPPING_KEY })
  const store = { storeId: storeIdSchema.parse('s1'), name: 'Store', timeZone: 'Europe/Lisbon' }
  const put = async (marketCode: string) =>
    (await putStore({ ...live.context, actor: 'test' }, { ...store, marketCode, channel: 'brand-store' })).ok
  expect([await put('practice'), await put('PT')]).toEqual([false, true])
  await expect(seedPractice(live.context)).rejects.toThrow('practice')
  await expect(seedPracticeAdministrators(live.context)).rejects.toThrow('practice')
  await live.stop()
})

test('says which variable of its environment is wrong', () => {
  const wrong = readEnvironment({
    PORT: 'many',
    REALM: 'play',
    DATABASE_URL: 'mysql://x',
    ADMIN_TOKEN: 'short',
    BATCHES_IN_FLIGHT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317',
    STATEMENT_TIMEOUT_SECONDS: 'long',
  })
  expect(wrong.ok).toBe(false)
  const named = wrong.ok ? [] : wrong.failure.map((line) => line.split(':')[0] ?? '')
  expect(named.toSorted()).toEqual([
    'ADMIN_TOKEN',
    'BATCHES_IN_FLIGHT',
    'DATABASE_URL',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'PORT',
    'REALM',
    'STATEMENT_TIMEOUT_SECONDS',
  ])
  expect(readEnvironment({})).toMatchObject({
    ok: true,
    value: { HOST: '127.0.0.1', PORT: 4180, REALM: 'practice' },
  })
})
