import { formatDeviceId } from '#shared/domain/device-id.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
import { readDeviceCode } from '../read-device-code.ts'
import type { CounterAction } from './counter-reducer.ts'
import type { CounterState, DeviceMessage } from './counter-state.ts'

const MAX_DEVICES = 20

/**
 * What a typed or scanned code does to the form (R11). A scan never touches what is typed; what is no device is said
 * and nothing else happens.
 */
export function readDevice(
  text: string,
  given: { state: CounterState; catalogue: DeviceCatalogue; isScan: boolean },
): CounterAction {
  const { state, isScan } = given
  const say = (message: DeviceMessage): CounterAction => ({ kind: 'device-message', message })
  const read = readDeviceCode(text, given)
  if (!read.ok) return say(read.failure.kind === 'refused' ? { ...read.failure, isScan } : read.failure)
  const { deviceId } = read.value
  if (state.check === null) return say({ kind: 'closed' })
  if (state.devices.some((device) => device.deviceId === deviceId)) return say({ kind: 'duplicate' })
  if (state.devices.length >= MAX_DEVICES) return say({ kind: 'too-many' })
  return {
    kind: 'device-listed',
    device: { ...read.value, origin: 'bought-here' },
    message: isScan ? { kind: 'read', device: formatDeviceId(deviceId) } : null,
  }
}
