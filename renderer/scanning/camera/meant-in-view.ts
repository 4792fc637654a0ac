import { parseDeviceCode } from '#shared/domain/device-code.ts'
import { type KnownDevice, knownDevice } from '#shared/domain/device-id.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
import { looksLikeDocument } from '../assemble-lines.ts'
import type { SeenCode } from './camera-scan.ts'

/** A device in view, and the code that names it. */
export interface SeenDevice extends KnownDevice {
  readonly code: SeenCode
}

/** The codes in view that the desk can do something with (CA3). */
export interface MeantInView {
  readonly devices: readonly SeenDevice[]
  /** Whole texts, never to be kept [W8]. */
  readonly documents: readonly SeenCode[]
}

/**
 * What can be meant among the codes in view, each once: a box that shows its ID as QR and as bars is one device, and what a
 * shop or a maker prints beside it is nothing. Documents count where one may be read.
 */
export function meantAmong(
  codes: readonly SeenCode[],
  place: { readonly catalogue: DeviceCatalogue; readonly isReadingDocuments: boolean },
): MeantInView {
  const devices = new Map<string, SeenDevice>()
  for (const code of codes) {
    const read = parseDeviceCode(code, place.catalogue)
    if (!read.ok) continue
    const seen = { ...knownDevice(read.value, place.catalogue), code }
    // The code that says the model says more.
    if (seen.model !== null || !devices.has(seen.deviceId)) devices.set(seen.deviceId, seen)
  }
  const documents = place.isReadingDocuments ? codes.filter(looksLikeDocument) : []
  return { devices: [...devices.values()], documents }
}
