import fastify from 'fastify'
import { expect, test } from 'vitest'
import { openDatabase } from '#account-api/database/open-database.ts'
import type { Database } from '#account-api/database/tables.ts'
import { serveProbes } from '#account-api/http/probes.ts'
import { stopInOrder } from '#account-api/http/stop-in-order.ts'

const asks = async (given: Omit<Parameters<typeof serveProbes>[1], 'isStopping'>) => {
  const server = fastify()
  server.decorateRequest('problem', null)
  serveProbes(server, { ...given, isStopping: () => false })
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

test('[OP9] says that it is not ready before it closes the door, for as long as is configured', async () => {
  const waits: { delayMs: number; fire: () => void }[] = []
  const timer = {
    after: (delayMs: number, fire: () => void) => {
      waits.push({ delayMs, fire })
      return () => undefined
    },
  }
  const server = fastify({ return503OnClosing: false, forceCloseConnections: 'idle' })
  server.decorateRequest('problem', null)
  const isStopping = stopInOrder(server, { timer, pauseMs: 7000 })
  const never = { getExecutor: () => ({ transformQuery: () => new Promise(() => undefined) }) }
  serveProbes(server, { database: never as unknown as Database, timer, isStopping })
  server.get('/work', async () => 'done')
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const status = async (path: string) => (await fetch(`${url}${path}`)).status
  const closed = server.close()
  await expect.poll(() => waits.length).toBe(1)
  expect(waits[0]?.delayMs).toBe(7000)
  expect([await status('/readyz'), await status('/livez'), await status('/work')]).toEqual([503, 200, 200])
  waits[0]?.fire()
  await closed
  await expect(status('/readyz')).rejects.toThrow('fetch failed')
})
