import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Lane, LaneResult, Out } from './lane.ts'
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
  const checks = lanes.filter((lane) => lane.isCheck === true)
  const results = await runAtOnce(checks)
  for (const lane of lanes.filter((one) => !checks.includes(one))) {
    announce(lane)
    results.push(await runLane(lane, 'inherit'))
  }
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

type Timed = LaneResult & { name: string; seconds: number }

const announce = (lane: Lane) => console.log(`\n[test] ${lane.name}`)

/** Some checks keep one core busy and leave the other alone. What each says is shown as if they had run one after another. */
async function runAtOnce(lanes: readonly Lane[]): Promise<Timed[]> {
  const folder = mkdtempSync(join(tmpdir(), 'counterside-checks-'))
  const running = lanes.map((lane) => {
    const path = join(folder, lane.name)
    const out = openSync(path, 'w')
    const ended = runLane(lane, out).finally(() => closeSync(out))
    return { lane, path, ended }
  })
  const results: Timed[] = []
  for (const { lane, path, ended } of running) {
    announce(lane)
    results.push(await ended)
    process.stdout.write(readFileSync(path))
  }
  rmSync(folder, { recursive: true })
  return results
}

async function runLane(lane: Lane, out: Out): Promise<Timed> {
  const startedAt = process.hrtime.bigint()
  const result = await lane.run(out).catch(broken)
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
