import type { OperatorRole } from '#shared/contracts/messages/administration.ts'
import type { IpcFailure } from '#shared/ipc/failure.ts'
import type { IpcContract, IpcMethod, RequestOf, ResponseOf, WindowRole } from '#shared/ipc/method.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'
import { z } from 'zod'

import { jsonSize } from './json-size.ts'
import type { RateLimit } from './rate-limit.ts'

/** One function a method. It returns what the contract promises; a failure of the matter is part of that. */
export type IpcHandlers<Contract extends IpcContract> = {
  readonly [Name in keyof Contract]: (
    request: RequestOf<Contract[Name]>,
  ) => ResponseOf<Contract[Name]> | Promise<ResponseOf<Contract[Name]>>
}

/** Who is at the desk now. */
export type DeskSession =
  | { readonly isLocked: true }
  | { readonly isLocked: false; readonly roles: readonly OperatorRole[] }

/** A call as it arrived. `windowRole` is undefined when the sender is not the page of a window of ours. */
export interface IncomingCall {
  readonly windowRole: WindowRole | undefined
  readonly message: unknown
}

export interface Dispatcher {
  /** Never throws: every refusal and every bug of a handler is a failure. */
  dispatch(call: IncomingCall): Promise<Result<unknown, IpcFailure>>
}

const callSchema = z.strictObject({ method: z.string().max(100), request: z.unknown() })

/** Answers calls by the contract, checking the cheapest condition first. */
export function createDispatcher<Contract extends IpcContract>(parts: {
  contract: Contract
  handlers: IpcHandlers<Contract>
  session: () => DeskSession
  rateLimit: RateLimit
  reportBug: (method: string, error: unknown) => void
}): Dispatcher {
  const methods = new Map<string, IpcMethod>(Object.entries(parts.contract))
  const handlers = new Map<string, (request: unknown) => unknown>(Object.entries(parts.handlers))
  return {
    async dispatch(call) {
      if (call.windowRole === undefined) return fail({ kind: 'refused-sender' })
      const parsed = callSchema.safeParse(call.message)
      if (!parsed.success) return fail({ kind: 'bad-request', fields: [] })
      const method = methods.get(parsed.data.method)
      const handler = handlers.get(parsed.data.method)
      if (method === undefined || handler === undefined) return fail({ kind: 'unknown-method' })
      const refusal = refusalOf({ method, windowRole: call.windowRole, session: parts.session() })
      if (refusal !== undefined) return fail(refusal)
      const key = `${call.windowRole} ${parsed.data.method}`
      if (!parts.rateLimit.isAllowed({ key, maxPerSecond: method.maxPerSecond }))
        return fail({ kind: 'too-many' })
      const size = jsonSize(parsed.data.request, method.maxBytes)
      if (size === 'not-json') return fail({ kind: 'bad-request', fields: [] })
      if (size === 'beyond') return fail({ kind: 'too-large', maxBytes: method.maxBytes })
      const request = method.request.safeParse(parsed.data.request)
      if (!request.success) {
        return fail({
          kind: 'bad-request',
          fields: request.error.issues.map((issue) => issue.path.join('.')),
        })
      }
      try {
        return ok(method.response.parse(await handler(request.data)))
      } catch (error) {
        parts.reportBug(parsed.data.method, error)
        return fail({ kind: 'broken' })
      }
    },
  }
}

function refusalOf(asked: {
  method: IpcMethod
  windowRole: WindowRole
  session: DeskSession
}): IpcFailure | undefined {
  const { method, windowRole, session } = asked
  if (method.window !== windowRole) return { kind: 'not-permitted' }
  if (session.isLocked) return method.allowedWhenLocked ? undefined : { kind: 'locked' }
  if (method.operators === 'anyone' || session.roles.some((role) => method.operators.includes(role)))
    return undefined
  return { kind: 'not-permitted' }
}
