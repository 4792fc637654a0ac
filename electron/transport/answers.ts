import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { RecordResult } from '#shared/contracts/messages/outcomes.ts'
import type { OperationResult } from '#shared/contracts/outcome.ts'

export const NONCE_BYTES = 16

/** Whether an answer speaks only of what was asked, and of each once [T4]. */
export function namesOnly(results: readonly OperationResult[], asked: ReadonlySet<OperationId>): boolean {
  const ids = new Set(results.map((result) => result.operationId))
  return ids.size === results.length && [...ids].every((id) => asked.has(id))
}

/** As `namesOnly`, of an answer that says which record of an id each result is about [T13]. */
export function namesRecordsOnly(results: readonly RecordResult[], asked: ReadonlySet<OperationId>): boolean {
  const records = new Set(results.map(({ operationId, hash }) => `${operationId} ${hash ?? ''}`))
  return records.size === results.length && results.every(({ operationId }) => asked.has(operationId))
}
