import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import type { CaseId, OperationId } from '#shared/contracts/identifiers.ts'
import type { RegistrationPayload } from '#shared/contracts/operations/registration.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { Effects } from './effects.ts'
import type { AgeRecomputation } from './recompute-age.ts'

/** What settling needs besides the records: identities for cases, and the market's age rule. */
export interface SettlementRules {
  newCaseId(): CaseId
  recomputeAge(given: { dateOfBirth: string; header: EnvelopeHeader; receivedAt: string }): AgeRecomputation
}

/** What became of one record. A record that is not accepted has no effect but its case. */
export interface Settled {
  readonly outcome: Outcome
  readonly effects: Effects
}

export interface Settlement {
  readonly outcomes: ReadonlyMap<OperationId, Outcome>
  readonly effects: Effects
}

/** A registration that may be written: whose account it is, and which of its devices are not there yet. */
export interface SoundRegistration {
  readonly accountId: string
  readonly isNewAccount: boolean
  readonly newDevices: RegistrationPayload['devices']
}
