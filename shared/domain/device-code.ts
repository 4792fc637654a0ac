import { unreachable } from '../kernel/assert.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { DeviceCatalogue } from '../markets/device-catalogue.ts'
import { type DeviceId, type DeviceIdFailure, parseDeviceId } from './device-id.ts'
import { type ForeignCode, nameForeignCode } from './foreign-code.ts'
import { type DigitalLinkFailure, readDigitalLink } from './gs1-digital-link.ts'
import { type SerialisedItem, readElementString } from './gs1-element-string.ts'

/** A code on a box: the device ID, and the trade item number (GTIN-14) where the code carries one. */
export type DeviceCode = {
  readonly deviceId: DeviceId
  readonly gtin: string | null
  readonly carrier: 'plain' | 'element-string' | 'digital-link'
}

/** Why a scan is no device code. Only `wrong-pattern` says that the code could have been meant for a device. */
export type DeviceCodeFailure =
  | { readonly kind: 'empty' | 'too-long' | 'control-character' | 'wrong-check-digit' | ForeignCode }
  | { readonly kind: 'wrong-pattern'; readonly failure: DeviceIdFailure }

/** A scan is data of at most this many characters (C31). */
export const MAX_SCAN_CHARACTERS = 256

const GS1_SYMBOLOGY = /^\](?:C1|d2|Q3|e0)/
const ANY_SYMBOLOGY = /^\][A-Za-z][0-9A-Fa-f]/
const ELEMENT_STRING = /^(?:\(\d{2}\)|01\d{14})/
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
  const code = scan.trim()
  if (code === '') return fail({ kind: 'empty' })
  const isMarked = GS1_SYMBOLOGY.test(code)
  const content = code.replace(ANY_SYMBOLOGY, '')
  if (nameForeignCode(content) === 'contact') return fail({ kind: 'contact' })
  // U+001D is the one control character with a meaning: it ends a GS1 field. Formats turn what is read around.
  if (/[\p{Cc}\p{Cf}]/u.test(content.replaceAll('\u001d', ''))) return fail({ kind: 'control-character' })
  if (/^https:/i.test(content))
    return readItem(readDigitalLink(content, catalogue.digitalLinkHosts), {
      catalogue,
      carrier: 'digital-link',
    })
  if (isMarked || content.includes('\u001d') || ELEMENT_STRING.test(content))
    return readItem(readElementString(content), { catalogue, carrier: 'element-string' })
  const foreign = nameForeignCode(content)
  if (foreign !== 'unknown') return fail({ kind: foreign })
  if (!PLAIN.test(content)) return fail({ kind: 'unknown' })
  return readId(content, { catalogue, gtin: null, carrier: 'plain' })
}

/** The item that a GS1 carrier names; a code without a serial is that of a product. */
function readItem(
  item: Result<SerialisedItem, DigitalLinkFailure>,
  found: { catalogue: DeviceCatalogue } & Pick<DeviceCode, 'carrier'>,
): Result<DeviceCode, DeviceCodeFailure> {
  if (item.ok) return readId(item.value.serial, { ...found, gtin: item.value.gtin })
  switch (item.failure) {
    case 'no-serial':
      return fail({ kind: 'product' })
    case 'wrong-check-digit':
      return fail({ kind: 'wrong-check-digit' })
    case 'foreign-link':
      return fail({ kind: 'link' })
    case 'unknown-element':
    case 'repeated-element':
      return fail({ kind: 'unknown' })
    default:
      return unreachable(item.failure)
  }
}

function readId(
  text: string,
  found: { catalogue: DeviceCatalogue } & Pick<DeviceCode, 'gtin' | 'carrier'>,
): Result<DeviceCode, DeviceCodeFailure> {
  const id = parseDeviceId(text, found.catalogue.patterns)
  if (!id.ok) return fail({ kind: 'wrong-pattern', failure: id.failure })
  return ok({ deviceId: id.value, gtin: found.gtin, carrier: found.carrier })
}
