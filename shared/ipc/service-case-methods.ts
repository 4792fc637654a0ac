import * as z from 'zod'
import { casesAnswerSchema } from '../contracts/messages/terminal-cases.ts'
import { method } from './method.ts'

/** Cases of the guarantee and of assistance that are with head office. */
export const serviceCaseMethods = {
  /** `isAsking`: asks the account API first; where it does not answer, what was heard last is the answer. */
  'service-cases.read': method({
    request: z.strictObject({ isAsking: z.boolean() }),
    response: casesAnswerSchema,
    maxPerSecond: 5,
  }),
} as const
