import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The full path of a program on the PATH, or undefined. */
export function which(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}
