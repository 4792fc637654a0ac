import pg from 'pg'
import { makeEnrolmentCode } from '#account-api/administration/one-time-codes.ts'
import { backedUpAfter } from '#account-api/ingest/backup.ts'
import { deliverySchema } from '#account-api/ingest/delivery.ts'
import { readRecords } from '#account-api/ingest/read-records.ts'
import { ledgerOf } from '#account-api/ingest/sql/ledger-of.ts'
import { takeDelivery } from '#account-api/ingest/take-delivery.ts'
import { seedPractice } from '#account-api/practice-seed.ts'
import { startAccountApi } from '#account-api/start.ts'
import type { AccountApi } from '#account-api/start.ts'
import { storeIdSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import { FakeTill } from '#tests/api/fake-till.ts'
import { countRows, markOf, rowsSince } from './ledger-rows.ts'
import { copied, multiRow, singleRow } from './raw-writes.ts'
import type { Write } from './raw-writes.ts'
import { makeBatch } from './workload.ts'
import type { BenchBatch } from './workload.ts'

/** Tills that deliver at the same time, over as many connections. */
export const LANES = 4
const BATCHES_A_LANE = 2
export const OPERATIONS_A_RUN = LANES * BATCHES_A_LANE * 100
const STORE = storeIdSchema.parse('practice-store')
const WRAPPING_KEY = 'w'.repeat(43)
export const START = { realm: 'practice', dataDirectory: null, wrappingKey: WRAPPING_KEY } as const
export const LIMITS = { connections: LANES, statementMs: 60_000 }

type Lanes = readonly (readonly BenchBatch[])[]

/** Seconds of each side in one pair of runs of the same operations. */
export interface Pair {
  readonly ours: number
  readonly multiRow: number
  readonly copy: number
  readonly singleRow: number
  readonly replay: number
}

/** Every pair that counts, and what a replay left. */
export interface Measured {
  readonly pairs: readonly Pair[]
  readonly newRowsOfReplay: number
  readonly version: string
}

/** Runs the sides one after the other, again and again, over the same operations: what the account API wrote is what the others write. */
export async function measure(given: {
  url: string
  folder: string
  pairs: number
  say: (line: string) => void
}): Promise<Measured> {
  const server = new pg.Client({ connectionString: given.url })
  await server.connect()
  const of = (name: string) => given.url.replace(/postgres$/, name)
  await server.query('CREATE DATABASE ours')
  const tills = await enrol(of('ours'))
  // The same tables with the same keys and indexes, and nothing of the account API before them.
  for (const name of ['multi_row', 'copy', 'single_row'])
    await server.query(`CREATE DATABASE ${name} TEMPLATE ours`)
  const api = await startAccountApi({ ...START, databaseUrl: of('ours'), databaseLimits: LIMITS })
  const watch = new pg.Client({ connectionString: of('ours') })
  await watch.connect()
  const pools = ['multi_row', 'copy', 'single_row'].map(
    (name) => new pg.Pool({ connectionString: of(name), max: LANES }),
  )
  const [forMultiRow, forCopy, forSingleRow] = pools as [pg.Pool, pg.Pool, pg.Pool]
  const raw = (pool: pg.Pool, lanes: Lanes, writes: readonly (() => Write)[], rows: Rows) =>
    writeRaw({ api, pool, lanes, writes, rows })
  try {
    const files = copied(given.folder)
    const done: Pair[] = []
    let newRowsOfReplay = 0
    // The first run warms up and is not counted.
    for (let pair = 0; pair <= given.pairs; pair += 1) {
      const lanes = await makeLanes(tills, pair)
      const flat = lanes.flat()
      const mark = await markOf(watch)
      const ours = await timed(() => deliver(api, lanes))
      const rows = await rowsSince(watch, { mark, batches: flat })
      const copies = rows.map((tables, index) => files.prepare(tables, `${pair}-${index}`))
      const before = await countRows(watch)
      const times = {
        ours,
        multiRow: await timed(() =>
          raw(
            forMultiRow,
            lanes,
            rows.map(() => () => multiRow),
            rows,
          ),
        ),
        replay: await timed(() => deliver(api, lanes)),
        copy: await timed(() =>
          raw(
            forCopy,
            lanes,
            copies.map((write) => () => write),
            rows,
          ),
        ),
        singleRow: await timed(() =>
          raw(
            forSingleRow,
            lanes,
            rows.map(() => () => singleRow),
            rows,
          ),
        ),
      }
      newRowsOfReplay += (await countRows(watch)) - before
      if (pair > 0) done.push(times)
      given.say(
        `${pair}: ${Object.entries(times)
          .map(([name, seconds]) => `${name} ${seconds.toFixed(2)} s`)
          .join(', ')}`,
      )
    }
    const { rows } = await server.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    )
    return { pairs: done, newRowsOfReplay, version: rows[0]?.version ?? '' }
  } finally {
    await watch.end()
    await server.end()
    for (const pool of pools) await pool.end()
    await api.stop()
  }
}

/** Enrols the tills and stops again, so that the database can be copied. */
export async function enrol(databaseUrl: string): Promise<readonly FakeTill[]> {
  const api = await startAccountApi({ ...START, databaseUrl, databaseLimits: LIMITS })
  try {
    await seedPractice(api.context)
    const tills: FakeTill[] = []
    for (let lane = 0; lane < LANES; lane += 1) {
      const code = await makeEnrolmentCode(
        { ...api.context, actor: 'bench' },
        { storeId: STORE, terminalName: `Till ${lane}` },
      )
      if (!code.ok) throw new Error(code.failure.problem)
      tills.push(await FakeTill.enrol({ url: api.url, code: code.value.code }))
    }
    return tills
  } finally {
    await api.stop()
  }
}

export async function makeLanes(tills: readonly FakeTill[], pair: number): Promise<Lanes> {
  const lanes: BenchBatch[][] = []
  for (const [lane, till] of tills.entries()) {
    const batches: BenchBatch[] = []
    for (let batch = 0; batch < BATCHES_A_LANE; batch += 1)
      batches.push(await makeBatch(till, `P${String(pair).padStart(4, '0')}L${lane}B${batch}N`))
    lanes.push(batches)
  }
  return lanes
}

/** What the account API does with a batch once its till is known: verify, unseal, settle, answer. */
export async function deliver(api: AccountApi, lanes: Lanes): Promise<void> {
  const { context } = api
  const parts = { context, ledger: ledgerOf(context), backup: backedUpAfter(context) }
  await inLanes(lanes, async ({ till, head, records }) => {
    const delivery = deliverySchema.parse({
      nonce: 'n'.repeat(22),
      contractVersion: CONTRACT_VERSION,
      head,
      operations: records,
    })
    const terminalId = terminalIdSchema.parse(till.terminalId)
    const terminal = { terminalId, epoch: till.epoch, storeId: STORE }
    const taken = await takeDelivery(parts, { terminal, delivery })
    const others = taken.ok
      ? taken.value.results.filter(({ outcome }) => outcome.kind !== 'accepted')
      : [taken]
    if (others.length > 0) throw new Error(`not settled: ${JSON.stringify(others[0])}`)
  })
}

type Rows = Awaited<ReturnType<typeof rowsSince>>

/** Verifies and unseals the same records by the same code, and writes what the account API wrote, a transaction a batch. */
async function writeRaw(given: {
  api: AccountApi
  pool: pg.Pool
  lanes: Lanes
  writes: readonly (() => Write)[]
  rows: Rows
}): Promise<void> {
  const { api, pool, lanes, rows, writes } = given
  const flat = lanes.flat()
  await inLanes(lanes, async (batch) => {
    const index = flat.indexOf(batch)
    const terminalId = terminalIdSchema.parse(batch.till.terminalId)
    const operations = batch.records
    const read = await readRecords(api.context, { terminalId, contractVersion: CONTRACT_VERSION, operations })
    if (!read.ok || read.value.some(({ kind }) => kind === 'refused')) throw new Error('a record is refused')
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      await writes[index]?.()(client, rows[index] ?? [])
      await client.query('COMMIT')
    } finally {
      client.release()
    }
  })
}

async function inLanes(lanes: Lanes, work: (batch: BenchBatch) => Promise<void>): Promise<void> {
  await Promise.all(
    lanes.map(async (batches) => {
      for (const batch of batches) await work(batch)
    }),
  )
}

export async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - startedAt) / 1e9
}
