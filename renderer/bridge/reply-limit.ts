import { type Result, fail } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import type { CallFailure, IpcClient } from './ipc-client.ts'

/** Asks main by the contract of the desk. */
export type CallMain = IpcClient<typeof IPC_CONTRACT>

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
