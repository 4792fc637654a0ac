import type { OperationId, AggregateId } from '#shared/contracts/identifiers.ts'
import type {
  ConsentAnswer,
  DeviceKind,
  DeviceOrigin,
  ShownText,
} from '#shared/contracts/operations/registration.ts'
import type { ProductClass } from '#shared/contracts/operations/sale.ts'
import type { AgeCheckAnswers, RefusalReason } from '#shared/domain/age-check.ts'
import type { HeldAgeCheck } from '#shared/domain/age-check-record.ts'
import type { DeviceId } from '#shared/domain/device-id.ts'
import type { BirthDateFailure } from '#shared/domain/typed-date.ts'
import type { ConsentPurpose } from '#shared/markets/market.ts'
import type { NotSaved } from './counter-ports.ts'

/** Minted when the form opens, so that a double press, a crash and a retry are the same operation. */
export interface CounterIds {
  readonly visit: AggregateId
  readonly customer: AggregateId
  readonly ageCheck: OperationId
  readonly sale: OperationId
  readonly registration: OperationId
}

/** What the operator says about the document; the date of birth is typed beside it. */
export type DocumentAnswers = Omit<AgeCheckAnswers, 'birthDate'>

/** A check that is on disk and carries a sale or a registration while it stands (R2). */
export interface StandingCheck extends HeldAgeCheck {
  readonly id: OperationId
  readonly documentKind: string | null
  readonly ruleVersion: string
}

export type VoidReason = 'birth-date-changed' | 'operator-changed' | 'expired' | 'restarted'

export interface Person {
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly mobile: string
  readonly born: string
  readonly country: string
  readonly language: string
  readonly claim: 'new' | 'existing' | null
}
export type PersonField = keyof Person

export interface ListedDevice {
  readonly deviceId: DeviceId
  readonly kind: DeviceKind
  readonly origin: DeviceOrigin
}

/** Said below the device field or in place of the scan box. */
export type DeviceMessage =
  | { readonly kind: 'empty' | 'characters' | 'duplicate' | 'not-a-device' | 'too-many' | 'closed' }
  | { readonly kind: 'length'; readonly length: number; readonly count: number }
  | { readonly kind: 'read'; readonly device: string }

/** What is on disk, masked: nothing else of the form is left. */
export interface Done {
  readonly what: 'sale' | 'registration'
  readonly operationId: OperationId
  readonly sequence: number
  readonly hash: string
  readonly savedAt: string
  readonly initials: string | null
  readonly devices: readonly { readonly kind: DeviceKind; readonly masked: string }[]
}

export type Saving = 'age-check' | 'sale' | 'registration'

/** One visit of one customer, in memory only. */
export interface CounterState {
  readonly ids: CounterIds
  readonly startedAtMs: number
  /** Where most customers are at home; what an empty form begins with. */
  readonly home: Pick<Person, 'country' | 'language'>
  readonly answers: DocumentAnswers
  readonly birthText: string
  readonly birthError: BirthDateFailure | null
  readonly isTodayAsked: boolean
  readonly check: StandingCheck | null
  readonly voided: VoidReason | null
  readonly areReasonsOpen: boolean
  readonly productClasses: readonly ProductClass[]
  readonly notice: Omit<ShownText, 'textHash'> | null
  readonly isNoticeOpen: boolean
  readonly person: Person
  /** Fields that were left once: only these show what is wrong. */
  readonly visited: ReadonlySet<PersonField>
  readonly consents: ReadonlyMap<ConsentPurpose, ConsentAnswer>
  readonly isDeclared: boolean
  readonly devices: readonly ListedDevice[]
  readonly deviceText: string
  readonly deviceMessage: DeviceMessage | null
  readonly saving: Saving | null
  readonly failure: NotSaved | null
  readonly refused: { readonly reason: RefusalReason; readonly isSaved: boolean } | null
  readonly done: Done | null
}

const NO_ANSWERS: DocumentAnswers = {
  method: 'shown',
  document: null,
  documentState: null,
  photo: null,
  concern: null,
  isTodayConfirmed: false,
}

export const EMPTY_PERSON: Person = {
  givenName: '',
  familyName: '',
  email: '',
  mobile: '',
  born: '',
  country: '',
  language: '',
  claim: null,
}

/** An empty form. */
export function openCounter(opening: {
  ids: CounterIds
  startedAtMs: number
  home: Pick<Person, 'country' | 'language'>
}): CounterState {
  return {
    ids: opening.ids,
    startedAtMs: opening.startedAtMs,
    home: opening.home,
    answers: NO_ANSWERS,
    birthText: '',
    birthError: null,
    isTodayAsked: false,
    check: null,
    voided: null,
    areReasonsOpen: false,
    productClasses: ['device'],
    notice: null,
    isNoticeOpen: true,
    person: { ...EMPTY_PERSON, ...opening.home },
    visited: new Set(),
    consents: new Map(),
    isDeclared: false,
    devices: [],
    deviceText: '',
    deviceMessage: null,
    saving: null,
    failure: null,
    refused: null,
    done: null,
  }
}

/** Everything that says something about the person gone at once; the visit and its ids stay (R4). */
export function wiped(state: CounterState): CounterState {
  return openCounter({ ids: state.ids, startedAtMs: state.startedAtMs, home: state.home })
}
