import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { ConsentAnswer, ShownText } from '#shared/contracts/operations/registration.ts'
import type { ProductClass } from '#shared/contracts/operations/sale.ts'
import type { BirthDateFailure } from '#shared/domain/typed-date.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { ConsentPurpose } from '#shared/markets/market.ts'
import { amendReducer, type AmendAction } from './amend-reducer.ts'
import { NO_READING } from './document-reading-state.ts'
import { answered, readingReducer, type ReadingAction } from './reading-reducer.ts'
import {
  openCounter,
  wiped,
  type CheckVoid,
  type CheckedAgain,
  type CounterState,
  type DeviceMessage,
  type DocumentAnswers,
  type Done,
  type ListedDevice,
  type Person,
  type Refused,
  type PersonField,
  type Saving,
  type StandingCheck,
} from './counter-state.ts'
import type { NotSaved } from '../record-port.ts'

export type CounterAction =
  | AmendAction
  | ReadingAction
  | { readonly kind: 'opened'; readonly opening: Parameters<typeof openCounter>[0] }
  /** A form that was on hold, or came through a lock or a crash. */
  | { readonly kind: 'restored'; readonly state: CounterState }
  | { readonly kind: 'answered'; readonly answers: Partial<DocumentAnswers> }
  | { readonly kind: 'birth-typed'; readonly text: string }
  | { readonly kind: 'birth-refused'; readonly failure: BirthDateFailure }
  | { readonly kind: 'today-asked' }
  | { readonly kind: 'reasons'; readonly areOpen: boolean }
  | { readonly kind: 'saving'; readonly saving: Saving }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved }
  | { readonly kind: 'allowed'; readonly check: StandingCheck; readonly born: string }
  /** Before the refusal is on disk: wiping never waits (R4). */
  | ({ readonly kind: 'refused' } & Omit<Refused, 'saved'>)
  | { readonly kind: 'refusal-saved'; readonly saved: NonNullable<Refused['saved']> }
  /** The same visit, a new check (R4). */
  | { readonly kind: 'check-again'; readonly ageCheckId: OperationId; readonly again: CheckedAgain }
  /** The check that was corrected no longer counts as another person. */
  | { readonly kind: 'again-saved' }
  /** A check that no longer stands; the next one is an operation of its own (R2). */
  | {
      readonly kind: 'voided'
      readonly reason: CheckVoid
      readonly ageCheckId: OperationId
      /** Where the same person is checked again after a date that was typed wrong (R4). */
      readonly again: CheckedAgain | null
    }
  | { readonly kind: 'class-toggled'; readonly productClass: ProductClass }
  | { readonly kind: 'notice-shown'; readonly notice: Omit<ShownText, 'textHash'> }
  | { readonly kind: 'notice-opened'; readonly isOpen: boolean }
  | { readonly kind: 'person-typed'; readonly field: PersonField; readonly value: string }
  | { readonly kind: 'field-left'; readonly field: PersonField }
  | { readonly kind: 'consent-answered'; readonly purpose: ConsentPurpose; readonly answer: ConsentAnswer }
  | { readonly kind: 'declared'; readonly isDeclared: boolean }
  | { readonly kind: 'device-typed'; readonly text: string }
  | { readonly kind: 'purchase-typed'; readonly text: string }
  | { readonly kind: 'device-listed'; readonly device: ListedDevice; readonly message: DeviceMessage | null }
  | { readonly kind: 'device-changed'; readonly device: ListedDevice }
  | { readonly kind: 'device-removed'; readonly deviceId: string }
  | { readonly kind: 'device-message'; readonly message: DeviceMessage }
  | { readonly kind: 'done'; readonly done: Done }
  /** A printer may answer after the next customer has come, or after what it printed was corrected. */
  | { readonly kind: 'paper-changed'; readonly of: Done['confirmation']; readonly paper: Done['paper'] }

/** What would make the form another than the one that may be on disk. */
const CHANGES_RECORD: ReadonlySet<CounterAction['kind']> = new Set([
  'class-toggled',
  'person-typed',
  'consent-answered',
  'declared',
  'purchase-typed',
  'device-typed',
  'device-listed',
  'device-changed',
  'device-removed',
  'void-reason',
])

/** What becomes of the form. Pure: time, ids and the disk come in with the action. */
export function counterReducer(state: CounterState, action: CounterAction): CounterState {
  if (state.unsure !== null && CHANGES_RECORD.has(action.kind)) return state
  switch (action.kind) {
    case 'opened':
      return openCounter(action.opening)
    case 'restored':
      return action.state
    case 'answered':
      return answered(state, action.answers)
    case 'birth-typed':
      return {
        ...state,
        birthText: action.text,
        birthError: null,
        isTodayAsked: false,
        documentWord: null,
        failure: null,
      }
    case 'birth-refused':
      return { ...state, birthError: action.failure }
    case 'today-asked':
      return { ...state, isTodayAsked: true }
    case 'reasons':
      return { ...state, areReasonsOpen: action.areOpen }
    case 'saving':
      return { ...state, saving: action.saving, failure: null }
    case 'not-saved':
      return { ...state, saving: null, failure: action.reason, unsure: unsureAfter(state, action.reason) }
    case 'allowed':
      return {
        ...state,
        saving: null,
        failure: null,
        voided: null,
        areReasonsOpen: false,
        check: action.check,
        birthText: '',
        documentWord: null,
        person: { ...state.person, born: action.born },
      }
    case 'refused':
      return { ...wiped(state), saving: 'age-check', refused: refusedBy(action) }
    case 'refusal-saved':
      return state.refused === null
        ? state
        : { ...state, saving: null, failure: null, refused: { ...state.refused, saved: action.saved } }
    case 'check-again':
      return { ...wiped(state), ids: { ...state.ids, ageCheck: action.ageCheckId }, again: action.again }
    case 'again-saved':
      return { ...state, again: null }
    case 'voided':
      return voidCheck(state, action)
    case 'class-toggled':
      return { ...state, productClasses: toggled(state.productClasses, action.productClass) }
    case 'notice-shown':
      return { ...state, notice: action.notice, isNoticeOpen: false }
    case 'notice-opened':
      return { ...state, isNoticeOpen: action.isOpen }
    case 'person-typed':
      return { ...state, failure: null, person: typed(state.person, action) }
    case 'field-left':
      return { ...state, visited: new Set([...state.visited, action.field]) }
    case 'consent-answered':
      return { ...state, consents: new Map([...state.consents, [action.purpose, action.answer]]) }
    case 'declared':
      return { ...state, isDeclared: action.isDeclared }
    case 'device-typed':
      return { ...state, deviceText: action.text, deviceMessage: null }
    case 'purchase-typed':
      return { ...state, purchaseText: action.text, failure: null }
    case 'device-listed':
      return {
        ...state,
        devices: [...state.devices, action.device],
        deviceText: action.message === null ? '' : state.deviceText,
        deviceMessage: action.message,
        failure: null,
      }
    case 'device-changed':
      return {
        ...state,
        devices: state.devices.map((device) =>
          device.deviceId === action.device.deviceId ? action.device : device,
        ),
      }
    case 'device-removed':
      return {
        ...state,
        devices: state.devices.filter((device) => device.deviceId !== action.deviceId),
        deviceMessage: null,
      }
    case 'device-message':
      return { ...state, deviceMessage: action.message }
    case 'done':
      return { ...wiped(state), done: action.done }
    case 'paper-changed':
      return state.done?.confirmation === action.of
        ? { ...state, done: { ...state.done, paper: action.paper } }
        : state
    case 'reading-agreed':
    case 'document-said':
    case 'document-read':
    case 'reading-decided':
      return readingReducer(state, action)
    case 'correct':
    case 'take-back':
    case 'void-reason':
    case 'amending-left':
    case 'amended':
      return amendReducer(state, action)
    default:
      return unreachable(action)
  }
}

/** A try that was refused before main looked for the record says nothing of an earlier one. */
function unsureAfter({ saving, unsure }: CounterState, reason: NotSaved): CounterState['unsure'] {
  if (reason === 'locked') return unsure
  return reason === 'unknown' && saving !== 'age-check' ? saving : null
}

function refusedBy({ reason, operations, takenBack }: Omit<Refused, 'saved'>): Refused {
  return { reason, operations, takenBack, saved: null }
}

/** The check goes, what was typed for the customer stays, and the changed date is the one to be checked. */
function voidCheck(state: CounterState, action: Extract<CounterAction, { kind: 'voided' }>): CounterState {
  const empty = wiped(state)
  return {
    ...state,
    ids: { ...state.ids, ageCheck: action.ageCheckId },
    check: null,
    voided: action.reason,
    again: action.again ?? state.again,
    answers: empty.answers,
    ...NO_READING,
    birthText: action.reason === 'birth-date-changed' ? state.person.born : '',
    birthError: null,
    isTodayAsked: false,
    areReasonsOpen: false,
    saving: null,
    failure: null,
  }
}

function typed(person: Person, change: { readonly field: PersonField; readonly value: string }): Person {
  if (change.field !== 'claim') return { ...person, [change.field]: change.value }
  return { ...person, claim: change.value === 'new' || change.value === 'existing' ? change.value : null }
}

/** Never empty: a sale is a sale of something. */
function toggled(classes: readonly ProductClass[], one: ProductClass): readonly ProductClass[] {
  if (!classes.includes(one)) return [...classes, one]
  return classes.length > 1 ? classes.filter((productClass) => productClass !== one) : classes
}
