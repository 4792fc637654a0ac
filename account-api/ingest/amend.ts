import type { ChangedFields } from '#shared/contracts/operations/changed-fields.ts'
import { typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { dependenciesOf } from './dependencies.ts'
import type { Arrival } from './arrival.ts'
import type { Grants } from './settlement.ts'
import { NO_GRANTS } from './settlement.ts'
import type { Amendment, KnownRecord } from './snapshot.ts'

/** An operation with fields changed; null where the changes are of another type, or make no valid operation. */
export function withChanges(operation: TypedPayload, changes: ChangedFields): TypedPayload | null {
  const isOfCorrection = operation.type === 'correction' && operation.payload.changes.type === changes.type
  if (operation.type !== changes.type && !isOfCorrection) return null
  const payload = isOfCorrection
    ? {
        ...operation.payload,
        changes: { ...changes, fields: { ...operation.payload.changes.fields, ...changes.fields } },
      }
    : { ...operation.payload, ...changes.fields }
  const parsed = typedPayloadSchema.safeParse({ type: operation.type, payload })
  return parsed.success ? parsed.data : null
}

/** A record as it is now, with everything amended in it since it was captured; null where that is no valid operation. */
export function asAmended(record: KnownRecord, more: readonly Amendment[] = []): Arrival | null {
  const { arrival } = record
  if (arrival.content.kind === 'unreadable') return null
  let operation: TypedPayload | null = arrival.content.operation
  for (const { changes } of [...record.amendments, ...more]) {
    if (changes !== null && operation !== null) operation = withChanges(operation, changes)
  }
  return operation === null ? null : { ...arrival, content: { kind: 'opened', operation } }
}

/** What the decisions so far allow. Another e-mail, other devices or another fault take back
 * what was allowed for those before. */
export function grantsOf(amendments: readonly Amendment[]): Grants {
  let { isSamePerson, foreignDevices, coverage, openCases, isAfterRemoval } = NO_GRANTS
  for (const { choice, changes } of amendments) {
    const fields: object = changes?.fields ?? {}
    if ('email' in fields || 'fields' in fields) isSamePerson = false
    if ('email' in fields || 'devices' in fields || 'device' in fields) isAfterRemoval = false
    if ('devices' in fields || 'device' in fields || 'deviceId' in fields) foreignDevices = null
    if ('oldDevice' in fields || 'deviceId' in fields || 'fault' in fields || 'exclusions' in fields) {
      coverage = null
    }
    if (choice === 'same-person') isSamePerson = true
    if (choice === 'after-cases' || choice === 'now-anyway') openCases = choice
    if (choice === 'settle') isAfterRemoval = true
    if (choice === 'transfer' || choice === 'dispute') foreignDevices = choice
    if (choice === 'statutory-route') coverage = 'statutory'
    if (choice === 'pay') coverage = 'paid'
  }
  return { ...NO_GRANTS, isSamePerson, foreignDevices, coverage, openCases, isAfterRemoval }
}

/** The rows that say which settled operations an accepted one rests on. */
export function dependencyRows(arrival: Arrival): { operationId: string; onOperationId: string }[] {
  const operationId = arrival.header.id
  return dependenciesOf(arrival).map((onOperationId) => ({ operationId, onOperationId }))
}
