import { fail, ok, type Result } from '../kernel/result.ts'
import type { DeviceCatalogue } from '../markets/device-catalogue.ts'
import { type DeviceId, type DeviceIdFailure, parseDeviceId } from './device-id.ts'
import { readElementString } from './gs1-element-string.ts'

/** A code on a box: the device ID, and the trade item number (GTIN-14) where the code carries one. */
export type DeviceCode = {
  readonly deviceId: DeviceId
  readonly gtin: string | null
  readonly carrier: 'plain' | 'element-string' | 'digital-link'
}

/** Why a scan is no device code. Only `wrong-pattern` says that the code could have been meant for a device. */
export type DeviceCodeFailure =
  | { readonly kind: 'empty' | 'too-long' | 'control-character' | 'not-a-device-code' | 'wrong-check-digit' }
  | { readonly kind: 'wrong-pattern'; readonly failure: DeviceIdFailure }

/** A scan is data of at most this many characters (C31). */
export const MAX_SCAN_CHARACTERS = 256

const SYMBOLOGY = /^\](?:C1|d2|Q3|e0)/
const PLAIN_SYMBOLOGY = /^\](?:C0|d1|Q1|A0)/
const DIGITAL_LINK = /^https:\/\/([a-z0-9.-]{1,100})\/01\/(\d{14})\/21\/([0-9A-Z]{1,20})$/i
const ELEMENT_STRING = /^(?:\(\d{2}\)|01\d{14}.{4,})/
const PLAIN = /^[0-9a-z -]+$/i

/**
 * Reads what a scanner delivered by an allow-listed grammar (C31, R11): the plain ID, a GS1 element string with
 * 01 and 21 (GS1 General Specifications, section 3), or an uncompressed GS1 Digital Link of a host that the market
 * lists. Nothing is ever opened or followed. A leading symbology identifier (ISO/IEC 15424) is taken off.
 */
export function parseDeviceCode(
  scan: string,
  catalogue: DeviceCatalogue,
): Result<DeviceCode, DeviceCodeFailure> {
  if (scan.length > MAX_SCAN_CHARACTERS) return fail({ kind: 'too-long' })
  const code = scan.replace(/\r?\n$|\r$/, '').trim()
  if (code === '') return fail({ kind: 'empty' })
  // U+001D is the one control character with a meaning: it ends a GS1 field.
  if (/\p{Cc}/u.test(code.replaceAll('\u001d', ''))) return fail({ kind: 'control-character' })
  const isMarked = SYMBOLOGY.test(code)
  const content = code.replace(isMarked ? SYMBOLOGY : PLAIN_SYMBOLOGY, '')
  const link = DIGITAL_LINK.exec(content)
  if (link !== null) return readLink({ host: link[1], gtin: link[2], serial: link[3] }, catalogue)
  const isElements = isMarked || content.startsWith('\u001d') || ELEMENT_STRING.test(content)
  if (isElements) return readElements(content, catalogue)
  if (!PLAIN.test(content)) return fail({ kind: 'not-a-device-code' })
  return readId(content, { catalogue, gtin: null, carrier: 'plain' })
}

function readElements(content: string, catalogue: DeviceCatalogue): Result<DeviceCode, DeviceCodeFailure> {
  const elements = readElementString(content)
  if (!elements.ok) {
    return fail({
      kind: elements.failure === 'wrong-check-digit' ? 'wrong-check-digit' : 'not-a-device-code',
    })
  }
  return readId(elements.value.serial, { catalogue, gtin: elements.value.gtin, carrier: 'element-string' })
}

function readLink(
  link: { host: string | undefined; gtin: string | undefined; serial: string | undefined },
  catalogue: DeviceCatalogue,
): Result<DeviceCode, DeviceCodeFailure> {
  if (!catalogue.digitalLinkHosts.includes(link.host?.toLowerCase() ?? ''))
    return fail({ kind: 'not-a-device-code' })
  const elements = readElementString(`(01)${link.gtin ?? ''}(21)${link.serial ?? ''}`)
  if (!elements.ok) return fail({ kind: 'wrong-check-digit' })
  return readId(elements.value.serial, { catalogue, gtin: elements.value.gtin, carrier: 'digital-link' })
}

function readId(
  text: string,
  found: { catalogue: DeviceCatalogue } & Pick<DeviceCode, 'gtin' | 'carrier'>,
): Result<DeviceCode, DeviceCodeFailure> {
  const id = parseDeviceId(text, found.catalogue.patterns)
  if (!id.ok) return fail({ kind: 'wrong-pattern', failure: id.failure })
  return ok({ deviceId: id.value, gtin: found.gtin, carrier: found.carrier })
}
