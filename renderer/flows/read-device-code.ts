import { type DeviceCodeFailure, parseDeviceCode } from '#shared/domain/device-code.ts'
import { type KnownDevice, knownDevice, parseDeviceId } from '#shared/domain/device-id.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'

/** What a code is that is none of a device, as the screen names it. */
export type RefusedCode = Exclude<DeviceCodeFailure['kind'], 'empty' | 'wrong-pattern'>

/** Why what was typed or scanned names no device, as the field says it. */
export type DeviceCodeProblem =
  | { readonly kind: 'empty' | 'characters' }
  | { readonly kind: 'length'; readonly length: number; readonly count: number }
  | { readonly kind: 'refused'; readonly what: RefusedCode }

/**
 * The device that a typed or scanned code names (R11). By hand one types the ID, or the whole text that is printed beside
 * the code; where that is neither, the problem is about typing, unless it is plainly something else. An article number in
 * the code says which model it is.
 */
export function readDeviceCode(
  text: string,
  given: { readonly catalogue: DeviceCatalogue; readonly isScan: boolean },
): Result<KnownDevice, DeviceCodeProblem> {
  const { catalogue, isScan } = given
  const id = parseDeviceId(text, catalogue.patterns)
  if (!isScan && id.ok) return ok(knownDevice({ deviceId: id.value, gtin: null }, catalogue))
  const code = parseDeviceCode(text, catalogue)
  if (code.ok) return ok(knownDevice(code.value, catalogue))
  const { kind } = code.failure
  const isNamed = kind !== 'empty' && kind !== 'wrong-pattern' && kind !== 'unknown'
  if (isNamed) return fail({ kind: 'refused', what: kind })
  if (isScan || id.ok) return fail({ kind: 'refused', what: 'unknown' })
  const { failure } = id
  if (failure.kind === 'wrong-length')
    return fail({ kind: 'length', length: failure.expected[0] ?? 0, count: failure.length })
  return fail({ kind: failure.kind === 'empty' ? 'empty' : 'characters' })
}
