import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startThrowawayPostgres } from '#scripts/throwaway-postgres.ts'
import { seededRandom } from '#tests/api/seeded-random.ts'
import { print, thisMachine } from '../report.ts'
import type { Row } from '../report.ts'
import { bootstrap, medianOf } from '../statistics.ts'
import { LANES, OPERATIONS_A_RUN, measure } from './measure.ts'
import type { Measured, Pair } from './measure.ts'

const DEFAULT_PAIRS = 15

async function main(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json')
  const named = args.find((argument) => /^\d+$/.test(argument))
  const pairs = named === undefined ? DEFAULT_PAIRS : Number(named)
  const server = await startThrowawayPostgres({ isDurable: true })
  if (!server.ok) throw new Error(JSON.stringify(server.failure))
  const folder = mkdtempSync(join(tmpdir(), 'counterside-copy-'))
  chmodSync(folder, 0o755)
  try {
    const measured = await measure({
      url: server.value.url,
      folder,
      pairs,
      say: isJson ? () => {} : console.log,
    })
    print(
      {
        name: 'ingest',
        environment: {
          ...thisMachine(),
          postgres: measured.version,
          pairs,
          operationsARun: OPERATIONS_A_RUN,
          lanes: LANES,
          mix: 'of 100: 50 age checks, 35 sales, 15 registrations',
        },
        rows: rowsOf(measured),
      },
      isJson,
    )
    return 0
  } finally {
    await server.value.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function rowsOf({ pairs, newRowsOfReplay }: Measured): readonly Row[] {
  const random = seededRandom('ingest')
  const rate = (side: keyof Pair) => medianOf(pairs.map((pair) => OPERATIONS_A_RUN / pair[side]))
  const against = (side: keyof Pair, reference: string, least: number | null): Row => {
    const { median, low, high } = bootstrap(
      pairs.map((pair) => pair[side] / pair.ours),
      random,
    )
    return {
      metric: 'operations settled per second',
      ours: rate('ours'),
      against: rate(side),
      reference,
      ratio: median,
      low,
      high,
      goal: least === null ? null : `>= ${least}`,
      met: least === null ? null : median >= least,
    }
  }
  const replay = bootstrap(
    pairs.map((pair) => pair.replay / pair.ours),
    random,
  )
  return [
    against('multiRow', 'multi-row INSERT of the same rows, same verify and unseal', 0.7),
    against('singleRow', 'single-row INSERT, same verify and unseal', 4),
    against('copy', 'COPY, same verify and unseal', null),
    {
      metric: 'time of a replay of everything',
      ours: medianOf(pairs.map((pair) => pair.replay)),
      against: medianOf(pairs.map((pair) => pair.ours)),
      reference: 'the first time',
      ratio: replay.median,
      low: replay.low,
      high: replay.high,
      goal: '<= 1.0',
      met: replay.median <= 1,
    },
    {
      metric: 'new rows of a replay',
      ours: newRowsOfReplay,
      against: 0,
      reference: 'none',
      ratio: null,
      low: null,
      high: null,
      goal: '0',
      met: newRowsOfReplay === 0,
    },
  ]
}

process.exitCode = await main(process.argv.slice(2))
