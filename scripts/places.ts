import { dirname } from 'node:path'

/** The folder of this checkout. */
export const CHECKOUT = dirname(import.meta.dirname)

/** One plain line about what is being done. */
export function say(line: string): void {
  console.log(`[setup] ${line}`)
}
