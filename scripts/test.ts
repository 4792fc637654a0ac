import type { Lane, LaneResult } from './lane.ts'
import { LANES } from './lanes.ts'

/** Runs every lane of `npm test` that has something to run, or the one that is named, and sums what they counted. */
async function main(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json')
  const named = args.find((argument) => !argument.startsWith('--'))
  const lanes = LANES.filter((lane) =>
    named === undefined ? lane.hasWork() && lane.isByNameOnly !== true : lane.name === named,
  )
  if (lanes.length === 0) {
    console.error(`no such tests: ${named ?? ''}. There are: ${LANES.map((lane) => lane.name).join(', ')}`)
    return 1
  }
  const results: (LaneResult & { name: string; seconds: number })[] = []
  for (const lane of lanes) results.push(await runLane(lane))
  const total = (count: 'passed' | 'failed' | 'skipped') =>
    results.reduce((sum, result) => sum + result[count], 0)
  const [passed, failed, skipped] = [total('passed'), total('failed'), total('skipped')]
  console.log('')
  for (const result of results) {
    const counts = `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`
    console.log(`${result.name.padEnd(12)} ${counts} (${result.seconds.toFixed(1)} s)${noteOf(result)}`)
  }
  const counts = Object.assign({}, ...results.map((result) => result.counts)) as Record<string, number>
  if (isJson) console.log(JSON.stringify({ ...counts, passed, failed, skipped, lanes: results }))
  else console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed === 0 ? 0 : 1
}

async function runLane(lane: Lane): Promise<LaneResult & { name: string; seconds: number }> {
  console.log(`\n[test] ${lane.name}`)
  const startedAt = process.hrtime.bigint()
  const result = await lane.run().catch(broken)
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
  const ranNothing = result.passed + result.failed === 0 && result.leftOut === undefined
  const counted = ranNothing ? { ...result, failed: 1, note: 'no test ran' } : result
  return { name: lane.name, seconds, ...counted }
}

/** One lane that breaks must not hide what the others would have found. */
function broken(error: unknown): LaneResult {
  console.error(error)
  return { passed: 0, failed: 1, skipped: 0, note: 'the lane itself broke; see above' }
}

function noteOf(result: LaneResult): string {
  const note = result.leftOut ?? result.note
  return note === undefined ? '' : `: ${note}`
}

process.exitCode = await main(process.argv.slice(2))
