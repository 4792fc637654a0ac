import type { Bridge } from '#shared/ipc/channels.ts'
import { type IpcFailure, ipcFailureSchema } from '#shared/ipc/failure.ts'
import type { IpcContract, RequestOf, ResponseOf } from '#shared/ipc/method.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'
import { z } from 'zod'

/** `no-reply` is a call that main never answered, `bad-reply` an answer that is not what the contract says. */
export type CallFailure = IpcFailure | { readonly kind: 'no-reply' } | { readonly kind: 'bad-reply' }

/** Asks main by method name; never rejects. */
export type IpcClient<Contract extends IpcContract> = <Name extends keyof Contract & string>(
  name: Name,
  request: RequestOf<Contract[Name]>,
) => Promise<Result<ResponseOf<Contract[Name]>, CallFailure>>

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: ipcFailureSchema }),
])

export function createIpcClient<Contract extends IpcContract>(parts: {
  bridge: Bridge
  contract: Contract
}): IpcClient<Contract> {
  return async (name, request) => {
    let answer: unknown
    try {
      answer = await parts.bridge.call(name, request)
    } catch {
      return fail({ kind: 'no-reply' })
    }
    const reply = replySchema.safeParse(answer)
    if (!reply.success) return fail({ kind: 'bad-reply' })
    if (!reply.data.ok) return fail(reply.data.failure)
    const value = parts.contract[name]?.response.safeParse(reply.data.value)
    return value?.success === true
      ? ok(value.data as ResponseOf<Contract[typeof name]>)
      : fail({ kind: 'bad-reply' })
  }
}
