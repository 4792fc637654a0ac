import * as z from 'zod'
import { realmSchema, terminalIdSchema } from './identifiers.ts'
import { instantSchema } from './values.ts'

/** A file holds no more bytes than this, plus its last record; what does not fit goes into a further file. */
export const EXPORT_FILE_BYTES = 32 * 2 ** 20

/** Of so many records at once the window asks whether the journal can give them back for an export. */
export const MAX_ASKED = 200

/**
 * The first line of a sealed export. One record a line follows, each a sealed envelope as JSON, in the order in which they
 * were saved; then the end line. Nothing in the file says more than the open header of an envelope does.
 */
export const exportHeaderSchema = z.strictObject({
  format: z.literal('counterside-sealed-export'),
  version: z.literal(1),
  contractVersion: z.number().int().positive(),
  realm: realmSchema,
  terminalId: terminalIdSchema,
  madeAt: instantSchema,
})
export type ExportHeader = z.infer<typeof exportHeaderSchema>

/** The last line: a file without it was cut off. */
export const exportEndSchema = z.strictObject({ end: z.literal(true), records: z.number().int().positive() })
