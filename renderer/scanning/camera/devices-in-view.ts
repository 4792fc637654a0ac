import { parseDeviceCode } from '#shared/domain/device-code.ts'
import type { DeviceId } from '#shared/domain/device-id.ts'
import type { SeenCode } from './camera-scan.ts'

/** A device in view, and the code that names it. */
export interface SeenDevice {
  readonly deviceId: DeviceId
  readonly code: SeenCode
}

/** The devices among the codes in view, each once: a box that shows its ID as QR and as bars is one device (CA3). */
export function devicesAmong(
  codes: readonly SeenCode[],
  catalogue: Parameters<typeof parseDeviceCode>[1],
): readonly SeenDevice[] {
  const found = new Map<string, SeenDevice>()
  for (const code of codes) {
    const read = parseDeviceCode(code, catalogue)
    if (read.ok) found.set(read.value.deviceId, { deviceId: read.value.deviceId, code })
  }
  return [...found.values()]
}
