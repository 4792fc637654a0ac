import type { OperationId, AggregateId } from '#shared/contracts/identifiers.ts'
import type {
  ConsentAnswer,
  DeviceKind,
  DeviceOrigin,
  ShownText,
} from '#shared/contracts/operations/registration.ts'
import type { ProductClass } from '#shared/contracts/operations/sale.ts'
import type { VoidReason } from '#shared/contracts/operations/void.ts'
import type { AgeCheckAnswers, RefusalReason } from '#shared/domain/age-check.ts'
import type { HeldAgeCheck } from '#shared/domain/age-check-record.ts'
import type { KnownDevice } from '#shared/domain/device-id.ts'
import type { PaperState } from '../paper-word.tsx'
import type { BirthDateFailure } from '#shared/domain/typed-date.ts'
import type { AgeCheckCorrectionReason } from '#shared/contracts/operations/age-check-correction.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import type { ConsentPurpose } from '#shared/markets/market.ts'
import type { DeviceCodeProblem, RefusedCode } from '../read-device-code.ts'
import type { DocumentKind } from '#shared/markets/age-check-policy.ts'
import { NO_READING, type DocumentReading, type DocumentWord } from './document-reading-state.ts'
import type { CapturedOperation, NotSaved } from '../record-port.ts'
import type { Confirmation } from './counter-ports.ts'

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

/** Why a check no longer stands. */
export type CheckVoid = 'birth-date-changed' | 'operator-changed' | 'expired' | 'restarted' | 'not-kept'

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

export interface ListedDevice extends KnownDevice {
  readonly origin: DeviceOrigin
  /** Somebody had it before who cannot be reached (R12). */
  readonly isFirstOwnerAway?: true | undefined
}

/** Said below the device field or in place of the scan box. */
export type DeviceMessage =
  | Exclude<DeviceCodeProblem, { kind: 'refused' }>
  | { readonly kind: 'refused'; readonly what: RefusedCode; readonly isScan: boolean }
  | { readonly kind: 'duplicate' | 'too-many' | 'closed' }
  | { readonly kind: 'read'; readonly device: string }

/** What is on disk, masked; of the form only what paper needs is kept, and not shown. */
/** What the next check of this visit corrects: the same person, counted once (R4). */
export interface CheckedAgain {
  readonly of: OperationId
  readonly why: AgeCheckCorrectionReason
  /** Of the correction itself. */
  readonly id: OperationId
}

/** The part of a form that can be opened again after saving. */
export type AmendableForm = Pick<
  CounterState,
  | 'ids'
  | 'check'
  | 'productClasses'
  | 'notice'
  | 'person'
  | 'consents'
  | 'isDeclared'
  | 'devices'
  | 'purchaseText'
>

/** What was saved, in the clear and in memory alone, until the next customer, a lock or five minutes. */
export interface KeptForm {
  readonly form: AmendableForm
  /** As amended so far. */
  readonly operation: CapturedOperation
  /** The store's local day on which it was saved. */
  readonly day: CalendarDate
}

/** A correction or a void of what is done, on disk. */
export interface Amended {
  readonly kind: 'correction' | 'void'
  readonly operationId: OperationId
  readonly sequence: number
  readonly hash: string
  readonly savedAt: string
}

/** What is on disk, masked, and the form as long as it may be amended; nothing of the form is shown. */
export interface Done {
  readonly what: 'sale' | 'registration'
  readonly operationId: OperationId
  readonly sequence: number
  readonly hash: string
  readonly savedAt: string
  readonly initials: string | null
  readonly devices: readonly { readonly kind: DeviceKind; readonly masked: string }[]
  readonly confirmation: Confirmation
  readonly paper: PaperState
  readonly claim: Person['claim']
  readonly amended: readonly Amended[]
  /** Null once nothing can be amended any more: what was taken back stays so. */
  readonly kept: KeptForm | null
}

/** What is being done to the record on the screen, with the id of the record that this will be. */
export type Amending =
  | { readonly kind: 'correction'; readonly id: OperationId }
  | { readonly kind: 'void'; readonly id: OperationId; readonly reason: VoidReason | null }

export type Saving = 'age-check' | 'sale' | 'registration' | 'correction' | 'void'

/** A refusal, with the records that it makes: the check first. Nothing in them is about a person. */
export interface Refused {
  readonly reason: RefusalReason
  readonly operations: readonly [CapturedOperation, ...CapturedOperation[]]
  /** Where it stands in the till's chain, once it is on disk. */
  readonly saved: { readonly sequence: number; readonly hash: string; readonly savedAt: string } | null
  /** The number of the record that is taken back with it: one that was being corrected does not stand. */
  readonly takenBack: number | null
}

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
  /** The customer agreed that a machine reads the next document (T1). */
  readonly isReadingAgreed: boolean
  readonly documentWord: DocumentWord | null
  /** Never in a draft: nothing of a reading is kept (C23). */
  readonly reading: DocumentReading | null
  /** The kind that a machine found expired: no answer of a person changes that (T8). */
  readonly expiredKind: DocumentKind | null
  readonly check: StandingCheck | null
  readonly voided: CheckVoid | null
  readonly again: CheckedAgain | null
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
  /** When it was bought or received, as typed; asked for where nothing was bought here today. */
  readonly purchaseText: string
  readonly deviceText: string
  readonly deviceMessage: DeviceMessage | null
  readonly saving: Saving | null
  readonly failure: NotSaved | null
  /**
   * What may be on disk without this window knowing. Until that is known it stays as it was handed over: saved again, the record
   * that is on disk is the one that is shown (I9).
   */
  readonly unsure: Exclude<Saving, 'age-check'> | null
  readonly refused: Refused | null
  readonly done: Done | null
  readonly amending: Amending | null
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
    ...NO_READING,
    expiredKind: null,
    check: null,
    voided: null,
    again: null,
    areReasonsOpen: false,
    productClasses: ['device'],
    notice: null,
    isNoticeOpen: true,
    person: { ...EMPTY_PERSON, ...opening.home },
    visited: new Set(),
    consents: new Map(),
    isDeclared: false,
    devices: [],
    purchaseText: '',
    deviceText: '',
    deviceMessage: null,
    saving: null,
    failure: null,
    unsure: null,
    refused: null,
    done: null,
    amending: null,
  }
}

/** Everything that says something about the person gone at once; the visit and its ids stay (R4). */
export function wiped(state: CounterState): CounterState {
  return openCounter({ ids: state.ids, startedAtMs: state.startedAtMs, home: state.home })
}
