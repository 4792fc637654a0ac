import type { ConsentPurpose, Market } from '../markets/market.ts'

/** What the customer said to one purpose. Only the customer says yes (R8). */
export type ConsentAnswer = 'yes' | 'no' | 'not-asked'

/** An answer and the version of the text that it was given to. */
export type Consent = {
  readonly purpose: ConsentPurpose
  readonly answer: ConsentAnswer
  readonly textVersion: string
}

/** Why a list of consents cannot be kept. */
export type ConsentProblem = 'not-offered' | 'other-version' | 'repeated'

/** The purposes that this market asks for now, each still unanswered: nothing is ever ticked beforehand (R8). */
export function openConsents(market: Pick<Market, 'consents'>): readonly Consent[] {
  return market.consents
    .filter((offer) => offer.isOn)
    .map((offer) => ({ purpose: offer.purpose, answer: 'not-asked', textVersion: offer.version }))
}

/** The same list with the customer's answer to one purpose; a purpose that is not on it stays unasked. */
export function answerConsent(
  consents: readonly Consent[],
  given: { purpose: ConsentPurpose; answer: ConsentAnswer },
): readonly Consent[] {
  return consents.map((consent) =>
    consent.purpose === given.purpose ? { ...consent, answer: given.answer } : consent,
  )
}

/** Each purpose that cannot be kept as answered: switched off, another wording, or there twice. */
export function consentProblems(
  consents: readonly Consent[],
  market: Pick<Market, 'consents'>,
): readonly { purpose: ConsentPurpose; why: ConsentProblem }[] {
  return consents.flatMap(({ purpose, textVersion }, index) => {
    const offer = market.consents.find((candidate) => candidate.purpose === purpose && candidate.isOn)
    const isRepeated = consents.findIndex((other) => other.purpose === purpose) < index
    const why = problemOf({ offeredVersion: offer?.version ?? null, textVersion, isRepeated })
    return why === null ? [] : [{ purpose, why }]
  })
}

function problemOf(consent: {
  offeredVersion: string | null
  textVersion: string
  isRepeated: boolean
}): ConsentProblem | null {
  if (consent.offeredVersion === null) return 'not-offered'
  if (consent.offeredVersion !== consent.textVersion) return 'other-version'
  return consent.isRepeated ? 'repeated' : null
}
