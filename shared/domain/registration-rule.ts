import type { ConsentPurpose, Market } from '../markets/market.ts'
import type { AgeCheckVoid } from './age-check-record.ts'
import { ageVerdict } from './age.ts'
import type { CalendarDate } from './calendar-date.ts'
import { type ConsentProblem, consentProblems } from './consents.ts'
import type { DeviceId } from './device-id.ts'
import type { RegistrationDraft } from './registration-draft.ts'
import { channelRule } from './sales-channel.ts'

/** The fields that every registration holds (R7). */
export type RequiredField =
  | 'claim'
  | 'given-name'
  | 'family-name'
  | 'email'
  | 'birth-date'
  | 'residence'
  | 'language'
  | 'purchase-date'
  | 'purchase-place'

/** One thing that keeps a draft from being saved. */
export type OpenItem =
  | { readonly kind: 'channel-not-taken-here' }
  | { readonly kind: 'age-check'; readonly why: 'missing' | 'dates-differ' | 'under-age' | AgeCheckVoid }
  | { readonly kind: 'notice' | 'declaration'; readonly why: 'missing' | 'other-version' }
  | { readonly kind: 'field'; readonly field: RequiredField }
  | { readonly kind: 'residence-elsewhere' }
  | { readonly kind: 'purchase-in-future' }
  | { readonly kind: 'no-device' }
  | { readonly kind: 'device-incomplete'; readonly id: DeviceId; readonly missing: 'kind' | 'origin' }
  | { readonly kind: 'same-device-twice'; readonly id: DeviceId }
  | { readonly kind: 'consent'; readonly purpose: ConsentPurpose; readonly why: ConsentProblem }
  | { readonly kind: 'language-not-offered' }
  | { readonly kind: 'tax-number-is-off' }

/**
 * Everything that still keeps a registration from being saved, in the order of the counter (R2, R3, R6, R7, R8);
 * an empty list means ready. `today` is the store's local day. Consents never have to be answered.
 */
export function openItems(
  draft: RegistrationDraft,
  rules: { market: Market; today: CalendarDate },
): readonly OpenItem[] {
  const { market } = rules
  return [
    ...(channelRule(draft.channel, market).isTakenAtCounter
      ? []
      : [{ kind: 'channel-not-taken-here' } as const]),
    ...ageItems(draft, rules),
    ...wordingItems(draft, market),
    ...missingFields(draft),
    ...contradictions(draft, rules),
    ...deviceItems(draft),
    ...consentProblems(draft.consents, market).map((problem) => ({ kind: 'consent', ...problem }) as const),
  ]
}

function ageItems(
  draft: RegistrationDraft,
  rules: { market: Market; today: CalendarDate },
): readonly OpenItem[] {
  const { ageCheck, birthDate } = draft
  if (ageCheck === null) return [{ kind: 'age-check', why: 'missing' }]
  if (ageCheck.voided !== null) return [{ kind: 'age-check', why: ageCheck.voided }]
  if (birthDate === null) return []
  if (ageCheck.birthDate !== null && ageCheck.birthDate !== birthDate)
    return [{ kind: 'age-check', why: 'dates-differ' }]
  // A check without a date (clearly over) says nothing about the date that is typed afterwards.
  const sale = {
    birthDate,
    rules: rules.market.age,
    productClasses: ['device'] as const,
    saleDate: rules.today,
  }
  const isRefuted = ageCheck.birthDate === null && ageVerdict(sale).verdict === 'under-age'
  return isRefuted ? [{ kind: 'age-check', why: 'under-age' }] : []
}

function wordingItems(draft: RegistrationDraft, market: Market): readonly OpenItem[] {
  const { declaration, privacyNotice } = market.registration
  const items: OpenItem[] = []
  if (draft.noticeVersionShown === null) items.push({ kind: 'notice', why: 'missing' })
  else if (draft.noticeVersionShown !== privacyNotice.version)
    items.push({ kind: 'notice', why: 'other-version' })
  if (draft.declaration === null || !draft.declaration.isMade)
    items.push({ kind: 'declaration', why: 'missing' })
  else if (draft.declaration.version !== declaration.version)
    items.push({ kind: 'declaration', why: 'other-version' })
  return items
}

function missingFields(draft: RegistrationDraft): readonly OpenItem[] {
  const fields: readonly (readonly [RequiredField, unknown])[] = [
    ['claim', draft.claim],
    ['given-name', draft.givenName],
    ['family-name', draft.familyName],
    ['email', draft.email],
    ['birth-date', draft.birthDate],
    ['residence', draft.residence],
    ['language', draft.language],
    ['purchase-date', draft.purchase.date],
    ['purchase-place', draft.purchase.place],
  ]
  return fields
    .filter(([, value]) => value === null || value === '')
    .map(([field]) => ({ kind: 'field', field }))
}

function contradictions(
  draft: RegistrationDraft,
  rules: { market: Market; today: CalendarDate },
): readonly OpenItem[] {
  const { languages, registration } = rules.market
  const items: OpenItem[] = []
  const { residence, language, purchase, taxNumber } = draft
  if (residence !== null && !registration.residenceCountries.includes(residence))
    items.push({ kind: 'residence-elsewhere' })
  if (language && !languages.customer.includes(language)) items.push({ kind: 'language-not-offered' })
  if (purchase.date !== null && purchase.date > rules.today) items.push({ kind: 'purchase-in-future' })
  if (taxNumber !== null && registration.taxNumber?.isOn !== true) items.push({ kind: 'tax-number-is-off' })
  return items
}

function deviceItems(draft: RegistrationDraft): readonly OpenItem[] {
  if (draft.devices.length === 0) return [{ kind: 'no-device' }]
  return draft.devices.flatMap((device, index): readonly OpenItem[] => {
    const { id } = device
    if (draft.devices.findIndex((other) => other.id === id) < index)
      return [{ kind: 'same-device-twice', id }]
    const missing = [
      ...(device.kind === null ? ['kind' as const] : []),
      ...(device.origin === null ? ['origin' as const] : []),
    ]
    return missing.map((what) => ({ kind: 'device-incomplete', id, missing: what }))
  })
}
