import type { TypedPayload } from '../contracts/operations/catalogue.ts'
import { unreachable } from '../kernel/assert.ts'

/** What a person may see of a waiting record: enough to tell two records apart, and no more. */
export interface MaskedSlip {
  /** 'M. S.'; null where there is no letter to show. */
  initials: string | null
  /** '…TB3D' */
  devices: string[]
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * What people are shown and told of a record's hash, and type back from paper: its first four bytes as eight hexadecimal
 * digits, '4f7a91c2', in which nothing looks like something else.
 */
export function shortHash(hash: string): string {
  const bits = Array.from(hash.slice(0, 6), (symbol) =>
    BASE64URL.indexOf(symbol).toString(2).padStart(6, '0'),
  ).join('')
  return Number.parseInt(bits.slice(0, 32), 2).toString(16).padStart(8, '0')
}

const SHOWN_DEVICE_CHARACTERS = 4
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Masks a registration's names and devices. */
export function slipOf(given: { names: readonly string[]; deviceIds: readonly string[] }): MaskedSlip {
  const initials = given.names.map(initialOf).filter((initial) => initial !== null)
  return {
    initials: initials.length === 0 ? null : initials.map((initial) => `${initial}.`).join(' '),
    devices: given.deviceIds.map((id) => `…${id.slice(-SHOWN_DEVICE_CHARACTERS)}`),
  }
}

/** What a slip says of an operation; null for one that names neither a person nor a device. */
export function slipOfOperation({ type, payload }: TypedPayload): MaskedSlip | null {
  switch (type) {
    case 'registration':
      return slipOf({ names: [payload.givenName, payload.familyName], deviceIds: idsOf(payload.devices) })
    case 'device-added':
      return slipOf({ names: [], deviceIds: [payload.device.deviceId] })
    case 'device-released':
      return slipOf({ names: [], deviceIds: [payload.deviceId] })
    case 'replacement':
      return slipOf({ names: [], deviceIds: [payload.oldDevice, payload.newDevice.deviceId] })
    case 'guarantee-case':
    case 'assistance-case':
      return slipOf({ names: [], deviceIds: [payload.deviceId] })
    case 'return':
      return slipOf({ names: [], deviceIds: payload.devices })
    case 'correction': {
      if (payload.changes.type !== 'registration') return null
      const { givenName, familyName, devices } = payload.changes.fields
      const names = [givenName, familyName].filter((name) => name !== undefined)
      return names.length === 0 && devices === undefined
        ? null
        : slipOf({ names, deviceIds: idsOf(devices ?? []) })
    }
    case 'age-check':
    case 'age-check-correction':
    case 'case-note':
    case 'consent-change':
    case 'removal-request':
    case 'contact-change':
    case 'link-request':
    case 'loyalty-membership':
    case 'loyalty-redemption':
    case 'resolution':
    case 'sale':
    case 'take-back':
    case 'terminal-event':
    case 'void':
      return null
    default:
      return unreachable(type)
  }
}

function idsOf(devices: readonly { readonly deviceId: string }[]): readonly string[] {
  return devices.map(({ deviceId }) => deviceId)
}

/** The first letter of a name in any script, whole with its marks, in capitals where the script has them. */
function initialOf(name: string): string | null {
  // Nothing joins a Latin letter that another plain character follows, and most names begin so.
  const [plain] = /^[A-Za-z](?=[ -~])/.exec(name) ?? []
  if (plain !== undefined) return plain.toUpperCase()
  for (const { segment } of SEGMENTER.segment(name.normalize('NFC'))) {
    if (/^\p{L}/u.test(segment)) return capital(segment)
  }
  return null
}

/** One letter stays one: 'ß' would become two, so it stays as it is; so does a letter with more marks than a slip holds. */
function capital(letter: string): string | null {
  const upper = letter.toLocaleUpperCase('und')
  const kept = [...upper].length === [...letter].length ? upper : letter
  return kept.length <= 4 ? kept : ([...kept][0] ?? null)
}
