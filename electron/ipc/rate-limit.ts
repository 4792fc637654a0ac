import type { Clock } from '#shared/kernel/clock.ts'

export interface RateLimit {
  /** Counts one call and says whether it is within `maxPerSecond` over the last second for this key. */
  isAllowed(call: { key: string; maxPerSecond: number }): boolean
}

/** A token bucket a key, a second deep. */
export function createRateLimit(clock: Clock): RateLimit {
  const buckets = new Map<string, { tokens: number; filledAtMs: number }>()
  return {
    isAllowed({ key, maxPerSecond }) {
      const nowMs = clock.monotonicMs()
      const bucket = buckets.get(key) ?? { tokens: maxPerSecond, filledAtMs: nowMs }
      const earned = ((nowMs - bucket.filledAtMs) / 1000) * maxPerSecond
      const tokens = Math.min(maxPerSecond, bucket.tokens + earned)
      const isAllowed = tokens >= 1
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, filledAtMs: nowMs })
      return isAllowed
    },
  }
}
