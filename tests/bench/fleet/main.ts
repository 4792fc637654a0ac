import { seededRandom } from '#tests/api/seeded-random.ts'
import { print, thisMachine } from '../report.ts'
import type { Row } from '../report.ts'
import { bootstrap, medianOf } from '../statistics.ts'
import { returnOfFleet } from './return-of-fleet.ts'
import type { Fleet, Returned } from './return-of-fleet.ts'

const DEFAULT_PAIRS = 15
/** A day offline for everybody; four nodes that settle 10,000 operations a second together. */
const FLEET: Fleet = { terminals: 10_000, operationsEach: 200, batchesASecond: 100, nodes: 4, room: 20 }
const REFERENCE = 'the same fleet without jitter and shedding'

interface Pair {
  readonly ours: Returned
  readonly bare: Returned
}

function main(args: readonly string[]): void {
  const isJson = args.includes('--json')
  const named = args.find((argument) => /^\d+$/.test(argument))
  const count = named === undefined ? DEFAULT_PAIRS : Number(named)
  const pairs: Pair[] = []
  for (let pair = 1; pair <= count; pair += 1) {
    const seed = `fleet ${pair}`
    const ours = returnOfFleet(FLEET, { seed, isReal: true })
    const bare = returnOfFleet(FLEET, { seed, isReal: false })
    pairs.push({ ours, bare })
    if (!isJson) console.log(`${pair}: ours ${JSON.stringify(ours)}, bare ${JSON.stringify(bare)}`)
  }
  const environment = { ...thisMachine(), time: 'virtual', pairs: count, ...FLEET }
  print({ name: 'fleet', environment, rows: rowsOf(pairs) }, isJson)
}

function rowsOf(pairs: readonly Pair[]): readonly Row[] {
  const row = (metric: string, key: keyof Returned, most: number | null): Row => {
    const ours = medianOf(pairs.map((pair) => pair.ours[key]))
    const against = medianOf(pairs.map((pair) => pair.bare[key]))
    const ratio = bootstrap(
      pairs.map((pair) => (pair.bare[key] === 0 ? 1 : pair.ours[key] / pair.bare[key])),
      seededRandom('fleet'),
    )
    return {
      metric,
      ours,
      against,
      reference: REFERENCE,
      ratio: ratio.median,
      low: ratio.low,
      high: ratio.high,
      goal: most === null ? null : `<= ${most}`,
      met: most === null ? null : Math.max(...pairs.map((pair) => pair.ours[key])) <= most,
    }
  }
  return [
    row('busiest second to the mean, in requests', 'peakToMean', 3),
    row('time until all are drained, to the least that the server needs', 'drainedToCapacity', 1.2),
    row('terminals that are not drained after three times the least', 'starved', 0),
    row('requests for each batch', 'requestsABatch', null),
  ]
}

main(process.argv.slice(2))
