import { decideAgeCheck, type AgeCheckAnswers } from '#shared/domain/age-check.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import type { AgeCheckPolicy } from '#shared/markets/age-check-policy.ts'
import type { ReadDocument } from '#renderer/scanning/readable-document.ts'
import { readDocument } from '#renderer/scanning/read-document.ts'
import type { CounterPlace } from './counter-ports.ts'
import type { CounterSession } from './counter-session.ts'
import type { DocumentWord } from './document-reading-state.ts'
import type { AgeCheck } from './use-age-check.ts'

/** Reads a document for the open visit; what it says is gone when the call returns [T1] [T7]. */
export type TakeDocument = (text: string) => void

/**
 * What becomes of a document that was scanned, typed or pasted. Under age by what was read is a refusal at once; nobody
 * answers anything after that [T8].
 */
export function useDocument(
  { state, dispatch }: CounterSession,
  given: {
    readonly counter: Pick<AgeCheck, 'checkAge' | 'ageCheckDay'> & {
      readonly today: CalendarDate
      readonly policy: AgeCheckPolicy
    }
    readonly place: Pick<CounterPlace, 'market' | 'realm'>
  },
): TakeDocument {
  const { counter, place } = given
  const { market, realm } = place
  const { today, policy } = counter
  const say = (said: DocumentWord) => {
    dispatch({ kind: 'document-said', said })
  }
  const use = (document: ReadDocument) => {
    const typed = { ...state.answers, method: 'machine-read', birthDate: document.birthDate } as const
    const isUnderAge = document.birthDate !== null && isUnderAgeBy(typed)
    // By the rule of the century a child, by the one before it somebody very old: a person looks at the document.
    const birthDate = isUnderAge && document.isCenturyOpen ? null : document.birthDate
    const documentState = stateOf(document)
    dispatch({
      kind: 'document-read',
      document: document.kind,
      documentState,
      reading: { birthDate, givenName: document.givenName, familyName: document.familyName },
    })
    if (birthDate !== null && isUnderAge)
      void counter.checkAge({ method: 'machine-read', document: document.kind, documentState, birthDate })
  }
  const isUnderAgeBy = (answers: AgeCheckAnswers) => {
    const decision = decideAgeCheck({
      answers,
      market,
      productClasses: [],
      day: counter.ageCheckDay(),
      isAgain: state.again !== null,
    })
    return decision.ok && decision.value.reason === 'under-age'
  }
  /** Certain by a trusted clock or the last trusted time; else it is for the operator to look at [T6]. */
  const stateOf = ({ expiresOn }: ReadDocument) => {
    const { localToday, trustedToday, isClockVerified } = counter.ageCheckDay()
    if (expiresOn === null) return null
    if (trustedToday !== null && expiresOn < trustedToday) return 'expired'
    if (expiresOn >= localToday) return 'valid'
    return isClockVerified ? 'expired' : null
  }
  return (text) => {
    if (state.check !== null || state.refused !== null || state.done !== null || state.saving !== null) {
      say('not-now')
      return
    }
    if (policy.machineReading === 'off') {
      say('machine-off')
      return
    }
    if (policy.machineReading === 'ask' && !state.isReadingAgreed) {
      say('ask-first')
      return
    }
    const read = readDocument(text, { today, realm, country: market.country })
    if (!read.ok) say(read.failure)
    else if (!policy.documents.some(({ kind }) => kind === read.value.kind)) say('not-accepted')
    else if (state.birthText.trim() !== '' && read.value.birthDate !== counter.ageCheckDay().typed)
      say('differs')
    else use(read.value)
  }
}
