import type { CaseChoice, CaseKind } from '#shared/contracts/outcome.ts'
import type { CaseOutcome } from './to-send-ports.ts'

/** A field that is typed again, because what was typed is sealed and this till cannot show it. */
export type MistypedField =
  | 'email'
  | 'claim'
  | 'devices'
  | 'device'
  | 'new-device'
  | 'released-device'
  | 'returned-devices'

const REGISTRATION_FIELDS: Partial<Record<CaseKind, readonly MistypedField[]>> = {
  'email-taken': ['email'],
  'device-taken': ['devices'],
  'invalid-field': ['email', 'claim', 'devices'],
}

/** What can be typed again in a record of this type with this case; nothing where the counter has no form for it. */
export function mistypedFields(caseKind: CaseKind, type: string | null): readonly MistypedField[] {
  switch (type) {
    case 'registration':
      return REGISTRATION_FIELDS[caseKind] ?? []
    case 'device-added':
      return ['device']
    case 'replacement':
      return ['new-device']
    case 'device-released':
      return ['released-device']
    case 'return':
      return ['returned-devices']
    case null:
    default:
      return []
  }
}

/** The choices of a case that can be made here. The account API names them; one that needs a form needs its fields. */
export function choicesOf(outcome: CaseOutcome, fields: readonly MistypedField[]): readonly CaseChoice[] {
  return outcome.choices.filter((choice) => choice !== 'mistyped' || fields.length > 0)
}
