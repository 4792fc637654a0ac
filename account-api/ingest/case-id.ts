import { hash } from 'node:crypto'
import { caseIdSchema } from '#shared/contracts/identifiers.ts'
import type { CaseId } from '#shared/contracts/identifiers.ts'

/**
 * The id of the case that a record opens for one kind of reason. It follows from the record, so that a server restored from
 * a backup opens the same case again, and a decision that comes back with the journals still finds it.
 */
export function caseIdOf(given: { operationId: string; envelopeHash: string; kind: string }): CaseId {
  const text = `counterside-case-v1\n${given.operationId}\n${given.envelopeHash}\n${given.kind}`
  const digest = hash('sha256', text, 'hex')
  const time = given.operationId.slice(0, 13)
  return caseIdSchema.parse(`${time}-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`)
}
