import * as z from 'zod'
import { operatorIdSchema, storeIdSchema, terminalIdSchema } from '../identifiers.ts'

/** What an operator of a store reads from the screen of a till. Which till it is follows from the challenge. */
export const pinResetRequestSchema = z.strictObject({
  storeId: storeIdSchema,
  operatorId: operatorIdSchema,
  challenge: z.string().max(64),
})

/** What head office reads back, in groups, and which till it serves. */
export const pinResetResponseSchema = z.strictObject({
  terminalId: terminalIdSchema,
  terminalName: z.string(),
  response: z.string(),
})
