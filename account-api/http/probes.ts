import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import type { Timer } from '#shared/kernel/timer.ts'
import type { Database } from '../database/tables.ts'
import { sendProblem } from './problem-reply.ts'

/** How long the database may take for an answer before the server says that it is not ready. */
const PATIENCE_MS = 2000

/** Serves `/livez` and `/readyz` for what starts, stops and balances servers (load/SPEC.md, OP1). */
export function serveProbes(
  server: FastifyInstance,
  given: { database: Database; timer: Timer; isStopping: () => boolean },
): void {
  server.get('/livez', async (_request, reply) => reply.type('text/plain').send('live\n'))
  server.get('/readyz', async (_request, reply) => {
    const isReady = !given.isStopping() && (await answersInTime(given))
    return isReady
      ? reply.type('text/plain').send('ready\n')
      : sendProblem(reply, { problem: 'unavailable', retryAfterSeconds: 1 })
  })
}

async function answersInTime({ database, timer }: { database: Database; timer: Timer }): Promise<boolean> {
  let cancel = () => {}
  const late = new Promise<false>((resolve) => {
    cancel = timer.after(PATIENCE_MS, () => resolve(false))
  })
  const answered = sql`SELECT 1`.execute(database).then(
    () => true,
    () => false,
  )
  const inTime = await Promise.race([answered, late])
  cancel()
  return inTime
}
