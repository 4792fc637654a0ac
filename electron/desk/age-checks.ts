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
  /** The registration that rests on it, or the correction that does, and whose it is. */
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
      const carried = registrationCheckOf(operation)
      const check = carried === null ? undefined : allowed.get(carried)
      if (check !== undefined) check.registered = { id, customer: aggregateId }
      if (operation.type !== 'age-check') return
      const isAllowed = operation.payload.outcome === 'allowed'
      if (!isAllowed) allowed.delete(id)
      else allowed.set(id, { operatorId, visit: aggregateId, at: momentOf(clock), registered: null })
    },
    allow(request, { operatorId, validMinutes }) {
      const { operation, dependsOn, aggregateId } = request
      const restsOn = registrationCheckOf(operation) ?? saleCheckOf(operation)
      if (restsOn === null) return true
      const check = allowed.get(restsOn)
      if (check === undefined || check.operatorId !== operatorId || !isJournaled(restsOn)) return false
      const isInTime = !isAgeCheckOld(check.at, { now: momentOf(clock), validMinutes })
      const isOfCustomer =
        saleCheckOf(operation) === null ? !isUsed(check, request) : check.visit === aggregateId
      return isInTime && isOfCustomer && dependsOn.includes(restsOn)
    },
  }

  /** One check is of one customer, the first whose registration it carried; a correction needs one that carried nothing. */
  function isUsed({ registered }: Allowed, { operation, aggregateId }: SaveRequest): boolean {
    if (registered === null || !isJournaled(registered.id)) return false
    return operation.type === 'correction' || registered.customer !== aggregateId
  }
}

/** The check that a registration, or a correction of one, rests on. */
function registrationCheckOf(operation: TypedPayload): OperationId | null {
  if (operation.type === 'registration') return operation.payload.ageCheck
  if (operation.type !== 'correction' || operation.payload.changes.type !== 'registration') return null
  return operation.payload.changes.fields.ageCheck ?? null
}

/** The check that a sale, or a correction of one, rests on. */
function saleCheckOf(operation: TypedPayload): OperationId | null {
  if (operation.type === 'sale') return operation.payload.ageCheck
  if (operation.type !== 'correction' || operation.payload.changes.type !== 'sale') return null
  return operation.payload.changes.fields.ageCheck ?? null
}
