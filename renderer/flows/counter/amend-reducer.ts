import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { VoidReason } from '#shared/contracts/operations/void.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { wiped, type Amended, type CounterState, type Done } from './counter-state.ts'

/** What happens to a record that was saved a moment ago, while its form is in memory. */
export type AmendAction =
  | { readonly kind: 'correct'; readonly id: OperationId }
  | { readonly kind: 'take-back'; readonly id: OperationId }
  | { readonly kind: 'void-reason'; readonly reason: VoidReason }
  | { readonly kind: 'amending-left' }
  /** A correction with the masked record as it is now, or a void, is on disk. */
  | {
      readonly kind: 'amended'
      readonly amended: Amended
      readonly now: Pick<Done, 'initials' | 'devices' | 'claim' | 'kept' | 'confirmation' | 'paper'>
    }

/** Pure. The form that was kept comes back into the fields, and leaves them again. */
export function amendReducer(state: CounterState, action: AmendAction): CounterState {
  const { done } = state
  switch (action.kind) {
    case 'correct':
      if (done === null || done.kept === null) return state
      return {
        ...wiped(state),
        ...done.kept.form,
        done,
        isNoticeOpen: false,
        amending: { kind: 'correction', id: action.id },
      }
    case 'take-back':
      return done === null || done.kept === null
        ? state
        : { ...state, failure: null, amending: { kind: 'void', id: action.id, reason: null } }
    case 'void-reason':
      return state.amending?.kind === 'void'
        ? { ...state, failure: null, amending: { ...state.amending, reason: action.reason } }
        : state
    case 'amending-left':
      return { ...wiped(state), done }
    case 'amended':
      return done === null
        ? state
        : {
            ...wiped(state),
            done: { ...done, ...action.now, amended: [...done.amended, action.amended] },
          }
    default:
      return unreachable(action)
  }
}
