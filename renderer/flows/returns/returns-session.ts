import { useReducer, type Dispatch } from 'react'
import {
  aggregateIdSchema,
  operationIdSchema,
  type AggregateId,
  type OperationId,
} from '#shared/contracts/identifiers.ts'
import type { TakeBackPayload } from '#shared/contracts/operations/take-back.ts'
import type { DeviceId } from '#shared/domain/device-id.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { DeviceCodeProblem } from '../read-device-code.ts'
import type { NotSaved } from '../record-port.ts'
import type { TillRecord } from '../till-records-port.ts'
import type { ReturnsPorts } from './returns-ports.ts'

/** Minted when the form opens, so that a double press, a crash and a retry are the same operation. */
export interface ReturnsIds {
  readonly visit: AggregateId
  readonly return: OperationId
  readonly takeBack: OperationId
}

/** Said below the device field. */
export type ReturnsMessage = DeviceCodeProblem | { readonly kind: 'duplicate' | 'too-many' }

/** What is on disk. */
export interface ReturnsDone {
  readonly what: 'return' | 'take-back'
  readonly operationId: OperationId
  readonly sequence: number
  readonly hash: string
  readonly savedAt: string
  readonly devices: readonly string[]
  /** The return names a record of this till, so that its account is known. */
  readonly isOfRecord: boolean
}

/** Goods that come back, as they are written down; in memory only. */
export interface ReturnsState {
  readonly ids: ReturnsIds
  readonly devices: readonly DeviceId[]
  readonly text: string
  readonly message: ReturnsMessage | null
  /** The sale or registration that they came from; null where it is on no record of this till. */
  readonly of: TillRecord | null
  readonly takeBackKind: TakeBackPayload['kind'] | null
  readonly countText: string
  readonly saving: 'return' | 'take-back' | null
  readonly failure: NotSaved | null
  /** What may be on disk without this window knowing; until that is known it stays as it was handed over (I9). */
  readonly unsure: 'return' | 'take-back' | null
  readonly done: ReturnsDone | null
}

export type ReturnsAction =
  | { readonly kind: 'opened'; readonly ids: ReturnsIds }
  | { readonly kind: 'device-typed'; readonly text: string }
  | { readonly kind: 'device-message'; readonly message: ReturnsMessage }
  | { readonly kind: 'device-listed'; readonly device: DeviceId; readonly isScan: boolean }
  | { readonly kind: 'device-removed'; readonly device: DeviceId }
  | { readonly kind: 'of'; readonly record: TillRecord | null }
  | { readonly kind: 'take-back-kind'; readonly takeBackKind: TakeBackPayload['kind'] }
  | { readonly kind: 'count-typed'; readonly text: string }
  | { readonly kind: 'saving'; readonly saving: 'return' | 'take-back' }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved }
  | { readonly kind: 'done'; readonly done: ReturnsDone }

export interface ReturnsSession {
  readonly state: ReturnsState
  readonly dispatch: Dispatch<ReturnsAction>
}

/** An empty form. */
export function openReturns(ids: ReturnsIds): ReturnsState {
  return {
    ids,
    devices: [],
    text: '',
    message: null,
    of: null,
    takeBackKind: null,
    countText: '1',
    saving: null,
    failure: null,
    unsure: null,
    done: null,
  }
}

export function newReturnsIds(ports: Pick<ReturnsPorts, 'newId'>): ReturnsIds {
  return {
    visit: aggregateIdSchema.parse(ports.newId()),
    return: operationIdSchema.parse(ports.newId()),
    takeBack: operationIdSchema.parse(ports.newId()),
  }
}

/** Whether goods are written down that are on no disk yet. */
export function isReturnTyped({ devices, text }: ReturnsState): boolean {
  return devices.length > 0 || text.trim() !== ''
}

/** Whether anything of the form was touched, or is being saved. */
export function isReturnBegun(state: ReturnsState): boolean {
  const { of, takeBackKind, saving, unsure } = state
  return isReturnTyped(state) || [of, takeBackKind, saving, unsure].some((one) => one !== null)
}

/** Holds the form above every screen: a lock or another place of the desk loses nothing that was typed. */
export function useReturnsSession(ports: Pick<ReturnsPorts, 'newId'>): ReturnsSession {
  const [state, dispatch] = useReducer(returnsReducer, null, () => openReturns(newReturnsIds(ports)))
  return { state, dispatch }
}

const CHANGES_RECORD: ReadonlySet<ReturnsAction['kind']> = new Set([
  'device-typed',
  'device-listed',
  'device-removed',
  'of',
  'take-back-kind',
  'count-typed',
])

/** What becomes of the form. Pure. */
export function returnsReducer(state: ReturnsState, action: ReturnsAction): ReturnsState {
  if (state.unsure !== null && CHANGES_RECORD.has(action.kind)) return state
  switch (action.kind) {
    case 'opened':
      return { ...state, ids: action.ids, message: null, failure: null, unsure: null, done: null }
    case 'device-typed':
      return { ...state, text: action.text, message: null, failure: null }
    case 'device-message':
      return { ...state, message: action.message }
    case 'device-listed':
      return {
        ...state,
        devices: [...state.devices, action.device],
        text: action.isScan ? state.text : '',
        message: null,
        failure: null,
      }
    case 'device-removed':
      return { ...state, devices: state.devices.filter((device) => device !== action.device), message: null }
    case 'of':
      return { ...state, of: action.record, failure: null }
    case 'take-back-kind':
      return { ...state, takeBackKind: action.takeBackKind, failure: null }
    case 'count-typed':
      return { ...state, countText: action.text, failure: null }
    case 'saving':
      return { ...state, saving: action.saving, failure: null }
    case 'not-saved':
      return { ...state, saving: null, failure: action.reason, unsure: unsureAfter(state, action.reason) }
    case 'done':
      return {
        ...state,
        ...writtenDown(action.done.what),
        saving: null,
        failure: null,
        unsure: null,
        done: action.done,
      }
    default:
      return unreachable(action)
  }
}

/** The half of the form that is on disk is empty again; what was typed into the other one is on no disk and stays. */
function writtenDown(what: ReturnsDone['what']): Partial<ReturnsState> {
  return what === 'return'
    ? { devices: [], text: '', message: null, of: null }
    : { takeBackKind: null, countText: '1' }
}

/** A try that was refused before main looked for the record says nothing of an earlier one. */
function unsureAfter({ saving, unsure }: ReturnsState, reason: NotSaved): ReturnsState['unsure'] {
  if (reason === 'locked') return unsure
  return reason === 'unknown' ? saving : null
}
