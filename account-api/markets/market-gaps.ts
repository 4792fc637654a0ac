import { hasLoyalty } from '#shared/domain/benefits.ts'
import type { LocalText } from '#shared/markets/market-text.ts'
import { SCREEN_LANGUAGES } from '#shared/markets/market-text.ts'
import type { Market } from '#shared/markets/market.ts'

/** Where something is missing: the names on the way to it in the data, and the language where it is a text. */
export type MarketGap = readonly string[]

/**
 * What a market that parses still lacks to be worked by [MD7]. What the customer declares, agrees to or must be told is there in
 * each language that they can choose; any other text may fall back to English (R30).
 */
export function marketGaps(market: Market): readonly MarketGap[] {
  const { languages, registration, guarantee, assistance } = market
  const texts = mustBeSaid(market).flatMap(({ path, text }) =>
    languages.customer
      .filter((language) => text[language] === undefined)
      .map((language) => [...path, language]),
  )
  const isThere: readonly [MarketGap, boolean][] = [
    [['registration', 'channels'], registration.channels.some((channel) => channel.isTakenAtCounter)],
    [['languages', 'operator'], SCREEN_LANGUAGES.some((spoken) => languages.operator.includes(spoken))],
    [['guarantee', 'terms'], guarantee.terms.length > 0],
    [['assistance', 'coveredCountries'], assistance.coveredCountries.length > 0],
    [['timeZones', 'default'], market.timeZones.stores.includes(market.timeZones.default)],
  ]
  return [...texts, ...isThere.flatMap(([path, is]) => (is ? [] : [path]))]
}

function mustBeSaid(market: Market): readonly { path: MarketGap; text: LocalText }[] {
  const { registration, consents, loyalty, riskStatement } = market
  return [
    { path: ['registration', 'declaration'], text: registration.declaration.text },
    { path: ['registration', 'privacyNotice'], text: registration.privacyNotice.text },
    { path: ['registration', 'registrationIsOptional'], text: registration.registrationIsOptional },
    { path: ['riskStatement'], text: riskStatement.text },
    ...consents
      .filter(({ isOn }) => isOn)
      .map(({ purpose, text }) => ({ path: ['consents', purpose], text })),
    ...(hasLoyalty(market) && loyalty.terms !== null
      ? [{ path: ['loyalty', 'terms'], text: loyalty.terms.text }]
      : []),
  ]
}
