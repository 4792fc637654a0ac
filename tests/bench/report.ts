import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, totalmem } from 'node:os'

/** One thing that was measured, against what, and whether its goal is met; null where there is no goal. */
export interface Row {
  readonly metric: string
  readonly ours: number
  readonly against: number | null
  readonly reference: string
  /** Ours to the reference in the same run: the median of the pairs, and its bootstrap interval. */
  readonly ratio: number | null
  readonly low: number | null
  readonly high: number | null
  readonly goal: string | null
  readonly met: boolean | null
}

export interface Report {
  readonly name: string
  readonly environment: Readonly<Record<string, string | number>>
  readonly rows: readonly Row[]
}

/** What a figure depends on besides the code. */
export function thisMachine(): Readonly<Record<string, string | number>> {
  return {
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    commit: commit(),
  }
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return 'unknown'
  }
}

/** Prints the table, or with `--json` the report as one line. */
export function print(report: Report, isJson: boolean): void {
  if (isJson) {
    console.log(JSON.stringify(report))
    return
  }
  console.log(`\n${report.name}: ${JSON.stringify(report.environment)}`)
  const number = (value: number | null) => (value === null ? '' : String(Number(value.toPrecision(4))))
  console.table(
    report.rows.map(({ metric, ours, against, reference, ratio, low, high, goal, met }) => ({
      metric,
      ours: number(ours),
      against: number(against),
      reference,
      ratio: ratio === null ? '' : `${number(ratio)} [${number(low)}, ${number(high)}]`,
      goal: goal ?? '',
      met: met === null ? '' : met ? 'yes' : 'NO',
    })),
  )
}
