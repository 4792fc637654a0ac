import * as z from 'zod'
import { instantSchema } from '../values.ts'

/**
 * What an administrator may do beyond looking at what names no customer: decide `cases`; set up and revoke the `fleet`;
 * publish `configuration`; see and decide what is for `compliance` alone; make `administrators`.
 */
export const administratorRoleSchema = z.enum([
  'cases',
  'fleet',
  'configuration',
  'compliance',
  'administrators',
])
export type AdministratorRole = z.infer<typeof administratorRoleSchema>

/** What an administrator signs in with; lower case, so that two cannot differ by case alone. */
export const loginNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,38}$/)
  .brand<'LoginName'>()
export type LoginName = z.infer<typeof loginNameSchema>

export const administratorRequestSchema = z.strictObject({
  loginName: loginNameSchema,
  roles: z.array(administratorRoleSchema).max(administratorRoleSchema.options.length),
  /** A disabled administrator cannot sign in, and is signed out. */
  isDisabled: z.boolean(),
})

export const administratorCodeRequestSchema = z.strictObject({ loginName: loginNameSchema })
export const administratorCodeResponseSchema = z.strictObject({
  code: z.string().length(26),
  expiresAt: instantSchema,
})
