import type { LinkRequestPayload } from '#shared/contracts/operations/link-request.ts'
import { NO_EFFECTS } from './effects.ts'
import { openCase } from './open-case.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/** The customer gets a link by mail (R9, R14). Which one it is follows from the account when it is sent (mail/SPEC.md, ML7). */
export function settleLinkRequest(
  known: Snapshot,
  given: ToSettle & { request: LinkRequestPayload },
): Settled {
  const { arrival, request, at: requestedAt } = given
  const { id: operationId, aggregateId } = arrival.header
  const accountId = known.customers.get(aggregateId)
  if (accountId === undefined) return openCase(arrival, 'invalid-field')
  const mail = { operationId, kind: request.link, accountId, requestedAt }
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, mailRequests: [mail] } }
}
