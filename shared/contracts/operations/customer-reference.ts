import { operationIdSchema } from '../identifiers.ts'

/**
 * The registration that put the customer on record at this till, which is then settled first. Null for a customer who was
 * found online: the aggregate is then the account itself.
 */
export const customerReferenceSchema = operationIdSchema.nullable()
