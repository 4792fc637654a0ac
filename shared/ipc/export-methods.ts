import * as z from 'zod'
import { instantSchema } from '../contracts/values.ts'
import { method } from './method.ts'

const countSchema = z.number().int().nonnegative()
const nothing = z.strictObject({})

/** How an export ended. Only main knows folders; the window never names one. */
export const exportResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('made'),
    folder: z.string(),
    files: z.array(z.string()).min(1),
    records: countSchema,
    /** Records that cannot be read any more and are in no file. */
    unreadable: countSchema,
  }),
  z.strictObject({ kind: z.literal('nothing'), unreadable: countSchema }),
  /** Nobody chose a folder, or whoever asked is not at work any more. */
  z.strictObject({ kind: z.literal('cancelled') }),
  z.strictObject({ kind: z.literal('failed'), reason: z.enum(['no-space', 'disk-failed']) }),
])
export type ExportResult = z.infer<typeof exportResultSchema>

/** The last resort for records that cannot be sent. */
export const exportMethods = {
  /** What an export would hold now. */
  'export.read': method({
    request: nothing,
    response: z.strictObject({ records: countSchema, oldestAt: instantSchema.nullable() }),
  }),
  /** Asks the person for a folder and writes there, sealed, what head office may not have. */
  'export.make': method({ request: nothing, response: exportResultSchema, operators: ['manager'] }),
} as const
