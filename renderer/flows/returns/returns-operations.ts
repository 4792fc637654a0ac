import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import { latinDigits } from '#shared/domain/latin-digits.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
import { readDeviceCode } from '../read-device-code.ts'
import type { CapturedOperation } from '../record-port.ts'
import type { ReturnsAction, ReturnsMessage, ReturnsState } from './returns-session.ts'

const MAX_DEVICES = 20
const MAX_COUNT = 99

/** What a typed or scanned code does to the form (R11). A scan never touches what is typed. */
export function readReturned(
  text: string,
  given: { state: ReturnsState; catalogue: DeviceCatalogue; isScan: boolean },
): ReturnsAction {
  const { state, isScan } = given
  const say = (message: ReturnsMessage) => ({ kind: 'device-message', message }) as const
  const read = readDeviceCode(text, given)
  if (!read.ok) return say(read.failure)
  const device = read.value.deviceId
  if (state.devices.includes(device)) return say({ kind: 'duplicate' })
  if (state.devices.length >= MAX_DEVICES) return say({ kind: 'too-many' })
  return { kind: 'device-listed', device, isScan }
}

/**
 * Goods brought back (job 4). Nothing but a sale can come back without a device being named, and a code that is typed and
 * not yet in the list is not left behind.
 */
export function canReturn(state: Pick<ReturnsState, 'devices' | 'of' | 'text'>): boolean {
  return state.text.trim() === '' && (state.devices.length > 0 || state.of?.type === 'sale')
}

/** The return, within what it came from: the account API then knows whose devices these were. */
export function returnOperation(state: ReturnsState): CapturedOperation {
  const { ids, of, devices } = state
  return {
    operationId: ids.return,
    aggregateId: of?.aggregateId ?? ids.visit,
    dependsOn: of === null ? [] : [of.operationId],
    operation: {
      type: 'return',
      payload: {
        devices: devices.map((device) => deviceIdSchema.parse(device)),
        of: of?.operationId ?? null,
      },
    },
  }
}

/** How many were handed in, 1 to 99; null while the text says no such number. */
export function readCount(text: string): number | null {
  const typed = latinDigits(text).trim()
  const count = /^\d{1,2}$/.test(typed) ? Number(typed) : 0
  return count >= 1 && count <= MAX_COUNT ? count : null
}

/** Used devices or batteries handed in (R29); null while something is open. */
export function takeBackOperation(state: ReturnsState): CapturedOperation | null {
  const { ids, takeBackKind: kind } = state
  const count = readCount(state.countText)
  if (kind === null || count === null) return null
  return {
    operationId: ids.takeBack,
    aggregateId: ids.visit,
    dependsOn: [],
    operation: { type: 'take-back', payload: { kind, count } },
  }
}
