import type { RegistrationPayload } from '#shared/contracts/operations/registration.ts'
import type { Arrival } from './arrival.ts'
import type { AccountFacts, Effects } from './effects.ts'
import { claimEffects } from './claim-devices.ts'
import { emailKeyOf } from './email-key.ts'
import type { Claimed } from './claim-devices.ts'
import type { SettlementRules } from './settlement.ts'

/** A registration that may be written: whose account it is, and what becomes of its devices. */
export interface SoundRegistration extends Claimed {
  readonly accountId: string
  /** `own`: made by this registration before it was amended. */
  readonly account: 'new' | 'own' | 'other'
}

interface Given {
  readonly arrival: Arrival
  readonly at: string
  readonly registration: RegistrationPayload
  readonly sound: SoundRegistration
  readonly rules: Pick<SettlementRules, 'loyalty'>
}

/** The rows of a registration. The holder of an account that was there before is told by mail that devices were added (R7). */
export function registrationEffects(given: Given): Effects {
  const { arrival, registration, sound, at: recordedAt } = given
  const { id: operationId, aggregateId: customerId, terminalId, operatorId, occurredAt } = arrival.header
  const { accountId } = sound
  const claimed = claimEffects({
    arrival,
    at: recordedAt,
    accountId,
    claimed: sound,
    guaranteedFrom: registration.purchaseDate,
  })
  const points = given.rules.loyalty.isOn ? given.rules.loyalty.pointsPerDevice : 0
  const {
    channel,
    purchaseDate,
    purchasePlace,
    invoiceReference,
    taxNumber,
    ageCheck: ageCheckId,
  } = registration
  const purchase = { channel, purchaseDate, purchasePlace, invoiceReference, taxNumber, ageCheckId }
  return {
    ...claimed,
    accounts: sound.account === 'new' ? [{ ...accountRow(given), registeredAt: recordedAt }] : [],
    changedAccounts: sound.account === 'own' ? [accountRow(given)] : [],
    registrations: [{ operationId, customerId, accountId, terminalId, operatorId, occurredAt, ...purchase }],
    loyaltyOffers: (points === 0 ? [] : sound.newDevices).map(({ deviceId }) => ({
      operationId,
      deviceId,
      accountId,
      operatorId,
      points,
      offeredAt: recordedAt,
    })),
    consents: registration.consents.map((consent, position) => ({
      operationId,
      position,
      accountId,
      operatorId,
      recordedAt,
      ...consent,
    })),
    shownTexts: [
      { operationId, kind: 'notice', accountId, operatorId, recordedAt, ...registration.notice },
      { operationId, kind: 'declaration', accountId, operatorId, recordedAt, ...registration.declaration },
    ],
    mailRequests: [
      ...claimed.mailRequests,
      ...mailsOf(sound).map((kind) => ({ operationId, kind, accountId, requestedAt: recordedAt })),
    ],
  }
}

/** A new account is to be activated; the holder of another one is told of devices that came to it, where any did (R7). */
function mailsOf({ account, newDevices }: SoundRegistration): readonly ('activation' | 'devices-added')[] {
  if (account !== 'other') return ['activation']
  return newDevices.length > 0 ? ['devices-added'] : []
}

function accountRow(given: Given): AccountFacts {
  const { email, givenName, familyName, mobilePhone, dateOfBirth } = given.registration
  const { countryOfResidence, language, postalAddress } = given.registration
  return {
    accountId: given.sound.accountId,
    email,
    emailKey: emailKeyOf(email),
    givenName,
    familyName,
    mobilePhone,
    dateOfBirth,
    countryOfResidence,
    language,
    postalAddress,
  }
}
