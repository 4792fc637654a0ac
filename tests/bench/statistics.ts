import type { Random } from '#shared/kernel/random.ts'

const RESAMPLES = 2000

/** A median with the interval that holds 95 of 100 resampled medians. */
export interface Interval {
  readonly median: number
  readonly low: number
  readonly high: number
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The median and its percentile bootstrap interval (Efron, 1979). The chance is given, so that a run can be repeated. */
export function bootstrap(values: readonly number[], random: Random): Interval {
  const medians = Array.from({ length: RESAMPLES }, () =>
    medianOf(values.map(() => values[below(values.length, random)] ?? Number.NaN)),
  ).toSorted((one, other) => one - other)
  const at = (share: number) => medians[Math.floor(share * (RESAMPLES - 1))] ?? Number.NaN
  return { median: medianOf(values), low: at(0.025), high: at(0.975) }
}

function below(limit: number, random: Random): number {
  return new DataView(random.bytes(4).buffer).getUint32(0) % limit
}
