import { useReducer, type Dispatch } from 'react'
import {
  aggregateIdSchema,
  operationIdSchema,
  type AggregateId,
  type OperationId,
} from '#shared/contracts/identifiers.ts'
import type { DeliveryWay } from '#shared/contracts/operations/delivery.ts'
import type { DeviceFault, Exclusion } from '#shared/contracts/operations/device-fault.ts'
import type { DeviceKind } from '#shared/contracts/operations/registration.ts'
import type { PartKind } from '#shared/markets/device-catalogue.ts'
import type { DeviceId } from '#shared/domain/device-id.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { afterNotSaved } from '../../not-saved.ts'
import type { DeviceCodeProblem } from '../../read-device-code.ts'
import type { NotSaved } from '../../record-port.ts'
import type { TillRecord } from '../../till-records-port.ts'
import { whoseOf } from '../whose.ts'
import { type AssistanceForm, NO_ASSISTANCE } from './assistance-operation.ts'

/** Minted when the form opens, one for each record that it can make [GD11]. */
export interface GuaranteeIds {
  readonly visit: AggregateId
  readonly replacement: OperationId
  readonly guaranteeCase: OperationId
  readonly takeBack: OperationId
  readonly assistance: OperationId
}

/** Where the account is that has the device, as the customer says [GD1] [GD7]. */
export type RegisteredIn = 'this-country' | 'another-country' | 'nowhere'

/** A record of the form that is on disk. */
export interface GuaranteeSaved {
  readonly what: 'replacement' | 'guarantee-case' | 'assistance-case' | 'take-back'
  readonly operationId: OperationId
  readonly sequence: number
  readonly hash: string
  readonly savedAt: string
}

/** A code field: what is typed, what is wrong with it, and what it became. */
export interface CodeField {
  readonly text: string
  readonly problem:
    | DeviceCodeProblem
    | { readonly kind: 'duplicate' }
    | { readonly kind: 'other-kind' }
    | null
  readonly device: DeviceId | null
  /** What the code said of it; null without a device. */
  readonly kind: DeviceKind | null
  readonly model: string | null
}

/** What is asked at the counter. Null is not answered; nothing is preselected [GD8]. */
export interface GuaranteeForm {
  readonly faulty: CodeField
  /** What failed of it, where its code may be that of a box [GD15]. */
  readonly failed: PartKind | 'whole' | 'itself' | null
  /** The code on the part that failed. */
  readonly part: CodeField
  readonly isPartUnread: boolean
  readonly registeredIn: RegisteredIn | null
  readonly hasProof: 'yes' | 'no' | null
  readonly deliveredText: string
  readonly fault: DeviceFault | null
  readonly exclusion: Exclusion | 'none' | null
  readonly accidents: '0' | '1' | '2' | 'unknown' | null
  readonly way: DeliveryWay | null
  readonly fresh: CodeField
  /** Null for what its code says. */
  readonly freshKind: DeviceKind | null
  readonly address: { readonly street: string; readonly postalCode: string; readonly locality: string }
  readonly pointQuery: string
  readonly pointId: string | null
  readonly abroad: AssistanceForm
  readonly isTakenBack: boolean
  readonly isHere: boolean
}

export interface GuaranteeState {
  readonly ids: GuaranteeIds
  /** The registration that put the customer on record at this till. */
  readonly customer: TillRecord | null
  /** The account that was found for them, in its place. */
  readonly found: { readonly aggregateId: AggregateId } | null
  readonly form: GuaranteeForm
  readonly isSaving: boolean
  readonly failure: NotSaved | null
  /** What is being saved may be on disk without this window knowing (I9). */
  readonly isUnsure: boolean
  readonly saved: readonly GuaranteeSaved[]
  readonly isDone: boolean
}

export type GuaranteeAction =
  | { readonly kind: 'opened'; readonly ids: GuaranteeIds }
  | { readonly kind: 'customer'; readonly record: TillRecord | null; readonly found: GuaranteeState['found'] }
  | { readonly kind: 'answered'; readonly change: Partial<GuaranteeForm> }
  | { readonly kind: 'not-here' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly saved: GuaranteeSaved }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved }
  | { readonly kind: 'done' }

export interface GuaranteeSession {
  readonly state: GuaranteeState
  readonly dispatch: Dispatch<GuaranteeAction>
}

export const NO_DEVICE = { problem: null, device: null, kind: null, model: null } as const
export const NO_CODE: CodeField = { text: '', ...NO_DEVICE }
const EMPTY: GuaranteeForm = {
  faulty: NO_CODE,
  failed: null,
  part: NO_CODE,
  isPartUnread: false,
  registeredIn: null,
  hasProof: null,
  deliveredText: '',
  fault: null,
  exclusion: null,
  accidents: null,
  way: null,
  fresh: NO_CODE,
  freshKind: null,
  address: { street: '', postalCode: '', locality: '' },
  pointQuery: '',
  pointId: null,
  abroad: NO_ASSISTANCE,
  isTakenBack: false,
  isHere: false,
}

/** An empty form. */
export function openGuarantee(ids: GuaranteeIds): GuaranteeState {
  return {
    ids,
    customer: null,
    found: null,
    form: EMPTY,
    isSaving: false,
    failure: null,
    isUnsure: false,
    saved: [],
    isDone: false,
  }
}

export function newGuaranteeIds(ports: { newId(): string }): GuaranteeIds {
  const id = () => operationIdSchema.parse(ports.newId())
  const visit = aggregateIdSchema.parse(ports.newId())
  return { visit, replacement: id(), guaranteeCase: id(), takeBack: id(), assistance: id() }
}

/** Whether something is written down that is on no disk yet. */
export function isGuaranteeTyped({ form, isDone }: GuaranteeState): boolean {
  const written = JSON.stringify({ ...form, isHere: EMPTY.isHere })
  return !isDone && written !== JSON.stringify(EMPTY)
}

/** Holds the form above every screen: a lock or another place of the desk loses nothing that was typed. */
export function useGuaranteeSession(ports: { newId(): string }): GuaranteeSession {
  const [state, dispatch] = useReducer(guaranteeReducer, null, () => openGuarantee(newGuaranteeIds(ports)))
  return { state, dispatch }
}

/** Somebody else than was chosen before has to be here, too, and gets nothing at the address of that one. */
function formFor(
  chosen: Pick<GuaranteeState, 'customer' | 'found'>,
  { form, ...before }: GuaranteeState,
): GuaranteeForm {
  const [was, is] = [whoseOf(before), whoseOf(chosen)]
  if (was === null || is === null || was.aggregateId === is.aggregateId) return form
  return { ...form, isHere: false, address: EMPTY.address }
}

/** What becomes of the form. Pure. */
export function guaranteeReducer(state: GuaranteeState, action: GuaranteeAction): GuaranteeState {
  // What was handed over, or partly saved, stays as it is until that is known.
  const isFixed = state.isUnsure || state.isSaving || state.saved.length > 0
  switch (action.kind) {
    case 'opened':
      return isFixed && !state.isDone ? state : openGuarantee(action.ids)
    case 'customer': {
      if (isFixed) return state
      const chosen = { customer: action.record, found: action.found }
      return { ...state, ...chosen, form: formFor(chosen, state), failure: null }
    }
    case 'answered':
      return isFixed ? state : { ...state, form: { ...state.form, ...action.change }, failure: null }
    case 'not-here':
      return isFixed ? state : { ...state, found: null, form: { ...state.form, isHere: false } }
    case 'saving':
      return { ...state, isSaving: true, failure: null }
    case 'saved':
      return { ...state, isUnsure: false, saved: [...state.saved, action.saved] }
    case 'not-saved':
      return afterNotSaved(state, action.reason)
    case 'done':
      return { ...state, isSaving: false, failure: null, isDone: true }
    default:
      return unreachable(action)
  }
}
