import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { parseCountry } from '#shared/domain/country.ts'
import type { RegistrationDraft } from '#shared/domain/registration-draft.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Market } from '#shared/markets/market.ts'
import type { CounterPlace } from './counter-ports.ts'
import type { CounterState } from './counter-state.ts'
import type { ReadPerson } from './read-person.ts'
import { readPurchase } from './read-purchase.ts'

/** The form as the registration rule reads it: what cannot be read yet is null. */
export function draftOf(
  state: CounterState,
  read: {
    person: ReadPerson
    market: Market
    today: CalendarDate
    place: Pick<CounterPlace, 'channel' | 'storeName'>
  },
): RegistrationDraft {
  const { person, market } = read
  const country = parseCountry(state.person.country)
  return {
    claim: state.person.claim,
    channel: read.place.channel,
    ageCheck: state.check === null ? null : { voided: null, birthDate: state.check.birthDate },
    noticeVersionShown: state.notice?.version ?? null,
    declaration: { version: market.registration.declaration.version, isMade: state.isDeclared },
    givenName: valueOf(person.givenName),
    familyName: valueOf(person.familyName),
    email: valueOf(person.email),
    mobilePhone: valueOf(person.mobile),
    birthDate: valueOf(person.born),
    residence: country.ok ? country.value : null,
    language: state.person.language,
    consents: market.consents
      .filter((offer) => offer.isOn)
      .map(({ purpose, version }) => ({
        purpose,
        answer: state.consents.get(purpose) ?? 'not-asked',
        textVersion: version,
      })),
    devices: state.devices.map(({ deviceId, kind, origin }) => ({ id: deviceId, kind, origin })),
    purchase: { date: valueOf(readPurchase(state, read.today).date), place: read.place.storeName },
    taxNumber: null,
  }
}

function valueOf<Value>(result: Result<Value, unknown>): Value | null {
  return result.ok ? result.value : null
}
