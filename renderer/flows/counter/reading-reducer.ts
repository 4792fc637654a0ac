import type { DocumentKind } from '#shared/markets/age-check-policy.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { NO_READING, type DocumentReading, type DocumentWord } from './document-reading-state.ts'
import type { CounterState, DocumentAnswers, Person } from './counter-state.ts'

export type ReadingAction =
  /** The customer agreed that a machine reads one document (T1). */
  | { readonly kind: 'reading-agreed' }
  | { readonly kind: 'document-said'; readonly said: DocumentWord }
  | {
      readonly kind: 'document-read'
      readonly document: DocumentKind
      readonly documentState: DocumentAnswers['documentState']
      readonly reading: DocumentReading
    }
  /** The customer's word on name and date of birth: into the registration, or nowhere (C23). */
  | { readonly kind: 'reading-decided'; readonly isTaken: boolean }

export function readingReducer(state: CounterState, action: ReadingAction): CounterState {
  switch (action.kind) {
    case 'reading-agreed':
      return { ...state, isReadingAgreed: true, documentWord: null }
    case 'document-said':
      return { ...state, documentWord: action.said }
    case 'document-read': {
      const { document, documentState, reading } = action
      const isRead = reading.birthDate !== null
      return {
        ...state,
        isReadingAgreed: false,
        documentWord: isRead ? null : 'by-hand',
        reading,
        expiredKind: documentState === 'expired' ? document : state.expiredKind,
        answers: {
          ...state.answers,
          method: isRead ? 'machine-read' : 'shown',
          document,
          documentState,
          photo: null,
        },
        birthText: isRead ? '' : state.birthText,
        birthError: null,
        isTodayAsked: false,
        failure: null,
      }
    }
    case 'reading-decided':
      return {
        ...state,
        reading: null,
        person: action.isTaken && state.reading !== null ? filled(state.person, state.reading) : state.person,
      }
    default:
      return unreachable(action)
  }
}

/** An answer about the document. Another one that is shown was not read; one that has expired stays so [T8]. */
export function answered(state: CounterState, more: Partial<DocumentAnswers>): CounterState {
  const answers = { ...state.answers, ...more }
  const isOther = more.document !== undefined && more.document !== state.answers.document
  const isExpired = answers.document !== null && answers.document === state.expiredKind
  return {
    ...state,
    ...(isOther ? NO_READING : {}),
    documentWord: null,
    answers: {
      ...answers,
      method: isOther ? 'shown' : answers.method,
      documentState: isExpired && answers.documentState === 'valid' ? 'expired' : answers.documentState,
    },
    failure: null,
  }
}

/** Only where nothing is typed: a machine's Latin letters never take the place of a name as it is written. */
function filled(person: Person, { givenName, familyName, birthDate }: DocumentReading): Person {
  const born = birthDate === null ? '' : birthDate.split('-').toReversed().join('/')
  return {
    ...person,
    givenName: person.givenName === '' ? givenName : person.givenName,
    familyName: person.familyName === '' ? familyName : person.familyName,
    born: person.born === '' ? born : person.born,
  }
}
