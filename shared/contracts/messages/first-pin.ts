import * as z from 'zod'

/** Asks to set an operator's first PIN on this terminal; the code is used up. The PIN itself never leaves the till. */
export const firstPinRequestSchema = z.strictObject({ code: z.string().length(26) })
export const firstPinResponseSchema = z.strictObject({ granted: z.literal(true) })
