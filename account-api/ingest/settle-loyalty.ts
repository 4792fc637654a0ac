import type { LoyaltyMembershipPayload } from '#shared/contracts/operations/loyalty-membership.ts'
import type { LoyaltyRedemptionPayload } from '#shared/contracts/operations/loyalty-redemption.ts'
import { NO_EFFECTS } from './effects.ts'
import { openCase } from './open-case.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/** How old a redemption may be when it arrives: older ones were not made against the central account [LY5]. */
const MOST_AGE_MS = 5 * 60_000

/** A customer joins or leaves, by the terms shown (R20). Memberships are only ever added: the newest holds [LY1]. */
export function settleLoyaltyMembership(
  known: Snapshot,
  given: ToSettle & { membership: LoyaltyMembershipPayload },
): Settled {
  const { arrival, membership, rules, at: recordedAt } = given
  const { id: operationId, aggregateId, operatorId } = arrival.header
  const accountId = known.customers.get(aggregateId)
  const { action, terms } = membership
  const isOpen = rules.loyalty.isOn || action === 'leave'
  if (accountId === undefined || !isOpen) return openCase(arrival, 'invalid-field')
  const { version: termsVersion, textHash, language } = terms
  const row = { operationId, accountId, action, termsVersion, textHash, language, operatorId, recordedAt }
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, loyaltyMemberships: [row] } }
}

/** Points are spent once, online, by a member who has them, at the market's price [LY5] [LY6]. */
export function settleLoyaltyRedemption(
  known: Snapshot,
  given: ToSettle & { redemption: LoyaltyRedemptionPayload },
): Settled {
  const { arrival, redemption, rules, at } = given
  const { id: operationId, aggregateId, occurredAt, clock } = arrival.header
  const { item, points } = redemption
  const accountId = known.customers.get(aggregateId)
  if (accountId === undefined) return openCase(arrival, 'invalid-field')
  const offered = rules.loyalty.isOn ? rules.loyalty.items.find(({ id }) => id === item) : undefined
  const { isMember, balance } = known.loyalty.get(accountId) ?? { isMember: false, balance: 0 }
  const ageMs = Date.parse(arrival.receivedAt) - (Date.parse(occurredAt) + (clock.serverOffsetMs ?? 0))
  const isSound = offered?.points === points && isMember && balance >= points && ageMs <= MOST_AGE_MS
  if (!isSound) return openCase(arrival, 'invalid-field')
  const entry = { operationId, kind: 'redeemed' as const, deviceId: '', accountId, points: -points, item, at }
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, loyaltyEntries: [entry] } }
}
