import type { AssistanceCasePayload } from '../contracts/operations/assistance-case.ts'

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
 * not met makes it unlikely, one that nobody here can see is a question for the helpline.
 */
export function weighAssistance(
  facts: AssistanceFacts,
  coveredCountries: readonly string[],
): AssistanceAnswer {
  const { residence, registration, visited } = facts
  const isCovered = (country: string) => coveredCountries.includes(country)
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
