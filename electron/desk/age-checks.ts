import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import type { AggregateId, OperationId, OperatorId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type { SaveRequest } from '#shared/ipc/record-methods.ts'
import type { Clock } from '#shared/kernel/clock.ts'

/** The age checks journaled since this start, and what may rest on them [D3]. */
export interface AgeChecks {
  note(header: Pick<EnvelopeHeader, 'id' | 'aggregateId' | 'operatorId'>, operation: TypedPayload): void
  /** Whether a request may be saved by this operator as far as its age check goes. */
  allow(request: SaveRequest, asked: { operatorId: OperatorId; validMinutes: number }): boolean
}

interface Allowed {
  readonly operatorId: OperatorId | null
  readonly visit: AggregateId
  readonly atMs: number
}

const MINUTE_MS = 60_000

export function createAgeChecks(clock: Clock): AgeChecks {
  const allowed = new Map<OperationId, Allowed>()
  return {
    note({ id, aggregateId, operatorId }, operation) {
      if (operation.type !== 'age-check' || operation.payload.outcome !== 'allowed') return
      allowed.set(id, { operatorId, visit: aggregateId, atMs: clock.monotonicMs() })
    },
    allow(request, { operatorId, validMinutes }) {
      const { operation, dependsOn, aggregateId } = request
      if (operation.type !== 'sale' && operation.type !== 'registration') return true
      const check = allowed.get(operation.payload.ageCheck)
      if (check === undefined || check.operatorId !== operatorId) return false
      const isInTime = clock.monotonicMs() - check.atMs <= validMinutes * MINUTE_MS
      const isOfVisit = operation.type === 'registration' || check.visit === aggregateId
      return isInTime && isOfVisit && dependsOn.includes(operation.payload.ageCheck)
    },
  }
}
