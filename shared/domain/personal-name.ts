import { fail, ok, type Result } from '../kernel/result.ts'
import { holdsCardNumber } from './card-number.ts'

declare const personalNameBrand: unique symbol
/** A given or family name in any script (R30), composed (NFC), single blanks, at most 100 characters. */
export type PersonalName = string & { readonly [personalNameBrand]: true }

/** Why a text is no name. */
export type PersonalNameFailure =
  | 'empty'
  | 'too-long'
  | 'control-character'
  | 'direction-override'
  | 'broken-text'
  | 'card-number'

const MAX_CHARACTERS = 100
const MAX_RAW_LENGTH = 1000
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u
// Embeddings, overrides and isolates of the bidirectional algorithm (UAX #9) reorder the text around a name.
const DIRECTION_OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/
// Zero-width blank, soft hyphen, word joiner, byte order mark: invisible, and no part of a name.
const INVISIBLE = /[\u200b\u00ad\u2060\ufeff]/g

/**
 * Reads a name as people write it: any script, signs and quotes included, because a name is data everywhere. Only
 * what could hide or reorder text is refused; blanks are tidied.
 */
export function parsePersonalName(text: string): Result<PersonalName, PersonalNameFailure> {
  if (text.length > MAX_RAW_LENGTH) return fail('too-long')
  const trimmed = text.trim()
  if (/\p{Cs}/u.test(trimmed)) return fail('broken-text')
  if (CONTROL.test(trimmed)) return fail('control-character')
  if (DIRECTION_OVERRIDE.test(trimmed)) return fail('direction-override')
  const name = trimmed.replace(INVISIBLE, '').replaceAll(/\s+/g, ' ').trim().normalize('NFC')
  if (!/[\p{L}\p{N}]/u.test(name)) return fail('empty')
  if ([...name].length > MAX_CHARACTERS) return fail('too-long')
  if (holdsCardNumber(name)) return fail('card-number')
  return ok(name as PersonalName)
}
