import pg from 'pg'
import { instantOf } from '#shared/kernel/instant.ts'
import { startAccountApi } from '#account-api/start.ts'
import { sweepRetention } from '#account-api/retention/sweep.ts'
import { startThrowawayPostgres } from '#scripts/throwaway-postgres.ts'
import { seededRandom } from '#tests/api/seeded-random.ts'
import { LIMITS, OPERATIONS_A_RUN, START, deliver, enrol, makeLanes, timed } from '../ingest/measure.ts'
import { print, thisMachine } from '../report.ts'
import type { Row } from '../report.ts'
import { bootstrap, medianOf } from '../statistics.ts'
import { bytesOf, grow } from './grow.ts'

const PAIRS = 15
const DEFAULT_RECORDS = 1_000_000
const SWEEP_MS = 20_000

/** Whether a ledger that has grown settles more slowly than an empty one, what an operation leaves on disk, and how fast a sweep is. */
async function main(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json')
  const named = args.find((argument) => /^\d+$/.test(argument))
  const records = named === undefined ? DEFAULT_RECORDS : Number(named)
  const server = await startThrowawayPostgres({ isDurable: true })
  if (!server.ok) throw new Error(JSON.stringify(server.failure))
  const of = (name: string) => server.value.url.replace(/postgres$/, name)
  const connect = async (name: string) => {
    const client = new pg.Client({ connectionString: of(name) })
    await client.connect()
    return client
  }
  try {
    const admin = await connect('postgres')
    await admin.query('CREATE DATABASE small')
    const tills = await enrol(of('small'))
    await admin.query('CREATE DATABASE grown TEMPLATE small')
    await admin.end()
    const [small, grown] = [await connect('small'), await connect('grown')]
    await grow(grown, records)
    const apis = {
      small: await startAccountApi({ ...START, databaseUrl: of('small'), databaseLimits: LIMITS }),
      grown: await startAccountApi({ ...START, databaseUrl: of('grown'), databaseLimits: LIMITS }),
    }
    const pairs: { small: number; grown: number }[] = []
    let bytesBefore = 0
    for (let pair = 0; pair <= PAIRS; pair += 1) {
      const lanes = await makeLanes(tills, pair)
      const times = {
        small: await timed(() => deliver(apis.small, lanes)),
        grown: await timed(() => deliver(apis.grown, lanes)),
      }
      // The first run warms up and is not counted.
      if (pair > 0) pairs.push(times)
      else bytesBefore = await bytesOf(small)
    }
    const bytes = ((await bytesOf(small)) - bytesBefore) / (PAIRS * OPERATIONS_A_RUN)
    const bytesOfGrown = await bytesOf(grown)
    let swept = 0
    const seconds = await timed(async () => {
      const given = { periods: [], intervalMs: 0, budgetMs: SWEEP_MS }
      for (const taken of (await sweepRetention(apis.grown.context, given))?.values() ?? []) swept += taken
    })
    const { rows } = await grown.query<{ left: string }>(
      `SELECT count(*)::text AS left FROM inbox WHERE sealed_payload IS NOT NULL AND received_at < $1`,
      [instantOf(apis.grown.context.clock.wallMs() - 1100 * 86_400_000)],
    )
    for (const end of [
      () => small.end(),
      () => grown.end(),
      () => apis.small.stop(),
      () => apis.grown.stop(),
    ])
      await end()
    const environment = {
      ...thisMachine(),
      pairs: PAIRS,
      records,
      gibibytes: Number((bytesOfGrown / 2 ** 30).toFixed(2)),
      overdueAfterTheSweep: rows[0]?.left ?? '',
    }
    print({ name: 'grown', environment, rows: rowsOf({ pairs, bytes, rate: swept / seconds }) }, isJson)
    return 0
  } finally {
    await server.value.stop()
  }
}

function rowsOf(given: {
  pairs: readonly { small: number; grown: number }[]
  bytes: number
  rate: number
}): readonly Row[] {
  const { pairs, bytes, rate } = given
  const { median, low, high } = bootstrap(
    pairs.map((pair) => pair.small / pair.grown),
    seededRandom('grown'),
  )
  const perSecond = (side: 'small' | 'grown') => medianOf(pairs.map((pair) => OPERATIONS_A_RUN / pair[side]))
  const alone = { against: null, ratio: null, low: null, high: null, goal: null, met: null }
  return [
    {
      metric: 'operations settled per second on a grown ledger',
      ours: perSecond('grown'),
      against: perSecond('small'),
      reference: 'the same on an empty ledger',
      ratio: median,
      low,
      high,
      goal: '>= 0.9',
      met: median >= 0.9,
    },
    { ...alone, metric: 'bytes of tables and indexes that an operation leaves', ours: bytes, reference: '' },
    { ...alone, metric: 'rows that a sweep takes in a second', ours: rate, reference: '' },
  ]
}

process.exitCode = await main(process.argv.slice(2))
