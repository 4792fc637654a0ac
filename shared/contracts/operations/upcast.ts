import { type Result, fail, ok } from '../../kernel/result.ts'
import { OPERATION_CATALOGUE, type OperationType } from './catalogue.ts'

/** Turns a payload of one schema version into the next one. Pure: the stored bytes are never rewritten. */
export type Upcaster = (payload: unknown) => unknown

/** By type, then by the version that it starts from. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>

/** Every step from an older version to the one in the catalogue. None yet: every type is still in its first version. */
export const UPCASTERS: Upcasters = {}

/** The versions of a type that this program can read: from the first to the one it writes itself. */
export function currentVersionOf(type: string): number | null {
  return Object.hasOwn(OPERATION_CATALOGUE, type)
    ? OPERATION_CATALOGUE[type as OperationType].schemaVersion
    : null
}

/**
 * A payload as version `to` writes it. Fails with `unknown-version` where it is newer than that, or a step is missing: whoever
 * reads it then keeps it as it is.
 */
export function upcast(
  given: { readonly type: string; readonly schemaVersion: number; readonly payload: unknown },
  to: number,
  upcasters: Upcasters = UPCASTERS,
): Result<unknown, 'unknown-version'> {
  let { payload } = given
  if (given.schemaVersion > to) return fail('unknown-version')
  for (let version = given.schemaVersion; version < to; version += 1) {
    const step = upcasters[given.type]?.[version]
    if (step === undefined) return fail('unknown-version')
    payload = step(payload)
  }
  return ok(payload)
}
