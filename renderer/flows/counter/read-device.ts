import { parseDeviceCode } from '#shared/domain/device-code.ts'
import { formatDeviceId, parseDeviceId, type DeviceIdFailure } from '#shared/domain/device-id.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
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
  const { state, catalogue, isScan } = given
  const say = (message: DeviceMessage): CounterAction => ({ kind: 'device-message', message })
  const found = isScan ? readScan(text, catalogue) : readTyped(text, catalogue)
  if ('kind' in found) return say(found)
  if (state.check === null) return say({ kind: 'closed' })
  if (state.devices.some((device) => device.deviceId === found.deviceId)) return say({ kind: 'duplicate' })
  if (state.devices.length >= MAX_DEVICES) return say({ kind: 'too-many' })
  return {
    kind: 'device-listed',
    device: { deviceId: found.deviceId, kind: 'kit', origin: 'bought-here' },
    message: isScan ? { kind: 'read', device: formatDeviceId(found.deviceId) } : null,
  }
}

function readScan(text: string, catalogue: DeviceCatalogue) {
  const code = parseDeviceCode(text, catalogue)
  if (code.ok) return { deviceId: code.value.deviceId }
  return { kind: 'not-a-device' } as const
}

function readTyped(text: string, catalogue: DeviceCatalogue) {
  const id = parseDeviceId(text, catalogue.patterns)
  return id.ok ? { deviceId: id.value } : typedMessage(id.failure)
}

function typedMessage(failure: DeviceIdFailure): DeviceMessage {
  switch (failure.kind) {
    case 'empty':
      return { kind: 'empty' }
    case 'character-not-used':
      return { kind: 'characters' }
    case 'wrong-length':
      return { kind: 'length', length: failure.expected[0] ?? 0, count: failure.length }
  }
}
