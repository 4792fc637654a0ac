import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A secret of a data directory, made on the first start and readable by the owner only. */
export function secretMadeOnce(given: { directory: string; name: string; make(): string }): string {
  const file = join(given.directory, given.name)
  try {
    writeFileSync(file, `${given.make()}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8').trim()
}
