import type { MistypedField } from './case-choices.ts'
import type { CaseForm } from './case-form.ts'
import type { ToSendPlace } from './to-send-ports.ts'

/** What a person has chosen so far, what can be typed again, and how it changes. */
export interface CaseFieldsProps {
  readonly form: CaseForm
  readonly fields: readonly MistypedField[]
  readonly place: ToSendPlace
  readonly onChange: (form: CaseForm) => void
}
