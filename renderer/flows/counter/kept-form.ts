import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { maskDeviceId } from '#shared/domain/device-id.ts'
import type { CapturedOperation } from '../record-port.ts'
import type { CounterState, Done, KeptForm, ListedDevice } from './counter-state.ts'

/** What of the form stays in memory after saving, to be corrected or taken back. */
export function keptForm(
  state: CounterState,
  saved: { operation: CapturedOperation; day: CalendarDate },
): KeptForm {
  const { ids, check, productClasses, notice, person, consents, isDeclared, devices, purchaseText } = state
  const form = { ids, check, productClasses, notice, person, consents, isDeclared, devices, purchaseText }
  return { form, operation: saved.operation, day: saved.day }
}

/** 'M. C.' */
export function initialsOf(...names: readonly string[]): string {
  return names.map((name) => `${[...name.trim()][0] ?? ''}.`).join(' ')
}

export function maskedDevices(devices: readonly ListedDevice[]): Done['devices'] {
  return devices.map((device) => ({ kind: device.kind, masked: maskDeviceId(device.deviceId) }))
}
