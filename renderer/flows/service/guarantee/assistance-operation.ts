import type { DeviceFault } from '#shared/contracts/operations/device-fault.ts'
import type { AssistanceCasePayload } from '#shared/contracts/operations/assistance-case.ts'
import { assistanceCasePayloadSchema } from '#shared/contracts/operations/assistance-case.ts'
import type { DeviceId } from '#shared/domain/device-id.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import {
  type AssistanceAnswer,
  type AssistanceReply,
  weighAssistance,
} from '#shared/domain/weigh-assistance.ts'
import type { Market } from '#shared/markets/market.ts'

/** What the call needs, as it is written down; nothing is preselected. */
export interface AssistanceForm {
  readonly residence: string
  readonly registration: string
  readonly isAdult: AssistanceReply | null
  readonly isRegistered: AssistanceReply | null
  readonly isGuaranteed: AssistanceReply | null
  readonly host: string
  readonly street: string
  readonly postalCode: string
  readonly locality: string
}

export const NO_ASSISTANCE: AssistanceForm = {
  residence: '',
  registration: '',
  isAdult: null,
  isRegistered: null,
  isGuaranteed: null,
  host: '',
  street: '',
  postalCode: '',
  locality: '',
}

/** What can be said before the call; null while a question is open [GD13]. */
export function assistanceAnswer(
  form: AssistanceForm,
  place: { readonly market: Market; readonly today: CalendarDate },
): AssistanceAnswer | null {
  const { market, today } = place
  const { residence, registration, isAdult, isRegistered, isGuaranteed } = form
  if (residence === '' || registration === '') return null
  if (isAdult === null || isRegistered === null || isGuaranteed === null) return null
  const facts = { residence, registration, visited: market.country, isAdult, isRegistered, isGuaranteed }
  return weighAssistance(facts, { covered: market.assistance.coveredCountries, day: today })
}

/** The case for the helpline; null while something of it is open. */
export function assistancePayload(
  form: {
    readonly abroad: AssistanceForm
    readonly faulty: { readonly device: DeviceId | null }
    readonly fault: DeviceFault | null
  },
  place: { readonly market: Market; readonly today: CalendarDate },
): AssistanceCasePayload | null {
  const { abroad } = form
  const weighed = assistanceAnswer(abroad, place)
  if (weighed === null) return null
  const payload = assistanceCasePayloadSchema.safeParse({
    deviceId: form.faulty.device,
    fault: form.fault,
    countries: {
      residence: abroad.residence,
      registration: abroad.registration,
      visited: place.market.country,
    },
    temporaryAddress: {
      place: abroad.host.trim(),
      lines: [abroad.street.trim()],
      postalCode: abroad.postalCode.trim() === '' ? null : abroad.postalCode.trim(),
      locality: abroad.locality.trim(),
    },
    checks: weighed.checks,
    answer: weighed.answer,
    registration: null,
  })
  return payload.success ? payload.data : null
}
