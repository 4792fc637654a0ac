import { validate as validateSpanish } from 'stdnum/lib/cjs/es/nif.js'
import { validate as validateBritish } from 'stdnum/lib/cjs/gb/vat.js'
import { validate as validatePortuguese } from 'stdnum/lib/cjs/pt/nif.js'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { TaxNumberKind } from '../markets/market.ts'

declare const taxNumberBrand: unique symbol
/** A tax number in the compact spelling of its kind, without blanks. */
export type TaxNumber = string & { readonly [taxNumberBrand]: true }

/** Why a text is no tax number. */
export type TaxNumberFailure = 'empty' | 'wrong-length' | 'wrong-check-digit' | 'not-a-tax-number'

const MAX_CHARACTERS = 30
// One validator each instead of the whole library: it knows more countries than the desk should load.
const VALIDATORS = {
  'pt-nif': validatePortuguese,
  'es-nif': validateSpanish,
  'gb-vat': validateBritish,
} as const

/** Reads a tax number and verifies its check digit (R7): the Portuguese NIF, the Spanish NIF, the British VAT number. */
export function parseTaxNumber(text: string, kind: TaxNumberKind): Result<TaxNumber, TaxNumberFailure> {
  const typed = text.trim()
  if (typed === '') return fail('empty')
  if (typed.length > MAX_CHARACTERS) return fail('wrong-length')
  const checked = VALIDATORS[kind](typed)
  if (checked.isValid) return ok(checked.compact as TaxNumber)
  const name = checked.error?.name
  if (name === 'InvalidLength') return fail('wrong-length')
  return fail(name === 'InvalidChecksum' ? 'wrong-check-digit' : 'not-a-tax-number')
}
