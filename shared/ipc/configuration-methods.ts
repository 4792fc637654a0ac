import * as z from 'zod'
import { configurationStandingSchema } from '../contracts/configuration-standing.ts'
import { method } from './method.ts'

export const configurationMethods = {
  'configuration.read': method({ request: z.strictObject({}), response: configurationStandingSchema }),
} as const
