import * as z from 'zod'
import { method } from './method.ts'

/** Whether the window is scanning with a camera: only then main grants it the picture (C6). */
export const cameraMethods = {
  'camera.scanning': method({ request: z.strictObject({ isOn: z.boolean() }), response: z.strictObject({}) }),
} as const
