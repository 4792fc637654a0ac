import { AT } from './at.ts'
import { ES } from './es.ts'
import { GB } from './gb.ts'
import type { Market } from './market.ts'
import { PRACTICE } from './practice.ts'
import { PT } from './pt.ts'

/** The markets that ship with the desk; signed configuration replaces them. A new one is a file, its texts and its name here. */
export const SHIPPED_MARKETS: readonly Market[] = [PT, GB, ES, AT, PRACTICE]

/** The market with this code ('PT', 'practice'), or null where none ships under it. */
export function findMarket(code: string): Market | null {
  return SHIPPED_MARKETS.find((market) => market.code === code) ?? null
}
