import fastify from 'fastify'
import { expect, test } from 'vitest'
import { openDatabase } from '#account-api/database/open-database.ts'
import type { Database } from '#account-api/database/tables.ts'
import { serveProbes } from '#account-api/http/probes.ts'

const asks = async (given: Parameters<typeof serveProbes>[1]) => {
  const server = fastify()
  server.decorateRequest('problem', null)
  serveProbes(server, given)
  const [live, ready] = [await server.inject('/livez'), await server.inject('/readyz')]
  await server.close()
  return { live: live.statusCode, ready: ready.statusCode, retryAfter: ready.headers['retry-after'] }
}
const notReady = { live: 200, ready: 503, retryAfter: '1' }

test('[OP1] lives without its database, and is not ready', async () => {
  const limits = { connections: 1, statementMs: 1000 }
  const { database } = openDatabase({ kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none', limits })
  expect(await asks({ database, timer: { after: () => () => undefined } })).toEqual(notReady)
  await database.destroy()
})

test('[OP1] is not ready where its database takes longer than two seconds', async () => {
  const delays: number[] = []
  const timer = {
    after: (delayMs: number, fire: () => void) => {
      delays.push(delayMs)
      queueMicrotask(fire)
      return () => undefined
    },
  }
  const never = { getExecutor: () => ({ transformQuery: () => new Promise(() => undefined) }) }
  expect(await asks({ database: never as unknown as Database, timer })).toEqual(notReady)
  expect(delays).toEqual([2000])
})
