import type { AssistanceCasePayload } from '../contracts/operations/assistance-case.ts'
import type { CoveredCountry } from '../markets/covered-country.ts'
import type { CalendarDate } from './calendar-date.ts'

export type AssistanceCheck = AssistanceCasePayload['checks'][number]['check']
export type AssistanceReply = AssistanceCasePayload['checks'][number]['answer']

/** What the customer says; the till sees no account of another country. */
export interface AssistanceFacts {
  readonly residence: string
  readonly registration: string
  readonly visited: string
  readonly isAdult: AssistanceReply
  readonly isRegistered: AssistanceReply
  /** Of the voluntary guarantee in the country of purchase. */
  readonly isGuaranteed: AssistanceReply
}

export interface AssistanceAnswer {
  readonly answer: AssistanceCasePayload['answer']
  readonly checks: readonly { readonly check: AssistanceCheck; readonly answer: AssistanceReply }[]
}

/**
 * Whether international assistance is likely, condition by condition (R21, R22, R27). It never refuses: one condition that is
 * not met makes it unlikely, one that nobody here can see is a question for the helpline. `day` is the store's.
 */
export function weighAssistance(
  facts: AssistanceFacts,
  given: { covered: readonly CoveredCountry[]; day: CalendarDate },
): AssistanceAnswer {
  const { residence, registration, visited } = facts
  const isCovered = (country: string) => coveredEntry(country, given) !== null
  const only = (holds: boolean, reply: AssistanceReply) => (holds ? reply : 'no')
  const checks = [
    { check: 'adult-resident', answer: only(isCovered(residence), facts.isAdult) },
    { check: 'registered-there', answer: only(isCovered(registration), facts.isRegistered) },
    { check: 'outside-country-of-registration', answer: only(visited !== registration, 'yes') },
    { check: 'within-covered-countries', answer: only(isCovered(visited), 'yes') },
    { check: 'guarantee-valid', answer: facts.isGuaranteed },
  ] as const
  const replies: readonly AssistanceReply[] = checks.map(({ answer }) => answer)
  const answer = replies.includes('no') ? 'unlikely' : replies.includes('unknown') ? 'ask-helpline' : 'likely'
  return { answer, checks }
}

/** The entry by which a country is covered on a day; null where there is none (R27). */
export function coveredEntry(
  country: string,
  given: { covered: readonly CoveredCountry[]; day: CalendarDate },
): CoveredCountry | null {
  const { covered, day } = given
  const isOn = ({ from, until }: CoveredCountry) =>
    (from === null || from <= day) && (until === null || day <= until)
  return covered.find((entry) => entry.country === country && isOn(entry)) ?? null
}
