import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemRandom } from '#account-api/adapters/system-random.ts'
import { openDatabase } from '#account-api/database/open-database.ts'
import { migrate } from '#account-api/database/migrate.ts'
import { startAccountApi } from '#account-api/start.ts'
import { problemUri } from '#shared/contracts/problem.ts'
import { DATABASE, WRAPPING_KEY, makeDatabase, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import type { FakeTill } from './fake-till.ts'
import { ageCheck } from './payloads.ts'

const accepted = { kind: 'accepted' }
const LIMITS = { connections: 3, statementMs: 500 }

// The embedded database is never away: this is a promise of PostgreSQL alone.
describe(`a database that cannot do it now, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  let other: pg.Client
  beforeAll(async () => {
    under = await startApi({ databaseLimits: LIMITS })
    till = await under.newTill()
    const {
      rows: [place],
    } = await sql<{ name: string }>`SELECT current_database() AS name`.execute(under.api.context.database)
    const url = new URL(process.env['TEST_DATABASE_URL'] ?? '')
    url.pathname = `/${place?.name}`
    other = new pg.Client({ connectionString: url.href })
    await other.connect()
  })
  afterAll(async () => {
    await other.end()
    await under.stop()
  })

  const expectUnavailable = async (response: Response) => {
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ type: problemUri('unavailable') })
  }
  const holdTerminal = async () => {
    await other.query('BEGIN')
    await other.query('SELECT 1 FROM terminals WHERE terminal_id = $1 FOR UPDATE', [till.terminalId])
  }
  const waiting = async () => {
    const { rows } = await other.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    return rows.map(({ pid }) => pid)
  }

  test('[OP4][OP5] a statement that takes too long is unavailable, and the same batch is taken afterwards', async () => {
    const record = await till.record({ operation: ageCheck(till.terminalId) })
    await holdTerminal()
    await expectUnavailable(await till.post([record]))
    await other.query('ROLLBACK')
    expect(await till.outcomes(record)).toEqual([accepted])
  })

  test('[OP4] a connection that is cut in the middle of a batch is unavailable, and the same batch is taken afterwards', async () => {
    const record = await till.record({ operation: ageCheck(till.terminalId) })
    await holdTerminal()
    const delivery = till.post([record])
    await expect.poll(waiting, { interval: 20 }).toHaveLength(1)
    const [pid] = await waiting()
    await other.query('SELECT pg_terminate_backend($1)', [pid])
    await expectUnavailable(await delivery)
    await other.query('ROLLBACK')
    expect(await till.outcomes(record)).toEqual([accepted])
  })

  test('[OP4][OP5] nobody waits for a connection without end', async () => {
    const { database } = under.api.context
    const freed: (() => void)[] = []
    const holders = Array.from({ length: LIMITS.connections }, () =>
      database.connection().execute(
        async () =>
          new Promise<void>((resolve) => {
            freed.push(resolve)
          }),
      ),
    )
    await expect.poll(() => freed.length).toBe(LIMITS.connections)
    await expectUnavailable(await under.asAdministrator('GET', '/v1/findings'))
    expect((await fetch(`${under.url}/livez`)).status).toBe(200)
    for (const free of freed) free()
    await Promise.all(holders)
    expect((await under.asAdministrator('GET', '/v1/findings')).status).toBe(200)
  })

  test('[OP8] nodes that start at once on an empty database make its tables once, by no lock of a session', async () => {
    const made = await makeDatabase()
    // Nodes of one database have one wrapping key [SA1].
    const wrappingKey = WRAPPING_KEY
    const start = async () =>
      startAccountApi({ realm: 'practice', dataDirectory: null, databaseUrl: made.url, wrappingKey })
    const nodes = await Promise.all([start(), start(), start()])
    expect(new Set(nodes.map(({ context }) => context.serverEpoch)).size).toBe(1)
    expect(new Set(nodes.map(({ context }) => context.keys.root.keyId)).size).toBe(1)
    for (const node of nodes) await node.stop()
    const statements: string[] = []
    const place = { kind: 'postgres', url: made.url, limits: LIMITS } as const
    const { database } = openDatabase(place, ({ query }) => void statements.push(query.sql))
    await migrate(database, { wrapping: null, random: systemRandom, now: '2026-11-22T12:00:00.000Z' })
    await database.destroy()
    await made.drop()
    expect(statements.some((statement) => /FOR UPDATE/i.test(statement))).toBe(true)
    expect(statements.filter((statement) => /advisory/i.test(statement))).toEqual([])
  })
})
