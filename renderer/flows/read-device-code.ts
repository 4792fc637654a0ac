import { parseDeviceCode } from '#shared/domain/device-code.ts'
import { type DeviceId, parseDeviceId } from '#shared/domain/device-id.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'

/** Why what was typed or scanned names no device, as the field says it. */
export type DeviceCodeProblem =
  | { readonly kind: 'empty' | 'characters' | 'not-a-device' }
  | { readonly kind: 'length'; readonly length: number; readonly count: number }

/** The device that a typed or scanned code names (R11). What a scanner read is a device or is not; the rest is about typing. */
export function readDeviceCode(
  text: string,
  given: { readonly catalogue: DeviceCatalogue; readonly isScan: boolean },
): Result<DeviceId, DeviceCodeProblem> {
  const { catalogue, isScan } = given
  if (isScan) {
    const code = parseDeviceCode(text, catalogue)
    return code.ok ? ok(code.value.deviceId) : fail({ kind: 'not-a-device' })
  }
  const id = parseDeviceId(text, catalogue.patterns)
  if (id.ok) return id
  const { failure } = id
  if (failure.kind === 'wrong-length')
    return fail({ kind: 'length', length: failure.expected[0] ?? 0, count: failure.length })
  return fail({ kind: failure.kind === 'empty' ? 'empty' : 'characters' })
}
