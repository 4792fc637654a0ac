import type * as z from 'zod'

import { type Configuration, configurationSchema, NEVER_IGNORED } from '#shared/contracts/configuration.ts'

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

/**
 * Reads a configuration. A field that this desk does not know is left out where `mayBeIgnored` names it and nothing under
 * NEVER_IGNORED is touched [T17]; otherwise, or where anything else is wrong, null.
 */
export function readConfiguration(payload: unknown, mayBeIgnored: readonly string[]): Configuration | null {
  const parsed = configurationSchema.safeParse(payload)
  if (parsed.success) return parsed.data
  const unknown = unknownFields(parsed.error.issues)
  if (unknown === null || !unknown.every((path) => isIgnorable(path, mayBeIgnored))) return null
  const known = structuredClone(payload)
  for (const path of unknown) removeField(known, path)
  return configurationSchema.safeParse(known).data ?? null
}

/** The places of the fields that the schema does not know; null where something else is wrong too. */
function unknownFields(issues: readonly Issue[], under: Path = []): readonly Path[] | null {
  const found: Path[] = []
  for (const issue of issues) {
    const at = [...under, ...issue.path]
    const fields =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...at, key])
        : issue.code === 'invalid_union'
          ? (issue.errors.map((option) => unknownFields(option, at)).find((option) => option !== null) ??
            null)
          : null
    if (fields === null) return null
    found.push(...fields)
  }
  return found
}

function isIgnorable(path: Path, mayBeIgnored: readonly string[]): boolean {
  const place = path.map((part) => (typeof part === 'number' ? '*' : String(part))).join('.')
  const isGuarded = NEVER_IGNORED.some((guarded) => place === guarded || place.startsWith(`${guarded}.`))
  return !isGuarded && mayBeIgnored.includes(place)
}

function removeField(value: unknown, [part, ...rest]: Path): void {
  if (typeof value !== 'object' || value === null || part === undefined) return
  if (rest.length === 0) Reflect.deleteProperty(value, part)
  else removeField(Reflect.get(value, part), rest)
}
