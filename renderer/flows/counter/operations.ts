import type { AgeCheckPayload } from '#shared/contracts/operations/age-check.ts'
import {
  deviceIdSchema,
  type Consent,
  type RegistrationPayload,
  type ShownText,
} from '#shared/contracts/operations/registration.ts'
import type { AgeCheckDecision } from '#shared/domain/age-check.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { recordedConsent } from '#shared/domain/recorded-consent.ts'
import type { Market } from '#shared/markets/market.ts'
import { textIn, type VersionedText } from '#shared/markets/market-text.ts'
import type { CapturedOperation } from '../record-port.ts'
import type { CounterPlace } from './counter-ports.ts'
import type { CounterState, StandingCheck } from './counter-state.ts'
import { askedPurposes } from './open-items.ts'
import { readPurchase } from './read-purchase.ts'
import type { ReadPerson } from './read-person.ts'

/** R5's list and nothing else. */
export function ageCheckOperation(
  state: CounterState,
  made: { decision: AgeCheckDecision; checkedAtMs: number; place: CounterPlace },
): CapturedOperation {
  const { decision, place } = made
  const { isVerified, localOnly } = decision.clock
  const payload: AgeCheckPayload = {
    outcome: decision.outcome,
    reason: decision.reason,
    method: decision.method,
    documentKind: decision.documentKind,
    ruleVersion: decision.ruleVersion,
    checkedAt: new Date(made.checkedAtMs).toISOString(),
    clock: localOnly ? 'local-only' : isVerified ? 'trusted' : 'unverified',
    operator: place.operatorId,
    terminal: place.terminalId,
  }
  return {
    operationId: state.ids.ageCheck,
    aggregateId: state.ids.visit,
    dependsOn: [],
    operation: { type: 'age-check', payload },
  }
}

/** A sale without registration (R6), resting on the check (R2). */
export function saleOperation(
  state: CounterState,
  made: { check: StandingCheck; place: CounterPlace },
): CapturedOperation {
  return {
    operationId: state.ids.sale,
    aggregateId: state.ids.visit,
    dependsOn: [made.check.id],
    operation: {
      type: 'sale',
      payload: {
        productClasses: [...state.productClasses],
        ageCheck: made.check.id,
        channel: made.place.channel,
      },
    },
  }
}

/** What a registration says beside the customer's own answers and the texts that were shown. */
export type RegistrationFields = Omit<RegistrationPayload, 'consents' | 'notice' | 'declaration'>

interface MadeRegistration {
  readonly check: StandingCheck
  readonly place: CounterPlace
  readonly person: ReadPerson
  readonly today: CalendarDate
}

/** Reads the fields of a form; null while one of them is still open. */
export function registrationFields(state: CounterState, made: MadeRegistration): RegistrationFields | null {
  const { givenName, familyName, email, mobile, born, country, claim } = made.person
  const purchase = readPurchase(state, made.today)
  const isRead = givenName.ok && familyName.ok && email.ok && mobile.ok && born.ok && country.ok && claim.ok
  if (!isRead || !purchase.date.ok || state.devices.length === 0) return null
  return {
    claim: claim.value,
    givenName: givenName.value,
    familyName: familyName.value,
    email: email.value,
    mobilePhone: mobile.value,
    dateOfBirth: born.value,
    countryOfResidence: country.value,
    language: state.person.language,
    postalAddress: null,
    devices: state.devices.map(({ deviceId, kind, model, origin, isFirstOwnerAway }) => ({
      deviceId: deviceIdSchema.parse(deviceId),
      kind,
      model,
      origin,
      ...(isFirstOwnerAway === undefined ? {} : { isFirstOwnerAway }),
    })),
    channel: made.place.channel,
    purchaseDate: purchase.date.value,
    purchasePlace: purchase.isAsked ? null : made.place.storeName,
    invoiceReference: null,
    taxNumber: null,
    ageCheck: made.check.id,
  }
}

/** Reads a form of which nothing is open; null while something still is. */
export async function registrationOperation(
  state: CounterState,
  made: MadeRegistration & { digest: (text: string) => Promise<string> },
): Promise<CapturedOperation | null> {
  const fields = registrationFields(state, made)
  if (fields === null || state.notice === null || !state.isDeclared) return null
  const { market } = made.place
  const { language } = state.person
  const payload: RegistrationPayload = {
    ...fields,
    consents: await consentsOf(state, { market, language, digest: made.digest }),
    notice: await shown(market.registration.privacyNotice, {
      language: state.notice.language,
      digest: made.digest,
    }),
    declaration: await shown(market.registration.declaration, { language, digest: made.digest }),
  }
  return {
    operationId: state.ids.registration,
    aggregateId: state.ids.customer,
    dependsOn: [made.check.id],
    operation: { type: 'registration', payload },
  }
}

async function shown(
  text: VersionedText,
  how: { language: string; digest: (text: string) => Promise<string> },
): Promise<ShownText> {
  const { language } = how
  return { version: text.version, textHash: await how.digest(textIn(text.text, language)), language }
}

async function consentsOf(
  state: CounterState,
  how: { market: Market; language: string; digest: (text: string) => Promise<string> },
): Promise<Consent[]> {
  const asked = askedPurposes(how.market)
  const offers = how.market.consents.filter((offer) => asked.includes(offer.purpose))
  return Promise.all(
    offers.map((offer) =>
      recordedConsent(offer, { ...how, answer: state.consents.get(offer.purpose) ?? 'not-asked' }),
    ),
  )
}
