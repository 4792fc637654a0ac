import * as z from 'zod'

/** UUID in lower case, as this product mints them (version 7). */
const uuidSchema = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)

/** One thing that happened at the counter. Minted when its form opens, so a repeat is the same operation. */
export const operationIdSchema = uuidSchema.brand<'OperationId'>()
export type OperationId = z.infer<typeof operationIdSchema>

/** What operations are ordered within: a visit, a customer, or the terminal itself. */
export const aggregateIdSchema = uuidSchema.brand<'AggregateId'>()
export type AggregateId = z.infer<typeof aggregateIdSchema>

/** One enrolled installation of the desk. */
export const terminalIdSchema = uuidSchema.brand<'TerminalId'>()
export type TerminalId = z.infer<typeof terminalIdSchema>

/** A person who works at the counter, as the roster names them. */
export const operatorIdSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/)
  .brand<'OperatorId'>()
export type OperatorId = z.infer<typeof operatorIdSchema>

/** A store, as head office names it. */
export const storeIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,40}$/)
  .brand<'StoreId'>()
export type StoreId = z.infer<typeof storeIdSchema>

/** A conflict that a person decides. */
export const caseIdSchema = uuidSchema.brand<'CaseId'>()
export type CaseId = z.infer<typeof caseIdSchema>

/** One start of the desk's main process; monotonic times compare only within it. */
export const bootIdSchema = uuidSchema.brand<'BootId'>()
export type BootId = z.infer<typeof bootIdSchema>

/** Practice never mixes with live: each server refuses the other's records. */
export const realmSchema = z.enum(['practice', 'live'])
export type Realm = z.infer<typeof realmSchema>
