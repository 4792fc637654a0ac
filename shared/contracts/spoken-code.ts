import { assert } from '../kernel/assert.ts'
import { type Result, fail, ok } from '../kernel/result.ts'
import { CODE_ALPHABET } from './enrolment-code.ts'

/**
 * A code that is read aloud: groups of four symbols and a fifth that checks them, so that whoever listens learns at once
 * which group was misheard.
 */
export const GROUP_LENGTH = 5

const DATA_LENGTH = 4
const BITS = 5

/** `length`: how many symbols are there. `group`: the first one, counted from 1, whose check symbol does not fit. */
export type SpokenFlaw =
  | { readonly kind: 'length'; readonly count: number }
  | { readonly kind: 'group'; readonly group: number }

/** How many symbols a code of `byteLength` bytes has with its check symbols. */
export function spokenLength(byteLength: number): number {
  return ((byteLength * 8) / (BITS * DATA_LENGTH)) * GROUP_LENGTH
}

/** Writes bytes as groups with a blank between them. Takes whole groups only, 20 bits each: a bug otherwise. */
export function writeSpoken(bytes: Uint8Array): string {
  assert((bytes.length * 8) % (BITS * DATA_LENGTH) === 0, 'a spoken code is made of whole groups')
  const count = (bytes.length * 8) / BITS
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const data = Array.from({ length: count }, (_, at) =>
    Number((value >> BigInt(BITS * (count - 1 - at))) & 31n),
  )
  const groups = Array.from({ length: count / DATA_LENGTH }, (_, index) => {
    const symbols = data.slice(index * DATA_LENGTH, (index + 1) * DATA_LENGTH)
    return [...symbols, checkOf(symbols, index)].map((symbol) => CODE_ALPHABET.charAt(symbol)).join('')
  })
  return groups.join(' ')
}

/** Reads a code of `byteLength` bytes as it was typed: small letters, blanks, dashes and look-alikes are taken as meant. */
export function readSpoken(typed: string, byteLength: number): Result<Uint8Array, SpokenFlaw> {
  const text = spokenSymbols(typed)
  if (text.length !== spokenLength(byteLength)) return fail({ kind: 'length', count: text.length })
  let value = 0n
  for (let index = 0; index * GROUP_LENGTH < text.length; index += 1) {
    const group = text.slice(index * GROUP_LENGTH, (index + 1) * GROUP_LENGTH)
    const symbols = [...group].map((symbol) => CODE_ALPHABET.indexOf(symbol))
    const data = symbols.slice(0, DATA_LENGTH)
    if (symbols.includes(-1) || checkOf(data, index) !== symbols[DATA_LENGTH])
      return fail({ kind: 'group', group: index + 1 })
    for (const symbol of data) value = (value << BigInt(BITS)) | BigInt(symbol)
  }
  const bytes = Array.from({ length: byteLength }, (_, at) =>
    Number((value >> BigInt(8 * (byteLength - 1 - at))) & 255n),
  )
  return ok(new Uint8Array(bytes))
}

/** What counts of a typed code: capitals, no blanks and dashes, I and L as 1, O as 0. */
export function spokenSymbols(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0')
}

/**
 * A weighted sum over the field of 32 elements. The weights are different powers of its generator, so that one wrong
 * symbol and two that changed places are always found; the group's place is in it, so that two groups are, too.
 */
function checkOf(symbols: readonly number[], index: number): number {
  return symbols.reduceRight((sum, symbol) => timesGenerator(sum ^ symbol), 0) ^ (index + 1)
}

/** Times x modulo x^5 + x^2 + 1. */
function timesGenerator(element: number): number {
  const shifted = element << 1
  return shifted > 31 ? shifted ^ 0b100101 : shifted
}
