import { useReducer, type Dispatch } from 'react'
import { operationIdSchema, type OperationId } from '#shared/contracts/identifiers.ts'
import type { CaseNote } from '#shared/contracts/operations/case-note.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { afterNotSaved } from '../../not-saved.ts'
import type { CapturedOperation, NotSaved } from '../../record-port.ts'
import type { TillRecord } from '../../till-records-port.ts'

/** An addition that is on disk. */
export interface SavedNote {
  readonly operationId: OperationId
  readonly note: CaseNote
  readonly sequence: number
  readonly hash: string
  readonly savedAt: string
}

export interface CasesState {
  /** Of the next addition: pressed twice, tried again, it is the same one. */
  readonly id: OperationId
  /** The record of this till that opened the case. */
  readonly opened: TillRecord | null
  readonly note: CaseNote | null
  readonly isSaving: boolean
  readonly failure: NotSaved | null
  /** What was handed over may be on disk without this window knowing (I9). */
  readonly isUnsure: boolean
  /** To this case, since it was chosen. */
  readonly saved: readonly SavedNote[]
}

export type CasesAction =
  | { readonly kind: 'opened'; readonly record: TillRecord | null }
  | { readonly kind: 'note'; readonly note: CaseNote }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly saved: SavedNote; readonly nextId: OperationId }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved }

export interface CasesSession {
  readonly state: CasesState
  readonly dispatch: Dispatch<CasesAction>
}

export function openCases(id: OperationId): CasesState {
  return { id, opened: null, note: null, isSaving: false, failure: null, isUnsure: false, saved: [] }
}

/** Holds the choice above every screen: a lock or another place of the desk loses nothing. */
export function useCasesSession(ports: { newId(): string }): CasesSession {
  const [state, dispatch] = useReducer(casesReducer, null, () =>
    openCases(operationIdSchema.parse(ports.newId())),
  )
  return { state, dispatch }
}

/** What becomes of it. Pure. */
export function casesReducer(state: CasesState, action: CasesAction): CasesState {
  const isFixed = state.isUnsure || state.isSaving
  switch (action.kind) {
    case 'opened':
      return isFixed ? state : { ...openCases(state.id), opened: action.record }
    case 'note':
      return isFixed ? state : { ...state, note: action.note, failure: null }
    case 'saving':
      return { ...state, isSaving: true, failure: null }
    case 'saved':
      return { ...openCases(action.nextId), opened: state.opened, saved: [...state.saved, action.saved] }
    case 'not-saved':
      return afterNotSaved(state, action.reason)
    default:
      return unreachable(action)
  }
}

/** The addition as a record, in the aggregate of its case and after it; null while something is open. */
export function noteOperation({ id, opened, note }: CasesState): CapturedOperation | null {
  if (opened === null || note === null) return null
  const { operationId: of, aggregateId } = opened
  return {
    operationId: id,
    aggregateId,
    dependsOn: [of],
    operation: { type: 'case-note', payload: { of, note } },
  }
}
