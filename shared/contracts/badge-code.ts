import { CODE_ALPHABET } from './enrolment-code.ts'

/** What every badge of a till begins with, so that a scanner's reading is known for one on any screen. */
const MARK = 'CSB'
/** The first symbols name the badge among those of the till; the others are its secret. */
export const BADGE_SELECTOR_LENGTH = 4
/** 18 symbols of 5 bits: 20 bits that name it, 70 that are secret. */
const SYMBOLS = 18
/** Chance for that many symbols, a byte each. */
export const BADGE_BYTES = SYMBOLS

/** Writes chance as the code of a badge. */
export function badgeFromBytes(bytes: Uint8Array): string {
  return MARK + [...bytes].map((byte) => CODE_ALPHABET.charAt(byte & 31)).join('')
}

/** The symbols behind the mark; null for what is no badge. */
export function badgeSymbols(text: string): string | null {
  const symbols = text.slice(MARK.length)
  const isBadge = text.startsWith(MARK) && symbols.length === SYMBOLS
  return isBadge && [...symbols].every((symbol) => CODE_ALPHABET.includes(symbol)) ? symbols : null
}
