import type { RegistrationPayload } from '#shared/contracts/operations/registration.ts'
import type { NewRow } from '../database/tables.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { emailKeyOf } from './email-key.ts'
import type { SoundRegistration } from './settlement.ts'

interface Given {
  readonly arrival: Arrival
  readonly registration: RegistrationPayload
  readonly sound: SoundRegistration
}

/** The rows of a registration. The holder of an account that was there before is told by mail that devices were added (R7). */
export function registrationEffects(given: Given): Effects {
  const { arrival, registration, sound } = given
  const { id: operationId, terminalId, operatorId, occurredAt } = arrival.header
  const { accountId } = sound
  const recordedAt = arrival.receivedAt
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
    ...NO_EFFECTS,
    accounts: sound.isNewAccount ? [accountRow(given)] : [],
    registrations: [{ operationId, accountId, terminalId, operatorId, occurredAt, ...purchase }],
    devices: sound.newDevices.map((device) => ({ operationId, accountId, since: recordedAt, ...device })),
    deviceHistory: sound.newDevices.map(({ deviceId }) => ({
      deviceId,
      operationId,
      event: 'registered',
      accountId,
      at: recordedAt,
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
      {
        operationId,
        kind: sound.isNewAccount ? 'activation' : 'devices-added',
        accountId,
        requestedAt: recordedAt,
      },
    ],
  }
}

function accountRow(given: Given): NewRow<'accounts'> {
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
    postalAddress: postalAddress === null ? null : JSON.stringify(postalAddress),
    registeredAt: given.arrival.receivedAt,
  }
}
