import { fail, ok, type Result } from '../kernel/result.ts'
import {
  type DeviceCatalogue,
  type DeviceKind,
  type DevicePattern,
  deviceKindSchema,
} from '../markets/device-catalogue.ts'

declare const deviceIdBrand: unique symbol
/** A device ID in capital letters and digits, without blanks, of a pattern that the market knows (R11). */
export type DeviceId = string & { readonly [deviceIdBrand]: true }

/** Why a text is no device ID. `position` counts from 1 over letters and digits, blanks and dashes left out. */
export type DeviceIdFailure =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character-not-used'; readonly character: string; readonly position: number }
  | { readonly kind: 'wrong-length'; readonly length: number; readonly expected: readonly number[] }

const MAX_CHARACTERS = 256
const SEPARATORS = /[\s\u00ad\u2010-\u2015\u2212-]/g

/**
 * Reads a device ID as typed or scanned: small letters, blanks and dashes are fine; what the pattern does not use
 * (I and O) is refused by place and never guessed, because 0 and 1 are symbols of their own (R11).
 */
export function parseDeviceId(
  text: string,
  patterns: readonly DevicePattern[],
): Result<DeviceId, DeviceIdFailure> {
  const expected = patterns.map((pattern) => pattern.length)
  if (text.length > MAX_CHARACTERS) return fail({ kind: 'wrong-length', length: text.length, expected })
  // Only ASCII letters are raised: locale-free mapping turns some foreign letters into two.
  const symbols = text.replace(SEPARATORS, '').replace(/[a-z]/g, (letter) => letter.toUpperCase())
  if (symbols === '') return fail({ kind: 'empty' })
  const candidates = patterns.filter((pattern) => pattern.length === symbols.length)
  if (candidates.some((pattern) => firstForeign(symbols, pattern) === null)) return ok(symbols as DeviceId)
  const foreign = (candidates.length > 0 ? candidates : patterns).map((pattern) =>
    firstForeign(symbols, pattern),
  )
  const found = foreign.every((place) => place !== null) ? foreign[0] : null
  if (found) return fail({ kind: 'character-not-used', ...found })
  return fail({ kind: 'wrong-length', length: [...symbols].length, expected })
}

/** What an ID of this pattern can stand for by the market's models, the box first: it stands for what is in it (R11). */
export function kindsOfDevice(id: DeviceId, catalogue: DeviceCatalogue): readonly DeviceKind[] {
  const patternIds = catalogue.patterns.filter(
    (pattern) => pattern.length === id.length && firstForeign(id, pattern) === null,
  )
  const models = catalogue.models.filter(({ patternId }) =>
    patternIds.some(({ id: own }) => own === patternId),
  )
  const kinds = deviceKindSchema.options.filter((kind) => models.some((model) => model.kinds.includes(kind)))
  // A pattern without a model says nothing.
  return kinds.length > 0 ? kinds : deviceKindSchema.options
}

/** A device, and what the market's catalogue says of it. */
export interface KnownDevice {
  readonly deviceId: DeviceId
  readonly kind: DeviceKind
  /** The catalogue's name for the model; null where nothing says which one it is. */
  readonly model: string | null
}

/**
 * What a code says of its device (R11): the article number, where the code has one that the catalogue knows, names model and
 * kind; else the kind is the first that the ID can stand for, and the model is not known.
 */
export function knownDevice(
  { deviceId, gtin }: { readonly deviceId: DeviceId; readonly gtin: string | null },
  catalogue: DeviceCatalogue,
): KnownDevice {
  for (const { id, tradeItems } of catalogue.models) {
    const item = tradeItems.find((known) => known.gtin === gtin)
    if (item !== undefined) return { deviceId, kind: item.kind, model: id }
  }
  return { deviceId, kind: kindsOfDevice(deviceId, catalogue)[0] ?? 'kit', model: null }
}

/** For reading aloud: groups of four, 'K7M2 9QX4 TB3D'. */
export function formatDeviceId(id: DeviceId): string {
  return id.replace(/.{4}(?=.)/g, '$& ')
}

/** For screens and slips after saving: the last four symbols, '…TB3D'. */
export function maskDeviceId(id: DeviceId): string {
  return `…${id.slice(-4)}`
}

function firstForeign(
  symbols: string,
  pattern: DevicePattern,
): { character: string; position: number } | null {
  const characters = [...symbols]
  const index = characters.findIndex((character) => !pattern.alphabet.includes(character))
  const character = characters[index]
  return character === undefined ? null : { character, position: index + 1 }
}
