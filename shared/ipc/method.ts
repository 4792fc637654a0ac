import type * as z from 'zod'
import type { OperatorRole } from '../contracts/messages/administration.ts'

/** One thing that a window may ask of main, and under which conditions. */
export interface IpcMethod<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  readonly request: Request
  readonly response: Response
  /** The only kind of window that may call. */
  readonly windowRole: 'desk'
  /** Who must be at work for it; `any` is every operator. Ignored where it is allowed when locked. */
  readonly operatorRoles: 'any' | readonly OperatorRole[]
  readonly allowedWhenLocked: boolean
  /** Of the request, as UTF-8 JSON. */
  readonly maxBytes: number
  readonly maxCallsPerSecond: number
}

const DEFAULTS = {
  windowRole: 'desk',
  operatorRoles: 'any',
  allowedWhenLocked: false,
  maxBytes: 64 * 1024,
  maxCallsPerSecond: 50,
} as const

/** Declares a method; what is not said is the strict default. */
export function method<Request extends z.ZodType, Response extends z.ZodType>(
  given: Pick<IpcMethod<Request, Response>, 'request' | 'response'> & Partial<IpcMethod<Request, Response>>,
): IpcMethod<Request, Response> {
  return { ...DEFAULTS, ...given }
}
