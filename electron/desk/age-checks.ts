import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import type { AggregateId, OperationId, OperatorId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { type AgeCheckMoment, isAgeCheckOld } from '#shared/domain/age-check-record.ts'
import type { SaveRequest } from '#shared/ipc/record-methods.ts'
import type { Clock } from '#shared/kernel/clock.ts'

/** The age checks made since this start, and what may rest on them [D3]. */
export interface AgeChecks {
  /** Takes note of a record before it is written; it counts once it is journaled, however long that goes unheard. */
  note(header: Pick<EnvelopeHeader, 'id' | 'aggregateId' | 'operatorId'>, operation: TypedPayload): void
  /** Whether a request may be saved by this operator as far as its age check goes. */
  allow(request: SaveRequest, asked: { operatorId: OperatorId; validMinutes: number }): boolean
}

interface Allowed {
  readonly operatorId: OperatorId | null
  readonly visit: AggregateId
  readonly at: AgeCheckMoment
  /** The registration that rests on it, and whose it is. */
  registered: { readonly id: OperationId; readonly customer: AggregateId } | null
}

function momentOf(clock: Clock): AgeCheckMoment {
  return { monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() }
}

export function createAgeChecks(given: {
  clock: Clock
  isJournaled: (id: OperationId) => boolean
}): AgeChecks {
  const { clock, isJournaled } = given
  const allowed = new Map<OperationId, Allowed>()
  return {
    note({ id, aggregateId, operatorId }, operation) {
      if (operation.type === 'registration') {
        const check = allowed.get(operation.payload.ageCheck)
        if (check !== undefined) check.registered = { id, customer: aggregateId }
      }
      if (operation.type !== 'age-check') return
      const isAllowed = operation.payload.outcome === 'allowed'
      if (!isAllowed) allowed.delete(id)
      else allowed.set(id, { operatorId, visit: aggregateId, at: momentOf(clock), registered: null })
    },
    allow(request, { operatorId, validMinutes }) {
      const { operation, dependsOn, aggregateId } = request
      if (operation.type !== 'sale' && operation.type !== 'registration') return true
      const { ageCheck } = operation.payload
      const check = allowed.get(ageCheck)
      if (check === undefined || check.operatorId !== operatorId || !isJournaled(ageCheck)) return false
      const isInTime = !isAgeCheckOld(check.at, { now: momentOf(clock), validMinutes })
      const isOfCustomer =
        operation.type === 'registration' ? !isAnothers(check, aggregateId) : check.visit === aggregateId
      return isInTime && isOfCustomer && dependsOn.includes(ageCheck)
    },
  }

  /** One check is of one customer: the first whose registration it carried. */
  function isAnothers({ registered }: Allowed, customer: AggregateId): boolean {
    return registered !== null && registered.customer !== customer && isJournaled(registered.id)
  }
}
