import { type LookUp, lookUpSchema } from '#shared/contracts/messages/look-ups.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import type { DeviceId } from '#shared/domain/device-id.ts'
import { parseEmailAddress } from '#shared/domain/email-address.ts'
import { parsePersonalName } from '#shared/domain/personal-name.ts'
import { parseBirthDate } from '#shared/domain/typed-date.ts'
import type { DocumentKind } from '#shared/markets/age-check-policy.ts'
import type { DeviceCodeProblem } from '../../read-device-code.ts'

/** What the customer says and shows, as it is typed. */
export interface LookUpForm {
  readonly by: 'device' | 'email' | null
  readonly deviceText: string
  readonly device: DeviceId | null
  readonly problem: DeviceCodeProblem | null
  readonly email: string
  readonly document: DocumentKind | null
  readonly givenName: string
  readonly familyName: string
  readonly birth: string
}

export const EMPTY_LOOK_UP: LookUpForm = {
  by: null,
  deviceText: '',
  device: null,
  problem: null,
  email: '',
  document: null,
  givenName: '',
  familyName: '',
  birth: '',
}

/** Whether something is typed or chosen that another customer must not find there. */
export function isLookUpTyped(form: LookUpForm): boolean {
  const { deviceText, device, document, email, givenName, familyName, birth } = form
  const isChosen = device !== null || document !== null
  return isChosen || [deviceText, email, givenName, familyName, birth].some((text) => text.trim() !== '')
}

/** The question that the form asks; null while a part of it is open (R15): there is none by a name alone. */
export function lookUpOf(form: LookUpForm, today: CalendarDate): LookUp | null {
  const email = parseEmailAddress(form.email)
  const givenName = parsePersonalName(form.givenName)
  const familyName = parsePersonalName(form.familyName)
  const dateOfBirth = parseBirthDate(form.birth, today)
  if (!givenName.ok || !familyName.ok || !dateOfBirth.ok || form.document === null) return null
  const shown = {
    document: form.document,
    givenName: givenName.value,
    familyName: familyName.value,
    dateOfBirth: dateOfBirth.value,
  }
  if (form.by === 'device' && form.device !== null && form.deviceText.trim() === '')
    return lookUpSchema.parse({ ...shown, named: { by: 'device', deviceId: form.device } })
  if (form.by === 'email' && email.ok)
    return lookUpSchema.parse({ ...shown, named: { by: 'email', email: email.value } })
  return null
}
