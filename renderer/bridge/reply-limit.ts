import { type Result, fail } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { CallFailure } from './ipc-client.ts'

/** Gives up on a reply after `limitMs`: `no-reply`. What main does with the call meanwhile stays unknown. */
export function withinReplyLimit<Value>(parts: {
  timer: Timer
  limitMs: number
  call: Promise<Result<Value, CallFailure>>
}): Promise<Result<Value, CallFailure>> {
  return new Promise((resolve) => {
    const cancel = parts.timer.after(parts.limitMs, () => resolve(fail({ kind: 'no-reply' })))
    void parts.call.then((result) => {
      cancel()
      resolve(result)
    })
  })
}
