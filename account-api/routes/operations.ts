import { fail } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/call.ts'
export function operationsHandlers(_context: Context): Pick<Handlers, 'operations'> {
  return { operations: async () => fail({ problem: 'unavailable' }) }
}
