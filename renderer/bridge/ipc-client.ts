import { IPC_CONTRACT, type IpcMethodName, type IpcRequest, type IpcResponse } from '#shared/ipc/contract.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'
import * as z from 'zod'

/** What the preload offers: `window.counterside`. */
export interface IpcBridge {
  call(method: string, request: unknown): Promise<unknown>
}

/**
 * Why a call has no value. Main names its refusals (`locked`, `too-large` ...); `no-reply` is a call that main never
 * answered, `bad-reply` an answer, and `bad-request` a request, that is not what the contract says.
 */
export interface CallFailure {
  readonly kind: string
}

/** Asks main by method name; never rejects. Both ways are parsed by the contract. */
export type IpcClient = <Name extends IpcMethodName>(
  name: Name,
  request: IpcRequest<Name>,
) => Promise<Result<IpcResponse<Name>, CallFailure>>

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: z.object({ kind: z.string() }) }),
])

export function createIpcClient(bridge: IpcBridge): IpcClient {
  return async <Name extends IpcMethodName>(name: Name, request: IpcRequest<Name>) => {
    const method = IPC_CONTRACT[name]
    const parsed = method.request.safeParse(request)
    if (!parsed.success) return fail({ kind: 'bad-request' })
    const answer: Result<unknown, CallFailure> = await bridge.call(name, parsed.data).then(ok, () => fail({ kind: 'no-reply' }))
    if (!answer.ok) return answer
    const reply = replySchema.safeParse(answer.value)
    if (!reply.success) return fail({ kind: 'bad-reply' })
    if (!reply.data.ok) return fail(reply.data.failure)
    const value = method.response.safeParse(reply.data.value)
    return value.success ? ok(value.data as IpcResponse<Name>) : fail({ kind: 'bad-reply' })
  }
}
