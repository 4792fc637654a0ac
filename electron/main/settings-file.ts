import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import type { Clock } from '#shared/kernel/clock.ts'
import type { z } from 'zod'

/** A settings value, and where the unreadable file was put if there was one. */
export interface Settings<Value> {
  readonly value: Value
  readonly setAside?: string
}

/** Reads a settings file. What does not parse is kept beside it under another name and the fallback is used. */
export function readSettings<Schema extends z.ZodType>(file: {
  path: string
  schema: Schema
  fallback: z.infer<Schema>
  clock: Clock
}): Settings<z.infer<Schema>> {
  if (!existsSync(file.path)) return { value: file.fallback }
  try {
    return { value: file.schema.parse(JSON.parse(readFileSync(file.path, 'utf8'))) }
  } catch {
    const setAside = `${file.path}.unreadable-${file.clock.wallMs()}`
    try {
      renameSync(file.path, setAside)
    } catch {
      return { value: file.fallback }
    }
    return { value: file.fallback, setAside }
  }
}

/** Replaces a settings file whole; says whether that worked (a full disk must not stop the desk). */
export function writeSettings(file: { path: string; value: unknown }): boolean {
  try {
    mkdirSync(dirname(file.path), { recursive: true })
    writeFileSync(`${file.path}.new`, JSON.stringify(file.value))
    renameSync(`${file.path}.new`, file.path)
    return true
  } catch {
    return false
  }
}
