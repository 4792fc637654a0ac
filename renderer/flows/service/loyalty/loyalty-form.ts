import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { LoyaltyAnswer } from '#shared/contracts/messages/loyalty.ts'
import { textIn, type VersionedText } from '#shared/markets/market-text.ts'
import type { Market } from '#shared/markets/market.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'

/** What a customer wants of the programme. */
export type LoyaltyAction = 'join' | 'leave' | 'spend'

/** What the account API last said of this customer; null before it answered once. */
export type LoyaltyKnown = LoyaltyAnswer | null

/** An item and the price at which it was chosen [LO4]. */
export interface ChosenReward {
  readonly item: string
  readonly points: number
}

export interface LoyaltyForm {
  readonly known: LoyaltyKnown
  readonly action: LoyaltyAction | null
  readonly reward: ChosenReward | null
}

export const NO_LOYALTY_FORM: LoyaltyForm = { known: null, action: null, reward: null }

/** What a customer reads before they join or leave; the words of the consent where the market has no terms of its own. */
export function loyaltyTerms(market: Pick<Market, 'consents' | 'loyalty'>): VersionedText | null {
  return market.loyalty.terms ?? market.consents.find(({ purpose }) => purpose === 'loyalty') ?? null
}

/** What can be asked for, by what is known: without an answer whoever is no member can join, and whoever is one can leave. */
export function loyaltyActions(known: LoyaltyKnown): readonly LoyaltyAction[] {
  if (known?.kind !== 'known') return ['join', 'leave']
  return known.standing.isMember ? ['spend', 'leave'] : ['join']
}

/** The form once the account API answered: what it no longer rewards as it was chosen is not chosen any more [LO6]. */
export function withStanding(form: LoyaltyForm, known: LoyaltyAnswer): LoyaltyForm {
  const rewards = known.kind === 'known' ? known.standing.rewards : []
  const { reward, action } = form
  const isOffered = rewards.some(({ item, points }) => item === reward?.item && points === reward.points)
  const isPossible = action !== null && loyaltyActions(known).includes(action)
  return { known, action: isPossible ? action : null, reward: isOffered ? reward : null }
}

/** Whether a record can be made of it; a spend needs the points, and nothing before it without an answer [LO5]. */
export function isLoyaltyReady({ known, action, reward }: LoyaltyForm, isSpendOpen: boolean): boolean {
  if (action !== 'spend') return action !== null
  if (isSpendOpen || reward === null || known?.kind !== 'known') return false
  return known.standing.isMember && known.standing.points >= reward.points
}

/** The record that it makes; null while something is open. */
export async function loyaltyOperation(
  form: LoyaltyForm,
  given: {
    /** Null for an account that was found. */
    readonly registration: OperationId | null
    readonly market: Market
    readonly language: string
    readonly digest: (text: string) => Promise<string>
  },
): Promise<Extract<TypedPayload, { type: 'loyalty-membership' | 'loyalty-redemption' }> | null> {
  const { registration, market, language, digest } = given
  const { action, reward } = form
  if (action === 'spend')
    return reward === null ? null : { type: 'loyalty-redemption', payload: { ...reward, registration } }
  const terms = loyaltyTerms(market)
  if (action === null || terms === null) return null
  const textHash = await digest(textIn(terms.text, language))
  return {
    type: 'loyalty-membership',
    payload: { action, terms: { version: terms.version, textHash, language }, registration },
  }
}
