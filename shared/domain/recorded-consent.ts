import type { Consent, ConsentAnswer } from '../contracts/operations/registration.ts'
import { textIn } from '../markets/market-text.ts'
import type { ConsentPurpose, Market } from '../markets/market.ts'

/** An answer with its proof: the words that the customer was shown, by version, hash and language (R8, C37). */
export async function recordedConsent(
  offer: Market['consents'][number],
  given: {
    readonly answer: ConsentAnswer
    readonly language: string
    /** SHA-256 of the UTF-8 text, base64url. */
    readonly digest: (text: string) => Promise<string>
  },
): Promise<Consent> {
  const { answer, language, digest } = given
  return {
    ...purposeAndChannel(offer.purpose),
    answer,
    textVersion: offer.version,
    textHash: await digest(textIn(offer.text, language)),
    language,
  }
}

/** 'marketing-email' is the purpose 'marketing' on the channel 'email'; loyalty is one thing on every channel. */
export function purposeAndChannel(purpose: ConsentPurpose): { purpose: string; channel: string } {
  const [, name, channel] = /^(marketing)-([a-z]+)$/.exec(purpose) ?? []
  return name === undefined || channel === undefined
    ? { purpose, channel: 'any' }
    : { purpose: name, channel }
}
