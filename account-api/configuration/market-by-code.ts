import type { Market } from '#shared/markets/market.ts'
import { findMarket } from '#shared/markets/registry.ts'

/** The market of a store; null when there is none of this code. */
export function marketByCode(code: string): Market | null {
  return findMarket(code)
}
