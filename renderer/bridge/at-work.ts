import type { IpcResponse } from '#shared/ipc/contract.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { CallMain } from './reply-limit.ts'

/** Who is at work by main's newest answer; nobody while the till is locked, and before it answered. */
export interface AtWork {
  readonly operator: () => OperatorId | null
  /** Main, listened to on the way. */
  readonly call: CallMain
}

/** A till changes hands through a lock that its window shows: before another operator is at work, nobody is, here too. */
export function watchAtWork(call: CallMain): AtWork {
  let operator: OperatorId | null = null
  let asked = 0
  return {
    operator: () => operator,
    call: async (name, request) => {
      const question = name === 'desk.state' ? (asked += 1) : null
      const answer = await call(name, request)
      if (question !== asked || !answer.ok) return answer
      const state = answer.value as IpcResponse<'desk.state'>
      operator = state.phase === 'unlocked' ? state.operator.operatorId : null
      return answer
    },
  }
}
