import type { RegistrationPayload } from '#shared/contracts/operations/registration.ts'
import type { CaseKind } from '#shared/contracts/outcome.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS } from './effects.ts'
import { emailKeyOf } from './email-key.ts'
import { complianceCase, openCase } from './open-case.ts'
import { registrationEffects } from './registration-effects.ts'
import type { Settled, SettlementRules, SoundRegistration } from './settlement.ts'
import { restsOnAgeCheck } from './settle-sale.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Registers a customer whole or not at all (R7): an account for each e-mail, an active owner for each device (R12), an
 * adult by the server's own time. Under age is compliance's alone: nothing of the person is kept, and the store is only
 * told that the record is settled.
 */
export function settleRegistration(
  known: Snapshot,
  given: { arrival: Arrival; registration: RegistrationPayload; rules: SettlementRules },
): Settled {
  const { arrival, registration, rules } = given
  const { header, receivedAt } = arrival
  const age = rules.recomputeAge({ dateOfBirth: registration.dateOfBirth, header, receivedAt })
  if (age === 'under-age') {
    const cases = [complianceCase(arrival, { kind: 'under-age', caseId: rules.newCaseId() })]
    return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, cases, erasedPayloads: [header.id] } }
  }
  const sound = whatToRegister(known, { arrival, registration })
  if (!sound.ok) return openCase(arrival, { kind: sound.failure, caseId: rules.newCaseId() })
  const effects = registrationEffects({ arrival, registration, sound: sound.value })
  const cases =
    age === 'review' ? [complianceCase(arrival, { kind: 'age-review', caseId: rules.newCaseId() })] : []
  return { outcome: { kind: 'accepted' }, effects: { ...effects, cases } }
}

function whatToRegister(
  known: Snapshot,
  given: { arrival: Arrival; registration: RegistrationPayload },
): Result<SoundRegistration, CaseKind> {
  const { registration } = given
  const { aggregateId, terminalId } = given.arrival.header
  if (!restsOnAgeCheck(known, { ageCheck: registration.ageCheck, terminalId })) return fail('invalid-field')
  const deviceIds = registration.devices.map((device) => device.deviceId)
  if (new Set(deviceIds).size !== deviceIds.length) return fail('invalid-field')
  const account = known.accounts.get(emailKeyOf(registration.email))
  const isHolder = registration.claim === 'existing' && account?.dateOfBirth === registration.dateOfBirth
  if (account !== undefined && !isHolder) return fail('email-taken')
  if (account === undefined && registration.claim === 'existing') return fail('invalid-field')
  const isIdTaken = [...known.accounts.values()].some((other) => other.accountId === aggregateId)
  if (account === undefined && isIdTaken) return fail('invalid-field')
  const accountId = account?.accountId ?? aggregateId
  const isForeign = (deviceId: string) => (known.deviceOwners.get(deviceId) ?? accountId) !== accountId
  if (deviceIds.some(isForeign)) return fail('device-taken')
  const newDevices = registration.devices.filter((device) => !known.deviceOwners.has(device.deviceId))
  return ok({ accountId, isNewAccount: account === undefined, newDevices })
}
