import type { z } from 'zod'

import type { OperatorRole } from '../contracts/messages/administration.ts'

/** What a window is for; main decides it when it makes the window. */
export type WindowRole = 'desk' | 'customer'

/** Ordinary calls carry less than this; a method that needs more says so. */
export const DEFAULT_MAX_BYTES = 64 * 1024

/** One thing that a window may ask of main, and every condition under which main answers. */
export interface IpcMethod<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  readonly request: Request
  readonly response: Response
  readonly window: WindowRole
  /** Who must have unlocked the desk; `anyone` asks for nobody in particular. */
  readonly operators: 'anyone' | readonly OperatorRole[]
  readonly allowedWhenLocked: boolean
  /** The largest request, in bytes of its JSON text. */
  readonly maxBytes: number
  readonly maxPerSecond: number
}

/** A method name to its method. */
export type IpcContract = Readonly<Record<string, IpcMethod>>

/** An event name to the shape of its detail. */
export type EventContract = Readonly<Record<string, z.ZodType>>

export type RequestOf<Method extends IpcMethod> = z.infer<Method['request']>
export type ResponseOf<Method extends IpcMethod> = z.infer<Method['response']>

type Stated<Request extends z.ZodType, Response extends z.ZodType> = Pick<
  IpcMethod<Request, Response>,
  'request' | 'response'
> &
  Partial<Omit<IpcMethod<Request, Response>, 'request' | 'response'>>

/** A method for an unlocked desk, of ordinary size and rate, except for what is stated otherwise. */
export function method<Request extends z.ZodType, Response extends z.ZodType>(
  stated: Stated<Request, Response>,
): IpcMethod<Request, Response> {
  return {
    window: 'desk',
    operators: 'anyone',
    allowedWhenLocked: false,
    maxBytes: DEFAULT_MAX_BYTES,
    maxPerSecond: 50,
    ...stated,
  }
}
