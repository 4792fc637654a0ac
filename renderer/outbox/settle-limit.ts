import { type Result, fail, ok } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { OutboxFailure } from './outbox.ts'

/** How long a store may take to settle (OB17). */
export const SETTLE_LIMIT_MS = 4_000

/** Runs work on a store: a rejection and a silence become failures. A store that was closed under its user has nothing wrong with it. */
export function withinSettleLimit<Value>(
  timer: Timer,
  work: () => PromiseLike<Value>,
): Promise<Result<Value, OutboxFailure>> {
  return new Promise((resolve) => {
    const cancel = timer.after(SETTLE_LIMIT_MS, () => resolve(fail({ kind: 'stalled' })))
    const settle = (result: Result<Value, OutboxFailure>): void => {
      cancel()
      resolve(result)
    }
    Promise.resolve()
      .then(work)
      .then(
        (value) => settle(ok(value)),
        (error: unknown) => {
          const name = error instanceof Error ? error.name : 'unknown'
          settle(fail(name === 'DatabaseClosedError' ? { kind: 'stalled' } : { kind: 'storage', name }))
        },
      )
  })
}
