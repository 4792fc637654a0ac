import type { Market } from '#shared/markets/market.ts'
import type { LocalText } from '#shared/markets/market-text.ts'

/** Whether the market has loyalty at all: the switch of its consent (R20). */
export function hasLoyalty({ consents }: Pick<Market, 'consents'>): boolean {
  return consents.some(({ purpose, isOn }) => purpose === 'loyalty' && isOn)
}

/** What a customer is shown of registering before they decide (R10); none where the switch is off. Points are named only where there are any (R20). */
export function benefitsOf(market: Pick<Market, 'benefits' | 'consents'>): readonly LocalText[] {
  const { isOn, items, loyaltyItems } = market.benefits
  if (!isOn) return []
  return hasLoyalty(market) ? [...items, ...loyaltyItems] : items
}
