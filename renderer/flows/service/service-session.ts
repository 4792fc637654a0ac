import { useReducer, type Dispatch } from 'react'
import { type AggregateId, operationIdSchema, type OperationId } from '#shared/contracts/identifiers.ts'
import type { AccountKits, AccountView } from '#shared/contracts/messages/found-account.ts'
import type { ReleaseReason } from '#shared/contracts/operations/device-released.ts'
import type { LinkRequestPayload } from '#shared/contracts/operations/link-request.ts'
import type { DeviceKind, DeviceOrigin } from '#shared/contracts/operations/registration.ts'
import type { DeviceId, KnownDevice } from '#shared/domain/device-id.ts'
import type { LoyaltyAnswer } from '#shared/contracts/messages/loyalty.ts'
import type { FoundAccount } from '#shared/contracts/account-answers.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { DocumentKind } from '#shared/markets/age-check-policy.ts'
import { consentPurposeSchema, type ConsentPurpose } from '#shared/markets/market.ts'
import { afterNotSaved } from '../not-saved.ts'
import type { DeviceCodeProblem } from '../read-device-code.ts'
import type { NotSaved } from '../record-port.ts'
import type { TillRecord } from '../till-records-port.ts'
import { type ContactForm, EMPTY_CONTACT, isContactTyped } from './account/contact-form.ts'
import { EMPTY_LOOK_UP, isLookUpTyped, type LookUpForm } from './account/look-up-form.ts'
import { type CasesSession, useCasesSession } from './cases/cases-state.ts'
import { type GuaranteeSession, isGuaranteeTyped, useGuaranteeSession } from './guarantee/guarantee-state.ts'
import {
  type ChosenReward,
  type LoyaltyAction,
  type LoyaltyForm,
  NO_LOYALTY_FORM,
  withStanding,
} from './loyalty/loyalty-form.ts'
import type { ServicePorts } from './service-ports.ts'
import type { Handover } from './transfer/handover.ts'
import { whoseOf } from './whose.ts'

/** What a customer wants; help abroad is asked for at the guarantee's form. */
export type Wish =
  | 'add'
  | 'release'
  | 'transfer'
  | 'contact'
  | 'choices'
  | 'link'
  | 'removal'
  | 'loyalty'
  | 'guarantee'
  | 'abroad'
  | 'cases'

/** What is bought here now is sold, and a sale goes over the counter with its age check (R2). */
export type ServedOrigin = Exclude<DeviceOrigin, 'bought-here'>

/** Minted when the form opens, one for each record that it can make: a double press, a crash and a retry are the same one. */
export type ServiceIds = Readonly<
  Record<
    'add' | 'release' | 'contact' | 'link' | 'removal' | 'membership' | 'spend' | ConsentPurpose,
    OperationId
  >
>

/** A record that is on disk. */
export interface Served {
  readonly operationId: OperationId
  readonly what:
    | 'device-added'
    | 'device-released'
    | 'consent-change'
    | 'contact-change'
    | 'loyalty-membership'
    | 'loyalty-redemption'
    | 'link-request'
    | 'removal-request'
  readonly sequence: number
  readonly hash: string
  readonly savedAt: string
  /** Of a device; null of a choice. */
  readonly masked: string | null
  readonly purpose: ConsentPurpose | null
  readonly answer: 'yes' | 'no' | null
  /** For which points are exchanged. */
  readonly reward: ChosenReward | null
}

/** An account that was found, and what may be seen of it; null while that is not read. */
export interface OpenAccount extends FoundAccount {
  readonly view: AccountView | null
  readonly kits?: AccountKits['kits'] | undefined
}

/** One customer's wish as it is written down; in memory only. */
export interface ServiceState {
  readonly ids: ServiceIds
  /** Whose account it is, as the operator looks for it. */
  readonly whose: 'registered-here' | 'looked-up'
  /** The registration that put the customer on record at this till. */
  readonly customer: TillRecord | null
  /** The account that was found, while it is open. */
  readonly found: OpenAccount | null
  /** Main closed the account that was found: its time was over, or the desk was locked. */
  readonly isClosed: boolean
  readonly lookUp: LookUpForm
  readonly isHere: boolean
  readonly wish: Wish | null
  /** Whether whoever has the device that is handed on lets it go. */
  readonly firstOwner: 'here' | 'away' | null
  /** It is the new owner's turn. */
  readonly handover: Handover | null
  readonly text: string
  readonly problem: DeviceCodeProblem | null
  readonly device: DeviceId | null
  /** It was chosen from the list of the account that is open, which shows of it the end alone. */
  readonly isListed: boolean
  /** Null while nobody has said what it is. */
  readonly kind: DeviceKind | null
  /** As the code of the device says; null where it does not. */
  readonly model: string | null
  readonly origin: ServedOrigin | null
  /** Somebody had it before who cannot be reached (R12). */
  readonly isFirstOwnerAway: boolean
  readonly reason: ReleaseReason | null
  readonly contact: ContactForm
  readonly link: LinkRequestPayload['link'] | null
  /** What was shown for a removal. */
  readonly document: DocumentKind | null
  /** In which the customer reads the question. */
  readonly language: string | null
  readonly answers: ReadonlyMap<ConsentPurpose, 'yes' | 'no'>
  readonly loyalty: LoyaltyForm
  readonly isSaving: boolean
  readonly failure: NotSaved | null
  /** What is being saved may be on disk without this window knowing; until that is known it stays as it was handed over (I9). */
  readonly isUnsure: boolean
  readonly served: readonly Served[]
  readonly isDone: boolean
}

export type ServiceAction =
  | {
      readonly kind: 'opened'
      readonly ids: ServiceIds
      readonly same: Pick<ServiceState, 'whose' | 'customer' | 'found'> | null
      readonly handover?: Handover | null
    }
  | { readonly kind: 'whose'; readonly whose: ServiceState['whose'] }
  | { readonly kind: 'look-up'; readonly change: Partial<LookUpForm> }
  | { readonly kind: 'found'; readonly found: OpenAccount }
  | {
      readonly kind: 'account-read'
      readonly aggregateId: AggregateId
      readonly view: AccountView
      readonly kits?: AccountKits['kits'] | undefined
    }
  | { readonly kind: 'account-closed' }
  | { readonly kind: 'customer'; readonly record: TillRecord | null }
  | { readonly kind: 'here'; readonly isHere: boolean }
  | { readonly kind: 'wish'; readonly wish: Wish | null }
  | { readonly kind: 'first-owner'; readonly firstOwner: 'here' | 'away' }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: DeviceCodeProblem }
  | {
      readonly kind: 'device'
      readonly device: KnownDevice | null
      readonly isScan: boolean
      readonly isListed?: true
    }
  | { readonly kind: 'device-kind'; readonly deviceKind: DeviceKind }
  | { readonly kind: 'origin'; readonly origin: ServedOrigin }
  | { readonly kind: 'first-owner-away'; readonly isAway: boolean }
  | { readonly kind: 'reason'; readonly reason: ReleaseReason }
  | { readonly kind: 'contact'; readonly change: Partial<ContactForm> }
  | { readonly kind: 'link'; readonly link: LinkRequestPayload['link'] }
  | { readonly kind: 'document'; readonly document: DocumentKind | null }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'answer'; readonly purpose: ConsentPurpose; readonly answer: 'yes' | 'no' }
  /** What the account API said of the points of a customer. */
  | { readonly kind: 'loyalty-known'; readonly of: AggregateId; readonly answer: LoyaltyAnswer }
  | { readonly kind: 'loyalty-action'; readonly action: LoyaltyAction }
  | { readonly kind: 'reward'; readonly reward: ChosenReward }
  | { readonly kind: 'saving' }
  | { readonly kind: 'served'; readonly served: Served }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved }
  | { readonly kind: 'done' }

export interface ServiceSession {
  readonly state: ServiceState
  readonly dispatch: Dispatch<ServiceAction>
  readonly guarantee: GuaranteeSession
  readonly cases: CasesSession
}

/** An empty form. */
export function openService(
  ids: ServiceIds,
  same: Pick<ServiceState, 'whose' | 'customer' | 'found'> | null = null,
  handover: Handover | null = null,
): ServiceState {
  const released = handover?.released ?? null
  return {
    ids,
    whose: same?.whose ?? 'registered-here',
    customer: same?.customer ?? null,
    found: same?.found ?? null,
    isClosed: false,
    lookUp: EMPTY_LOOK_UP,
    isHere: same !== null && whoseOf(same) !== null,
    wish: handover === null ? null : 'add',
    firstOwner: null,
    handover,
    text: '',
    problem: null,
    device: released?.device ?? null,
    isListed: false,
    kind: released === null ? 'kit' : released.kind,
    model: released?.model ?? null,
    origin: released?.origin ?? null,
    isFirstOwnerAway: handover !== null && released === null,
    reason: null,
    contact: EMPTY_CONTACT,
    link: null,
    document: null,
    language: null,
    answers: new Map(),
    loyalty: NO_LOYALTY_FORM,
    isSaving: false,
    failure: null,
    isUnsure: false,
    served: [],
    isDone: false,
  }
}

export function newServiceIds(ports: Pick<ServicePorts, 'newId'>): ServiceIds {
  const names = [
    'add',
    'release',
    'contact',
    'link',
    'removal',
    'membership',
    'spend',
    ...consentPurposeSchema.options,
  ] as const
  return Object.fromEntries(names.map((name) => [name, operationIdSchema.parse(ports.newId())])) as ServiceIds
}

/** Whether something is written down that is on no disk yet. */
export function isServiceTyped({ state, guarantee, cases }: ServiceSession): boolean {
  const { text, device, firstOwner, origin, reason, link, document } = state
  const { answers, loyalty, served, isDone, lookUp, contact } = state
  const chosen = [device, firstOwner, origin, reason, link, document, loyalty.action]
  const isAsked = text.trim() !== '' || chosen.some((one) => one !== null) || answers.size > served.length
  const isTyped = !isDone && (isAsked || isLookUpTyped(lookUp) || isContactTyped(contact))
  return isTyped || isGuaranteeTyped(guarantee.state) || cases.state.note !== null
}

/** Whether there is anything on the screen that must not go: typed, being saved, or just saved. */
export function isServiceBegun(session: ServiceSession): boolean {
  const { state, guarantee, cases } = session
  const isWritten = [state, guarantee.state, cases.state].some((one) => one.isSaving || one.isUnsure)
  const saved = [state.served, guarantee.state.saved, cases.state.saved]
  return isServiceTyped(session) || isWritten || saved.some((records) => records.length > 0)
}

/** Who wished to be removed, once that is on disk (R16). */
export function leavingIn(state: ServiceState): AggregateId | null {
  const isLeaving = state.served.some(({ what }) => what === 'removal-request')
  return isLeaving ? (whoseOf(state)?.aggregateId ?? null) : null
}

export function isServiceSaving({ state, guarantee, cases }: ServiceSession): boolean {
  return state.isSaving || guarantee.state.isSaving || cases.state.isSaving
}

/** Holds the form above every screen: a lock or another place of the desk loses nothing that was typed. */
export function useServiceSession(ports: Pick<ServicePorts, 'newId'>): ServiceSession {
  const [state, dispatch] = useReducer(serviceReducer, null, () => openService(newServiceIds(ports)))
  return { state, dispatch, guarantee: useGuaranteeSession(ports), cases: useCasesSession(ports) }
}

const ALWAYS: ReadonlySet<ServiceAction['kind']> = new Set([
  'opened',
  'account-closed',
  'account-read',
  'saving',
  'served',
  'not-saved',
  'done',
])

/** Whoever is chosen next has to be here and ask for it, too; what is of the customer before alone goes with them. */
function nobody({ isListed, device, model }: ServiceState) {
  const kept = isListed ? { device: null, model: null } : { device, model }
  return {
    ...kept,
    isListed: false,
    customer: null,
    found: null,
    isHere: false,
    contact: EMPTY_CONTACT,
    loyalty: NO_LOYALTY_FORM,
  } as const
}

/** What becomes of the form. Pure. */
export function serviceReducer(state: ServiceState, action: ServiceAction): ServiceState {
  const isFixed = state.isUnsure || state.isSaving
  if (isFixed && !ALWAYS.has(action.kind)) return state
  switch (action.kind) {
    case 'opened':
      return openService(action.ids, action.same, action.handover)
    case 'whose':
      if (state.served.length > 0) return state
      return {
        ...state,
        whose: action.whose,
        ...nobody(state),
        isClosed: false,
        lookUp: EMPTY_LOOK_UP,
      }
    case 'customer':
      // Part of what this customer wanted is on disk: the rest is theirs, too.
      return state.served.length > 0
        ? state
        : {
            ...state,
            ...nobody(state),
            customer: action.record,
            isClosed: false,
            failure: null,
          }
    case 'look-up':
      return { ...state, lookUp: { ...state.lookUp, ...action.change }, isClosed: false }
    case 'found':
      // Another customer was chosen while it was asked for.
      if (state.whose !== 'looked-up') return state
      return {
        ...state,
        ...nobody(state),
        found: action.found,
        isClosed: false,
        lookUp: EMPTY_LOOK_UP,
        failure: null,
      }
    case 'account-read':
      return state.found?.aggregateId === action.aggregateId
        ? { ...state, found: { ...state.found, view: action.view, kits: action.kits } }
        : state
    case 'account-closed': {
      const { found } = state
      const isClosed = found !== null
      // A record that is handed over stays about whom it was; the account itself is shown to nobody else.
      if (isFixed)
        return {
          ...state,
          isClosed,
          found: found === null ? null : { ...found, view: null, kits: undefined },
        }
      if (!isClosed) return { ...state, lookUp: EMPTY_LOOK_UP }
      // The wish itself stays.
      const loyalty = { ...NO_LOYALTY_FORM, action: state.loyalty.action }
      return { ...state, ...nobody(state), loyalty, lookUp: EMPTY_LOOK_UP, isClosed }
    }
    case 'here':
      return { ...state, isHere: action.isHere, failure: null }
    case 'wish':
      return state.served.length > 0 ? state : { ...state, wish: action.wish, failure: null }
    case 'first-owner':
      return { ...state, firstOwner: action.firstOwner, failure: null }
    case 'typed':
      return { ...state, text: action.text, problem: null, failure: null }
    case 'problem':
      return { ...state, problem: action.problem }
    case 'device':
      return {
        ...state,
        device: action.device?.deviceId ?? null,
        isListed: action.isListed === true,
        // What somebody chose gives way to what the code knows, not to a guess.
        kind: action.device?.model == null ? state.kind : action.device.kind,
        model: action.device?.model ?? null,
        text: action.isScan ? state.text : '',
        problem: null,
        failure: null,
      }
    case 'device-kind':
      return { ...state, kind: action.deviceKind }
    case 'origin':
      return { ...state, origin: action.origin, failure: null }
    case 'first-owner-away':
      return { ...state, isFirstOwnerAway: action.isAway, failure: null }
    case 'reason':
      return { ...state, reason: action.reason, failure: null }
    case 'contact':
      return { ...state, contact: { ...state.contact, ...action.change }, failure: null }
    case 'link':
      return { ...state, link: action.link, failure: null }
    case 'document':
      return { ...state, document: action.document, failure: null }
    case 'language':
      return { ...state, language: action.language }
    case 'answer':
      return {
        ...state,
        answers: new Map([...state.answers, [action.purpose, action.answer]]),
        failure: null,
      }
    case 'loyalty-known':
      return action.of === whoseOf(state)?.aggregateId
        ? { ...state, loyalty: withStanding(state.loyalty, action.answer) }
        : state
    case 'loyalty-action':
      return { ...state, loyalty: { ...state.loyalty, action: action.action }, failure: null }
    case 'reward':
      return { ...state, loyalty: { ...state.loyalty, reward: action.reward }, failure: null }
    case 'saving':
      return { ...state, isSaving: true, failure: null }
    case 'served':
      return { ...state, isUnsure: false, served: [...state.served, action.served] }
    case 'not-saved':
      return afterNotSaved(state, action.reason)
    case 'done':
      return { ...state, isSaving: false, failure: null, isDone: true }
    default:
      return unreachable(action)
  }
}
