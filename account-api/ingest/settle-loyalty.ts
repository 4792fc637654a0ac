import type { LoyaltyMembershipPayload } from '#shared/contracts/operations/loyalty-membership.ts'
import type { LoyaltyRedemptionPayload } from '#shared/contracts/operations/loyalty-redemption.ts'
import type { NotSpent } from '#shared/contracts/outcome.ts'
import { NO_EFFECTS } from './effects.ts'
import { openCase } from './open-case.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { KnownLoyalty, Snapshot } from './snapshot.ts'

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

/** Points are spent once, online, by a member who has them, at the market's price; otherwise they stay, and why is said [LY5] [LY6]. */
export function settleLoyaltyRedemption(
  known: Snapshot,
  given: ToSettle & { redemption: LoyaltyRedemptionPayload },
): Settled {
  const { arrival, redemption, at } = given
  const { id: operationId, aggregateId } = arrival.header
  const { item, points } = redemption
  const accountId = known.customers.get(aggregateId)
  if (accountId === undefined) return openCase(arrival, 'invalid-field')
  const notSpent = whyNotSpent(known.loyalty.get(accountId), given)
  if (notSpent !== null) return { outcome: { kind: 'superseded', notSpent }, effects: NO_EFFECTS }
  const entry = { operationId, kind: 'redeemed' as const, deviceId: '', accountId, points: -points, item, at }
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, loyaltyEntries: [entry] } }
}

function whyNotSpent(
  account: KnownLoyalty | undefined,
  given: ToSettle & { redemption: LoyaltyRedemptionPayload },
): NotSpent | null {
  const { arrival, redemption, rules } = given
  const offered = rules.loyalty.isOn
    ? rules.loyalty.items.find(({ id }) => id === redemption.item)
    : undefined
  if (offered === undefined) return 'item-withdrawn'
  if (account?.isMember !== true) return 'not-a-member'
  if (offered.points !== redemption.points) return 'price-changed'
  if (!isAtTheCounter(arrival)) return 'too-late'
  return account.balance < redemption.points ? 'points-too-few' : null
}

/** Whether it was made just now, by the server's time. A clock that was never compared with it, or runs ahead of it, says nothing. */
function isAtTheCounter({ header, receivedAt }: ToSettle['arrival']): boolean {
  const { serverOffsetMs } = header.clock
  if (serverOffsetMs === null) return false
  const ageMs = Date.parse(receivedAt) - (Date.parse(header.occurredAt) + serverOffsetMs)
  return Math.abs(ageMs) <= MOST_AGE_MS
}
