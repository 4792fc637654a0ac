import type { RegistrationPayload } from '#shared/contracts/operations/registration.ts'
import type { CaseKind } from '#shared/contracts/outcome.ts'
import { wrongFieldsOf } from '#shared/domain/registration-fields.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { NO_EFFECTS } from './effects.ts'
import { emailKeyOf } from './email-key.ts'
import { claimDevices } from './claim-devices.ts'
import { centralCase, openCase } from './open-case.ts'
import { registrationEffects } from './registration-effects.ts'
import type { SoundRegistration } from './registration-effects.ts'
import type { Settled, ToSettle } from './settlement.ts'
import { restsOnAgeCheck } from './settle-sale.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Registers a customer whole or not at all (R7): an account for each e-mail, an active owner for each device (R12), an
 * adult by the server's own time. Under age is compliance's alone: nothing of the person is kept, and the store is only
 * told that the record is settled.
 */
export function settleRegistration(
  known: Snapshot,
  given: ToSettle & { registration: RegistrationPayload },
): Settled {
  const { arrival, registration, rules } = given
  const { header, receivedAt } = arrival
  const age = rules.recomputeAge({ dateOfBirth: registration.dateOfBirth, header, receivedAt })
  if (age === 'under-age') {
    const cases = [centralCase(arrival, 'under-age')]
    return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, cases, erasedPayloads: [header.id] } }
  }
  const sound = whatToRegister(known, given)
  if (!sound.ok) return openCase(arrival, sound.failure)
  const effects = registrationEffects({ ...given, sound: sound.value })
  const reviewed = age === 'review' ? [centralCase(arrival, 'age-review')] : []
  return { outcome: { kind: 'accepted' }, effects: { ...effects, cases: [...effects.cases, ...reviewed] } }
}

function whatToRegister(
  known: Snapshot,
  given: ToSettle & { registration: RegistrationPayload },
): Result<SoundRegistration, CaseKind> {
  const { registration, grants } = given
  if (wrongFieldsOf({ type: 'registration', payload: registration }).length > 0) return fail('invalid-field')
  const { terminalId } = given.arrival.header
  const terminalIds = [terminalId, grants.actingTerminalId]
  if (!restsOnAgeCheck(known, { ageCheck: registration.ageCheck, terminalIds })) return fail('invalid-field')
  const account = accountFor(known, given)
  if (!account.ok) return account
  const claimed = claimDevices(known, {
    ...given,
    accountId: account.value.accountId,
    devices: registration.devices,
    grants,
  })
  return claimed.ok ? ok({ ...account.value, ...claimed.value }) : claimed
}

/** Whose account the registration is about (R7): matching e-mail and date of birth, or a document that matched. */
function accountFor(
  known: Snapshot,
  given: ToSettle & { registration: RegistrationPayload },
): Result<Pick<SoundRegistration, 'accountId' | 'account'>, CaseKind> {
  const { registration, grants } = given
  const { aggregateId } = given.arrival.header
  const found = known.accounts.get(emailKeyOf(registration.email))
  const { ownAccountId } = grants
  if (ownAccountId !== null && (found === undefined || found.accountId === ownAccountId)) {
    return ok({ accountId: ownAccountId, account: 'own' })
  }
  if (found === undefined) {
    if (registration.claim === 'existing' || known.accountIds.has(aggregateId)) return fail('invalid-field')
    return ok({ accountId: aggregateId, account: 'new' })
  }
  const isHolder = registration.claim === 'existing' && found.dateOfBirth === registration.dateOfBirth
  return isHolder || grants.isSamePerson
    ? ok({ accountId: found.accountId, account: 'other' })
    : fail('email-taken')
}
