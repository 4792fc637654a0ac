import * as z from 'zod'
import { compactJwsSchema } from '../values.ts'

export const configurationResponseSchema = z.strictObject({ configuration: compactJwsSchema })
