import type { Channel, Market } from '../markets/market.ts'

/** What a channel asks for (R6): whether registering is the customer's choice, and whether this desk serves it. */
export type ChannelRule = { readonly isRegistrationRequired: boolean; readonly isTakenAtCounter: boolean }

/** The rule of a channel; one that the market does not name is not served, and would need registration. */
export function channelRule(channel: Channel, market: Pick<Market, 'registration'>): ChannelRule {
  const rule = market.registration.channels.find((candidate) => candidate.channel === channel)
  return {
    isRegistrationRequired: rule?.isRegistrationRequired ?? true,
    isTakenAtCounter: rule?.isTakenAtCounter ?? false,
  }
}
