import type { NotSaved } from './record-port.ts'

/** How far the saving of a form is, in every flow whose form is one record after another. */
interface Saving {
  readonly isSaving: boolean
  readonly failure: NotSaved | null
  /** Nobody knows whether what was handed over is on disk. */
  readonly isUnsure: boolean
}

/** The form after a record of it was not saved. */
export function afterNotSaved<State extends Saving>(state: State, reason: NotSaved): State {
  // A try that was refused before main looked for the record says nothing of an earlier one.
  const isUnsure = reason === 'locked' ? state.isUnsure : reason === 'unknown'
  return { ...state, isSaving: false, failure: reason, isUnsure }
}
