import * as z from 'zod'
import { accountReadSchema, findResultSchema, foundAccountSchema } from '../contracts/account-answers.ts'
import { lookUpSchema } from '../contracts/messages/look-ups.ts'
import { method } from './method.ts'

const nothing = z.strictObject({})

/** The account of a customer who stands at the desk. Its reference stays in main, until the lock or another customer. */
export const accountMethods = {
  'account.find': method({ request: lookUpSchema, response: findResultSchema, maxPerSecond: 2 }),
  /** The account that is open now; null where none is, or it is over. */
  'account.current': method({ request: nothing, response: foundAccountSchema.nullable() }),
  'account.read': method({ request: nothing, response: accountReadSchema, maxPerSecond: 5 }),
  'account.leave': method({ request: nothing, response: nothing }),
} as const
