import { readFileSync } from 'node:fs'
import { readPeriods } from './periods.ts'
import type { Periods } from './periods.ts'

/** What head office says in a file; nothing where none is named. Throws where it is not there or wrong, and says what is. */
export function periodsIn(path: string | undefined): Periods {
  if (path === undefined) return []
  const read = readPeriods(readFileSync(path, 'utf8'))
  if (!read.ok) throw new Error(`RETENTION_FILE: ${read.failure.join('; ')}`)
  return read.value
}
