import type { Channel } from '../markets/market.ts'
import type { DeviceKind } from '../markets/device-catalogue.ts'
import type { AgeCheckVoid } from './age-check-record.ts'
import type { CalendarDate } from './calendar-date.ts'
import type { Consent } from './consents.ts'
import type { Country } from './country.ts'
import type { DeviceId } from './device-id.ts'
import type { EmailAddress } from './email-address.ts'
import type { PersonalName } from './personal-name.ts'
import type { PhoneNumber } from './phone-number.ts'
import type { TaxNumber } from './tax-number.ts'

/** How the device came to the customer (job 4): the user registers, not the payer. */
export type DeviceOrigin = 'bought-here' | 'bought-elsewhere' | 'bought-earlier' | 'gift'

/** A device in a draft; null is not answered yet. */
export type DraftDevice = {
  readonly id: DeviceId
  readonly kind: DeviceKind | null
  readonly origin: DeviceOrigin | null
}

/** A registration while it is written (R7): parsed values only, null where nothing valid stands yet. */
export type RegistrationDraft = {
  readonly claim: 'new' | 'existing' | null
  readonly channel: Channel
  /** The age check of this visit: null when none was made, else why it is void, or that it stands. */
  readonly ageCheck: { readonly voided: AgeCheckVoid | null; readonly birthDate: CalendarDate | null } | null
  readonly noticeVersionShown: string | null
  readonly declaration: { readonly version: string; readonly isMade: boolean } | null
  readonly givenName: PersonalName | null
  readonly familyName: PersonalName | null
  readonly email: EmailAddress | null
  readonly mobilePhone: PhoneNumber | null
  readonly birthDate: CalendarDate | null
  readonly residence: Country | null
  readonly language: string | null
  readonly consents: readonly Consent[]
  readonly devices: readonly DraftDevice[]
  readonly purchase: { readonly date: CalendarDate | null; readonly place: string | null }
  readonly taxNumber: TaxNumber | null
}
