import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { problemUri } from '#shared/contracts/problem.ts'
import { startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { mintId } from './fake-till.ts'
import { ageCheck, kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

let under: ApiUnderTest
let collector: Server
/** What the collector of traces was sent. */
const traced: string[] = []
beforeAll(async () => {
  collector = createServer((request, response) => {
    void text(request).then((body) => {
      traced.push(body)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const { port } = collector.address() as AddressInfo
  under = await startApi({
    batchesInFlight: 1,
    arrival: { headersMs: 1000, requestMs: 2000 },
    metrics: { host: '127.0.0.1', port: 0 },
    traces: { endpoint: `http://127.0.0.1:${port}`, ratio: 1 },
  })
})
afterAll(async () => {
  await under.stop()
  collector.close()
})

const problemOf = async (response: Response) => ((await response.json()) as { type: string }).type

/** Writes to the server as it is, and gives all that it answers until it closes. */
const sendRaw = async (raw: string): Promise<string> => {
  const { hostname, port } = new URL(under.url)
  const socket = connect(Number(port), hostname)
  socket.write(raw)
  return text(socket)
}

/** Holds the database so that whatever asks it waits, until the work is done. */
const whileHeld = async (terminalId: string, work: () => Promise<void>) =>
  under.api.context.database.transaction().execute(async (transaction) => {
    await transaction
      .selectFrom('terminals')
      .select('terminalId')
      .where('terminalId', '=', terminalId)
      .forUpdate()
      .execute()
    await work()
  })

test('[OP1] says that it lives and that it is ready', async () => {
  expect((await fetch(`${under.url}/livez`)).status).toBe(200)
  expect((await fetch(`${under.url}/readyz`)).status).toBe(200)
})

test('[OP2][OP3] a batch too many is refused before its body, its credential and the database, and comes in later', async () => {
  const till = await under.newTill()
  const record = await till.record({ operation: ageCheck(till.terminalId) })
  await till.deliver()
  const path = `/v1/terminals/${mintId()}/operations`
  const { held, refused } = await new Promise<{ held: Promise<Response>; refused: Response }>(
    (resolve, reject) => {
      whileHeld(till.terminalId, async () => {
        const delivery = till.post([record])
        await expect
          .poll(async () => (await fetch(`${under.url}${path}`, { method: 'POST' })).status)
          .toBe(503)
        const inParts = await sendRaw(
          `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\nconnection: close\r\n\r\n{`,
        )
        expect(inParts).toMatch(/^HTTP\/1.1 503 /)
        resolve({ held: delivery, refused: await fetch(`${under.url}${path}`, { method: 'POST' }) })
      }).catch(reject)
    },
  )
  expect(await problemOf(refused)).toBe(problemUri('unavailable'))
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect((await held).status).toBe(200)
  // Turns were given away and their time has not come: whoever is let in hears of it.
  const next = await till.post([])
  expect([next.status, Number(next.headers.get('retry-after'))]).toEqual([200, 1])
  under.clock.advance(60_000)
  const later = await till.post([])
  expect([later.status, later.headers.get('retry-after')]).toEqual([200, null])
}, 30_000)

test('[OP5] a request that does not arrive in its time is ended', async () => {
  const halfHeaders = sendRaw('GET /livez HTTP/1.1\r\nhost: x\r\n')
  const halfBody = sendRaw(
    'POST /v1/enrolments HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
  )
  for (const answer of await Promise.all([halfHeaders, halfBody])) expect(answer).toMatch(/^HTTP\/1.1 408 /)
})

const readMetrics = async (): Promise<string[]> => {
  const metrics = await fetch(under.api.metricsUrl ?? '')
  expect(metrics.headers.get('content-type')).toContain('text/plain')
  return (await metrics.text()).split('\n')
}
const valueOf = (lines: readonly string[], name: string) =>
  Number(lines.find((line) => line.startsWith(`${name} `))?.split(' ')[1] ?? 0)

test('[OP6] metrics are read where nothing else is, and tell of nobody', async () => {
  const till = await under.newTill()
  const before = await readMetrics()
  const { check, registered } = await recordCustomer(till, {
    email: 'canary@example.pt',
    givenName: 'Canária',
    devices: [kit('METRCSAAAAA1')],
  })
  const broken = await till.sign({ ...registered, sealedPayload: check.sealedPayload })
  await till.deliver(check, registered, { ...broken, id: mintId() })
  await under.asAdministrator('GET', '/v1/devices/METRCSAAAAA1')
  await under.asAdministrator('GET', '/v1/devices/none')
  expect((await fetch(`${under.url}/metrics`)).status).toBe(404)
  const lines = await readMetrics()
  const grown = (name: string) => valueOf(lines, name) - valueOf(before, name)
  expect(grown('account_api_operations_total{outcome="accepted"}')).toBe(2)
  expect(grown('account_api_operations_total{outcome="quarantined"}')).toBe(1)
  expect(grown('account_api_problems_total{route="/v1/devices/:deviceId",problem="not-found"}')).toBe(1)
  const route = 'method="POST",route="/v1/terminals/:terminalId/operations",status="200"'
  expect(grown(`account_api_request_seconds_count{${route}}`)).toBe(1)
  expect(lines).toContain('account_api_batches_in_flight 0')
  expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_seconds '))).toBe(true)
  const nobody = [
    'canary',
    'Canária',
    'METRCSAAAAA1',
    till.terminalId,
    registered.aggregateId,
    'practice-store',
  ]
  expect(nobody.filter((word) => lines.some((line) => line.includes(word)))).toEqual([])
  const elsewhere = new URL('/v1/health', under.api.metricsUrl ?? '')
  expect((await fetch(elsewhere)).status).toBe(404)
})

const attributeSchema = z.object({
  key: z.string(),
  value: z.looseObject({ stringValue: z.string().optional() }),
})
const tracesSchema = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              attributes: z.array(attributeSchema),
            }),
          ),
        }),
      ),
    }),
  ),
})

test('[OP7] traces go to a collector that was named: a request, its statements, and nobody', async () => {
  const till = await under.newTill()
  const { check, registered } = await recordCustomer(till, {
    email: 'canary@example.pt',
    givenName: 'Canária',
    devices: [kit('TRACESAAAAA1')],
  })
  await till.deliver(check, registered)
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  await fetch(`${under.url}/v1/devices/TRACESAAAAA1`, {
    headers: {
      authorization: `Bearer ${under.api.adminToken}`,
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    },
  })
  await under.stop()
  const spans = traced
    .flatMap((body) => tracesSchema.parse(JSON.parse(body)).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  const delivery = spans.find(({ name }) => name === 'POST /v1/terminals/:terminalId/operations')
  const parts = spans.filter(({ parentSpanId }) => parentSpanId === delivery?.spanId)
  expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['select', 'insert', 'update']))
  expect(parts.every((part) => part.traceId === delivery?.traceId)).toBe(true)
  const called = spans.find(({ parentSpanId }) => parentSpanId === '00f067aa0ba902b7')
  expect([called?.name, called?.traceId]).toEqual(['GET /v1/devices/:deviceId', traceId])
  const told = JSON.stringify(spans)
  const nobody = ['canary', 'Canária', 'TRACESAAAAA1', registered.aggregateId, '1990-02-14']
  expect(nobody.filter((word) => told.includes(word))).toEqual([])
})
