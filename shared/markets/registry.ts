import { ES } from './es.ts'
import { GB } from './gb.ts'
import type { Market } from './market.ts'
import { PRACTICE } from './practice.ts'
import { PT } from './pt.ts'

/** The markets that ship with the desk; signed configuration replaces them. */
export const SHIPPED_MARKETS: readonly Market[] = [PT, GB, ES, PRACTICE]

/** The market with this code ('PT', 'practice'), or null where none ships under it. */
export function findMarket(code: string): Market | null {
  return SHIPPED_MARKETS.find((market) => market.code === code) ?? null
}
