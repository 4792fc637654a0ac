import { MATCH_LIFE_MS } from '#shared/contracts/messages/look-ups.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type { Arrival } from './arrival.ts'
import { captureBounds } from './capture-bounds.ts'
import type { Snapshot } from './snapshot.ts'

/** Whether a record is about an account that was found, not about a registration that it names. */
export function isAboutFound(operation: TypedPayload): boolean {
  if (operation.type === 'removal-request') {
    const { who } = operation.payload
    return who.by === 'record' && who.registration === null
  }
  return 'registration' in operation.payload && operation.payload.registration === null
}

/**
 * Whether the terminal that captured a record about an account without a registration may speak for it: one that registered
 * its customer, or found it, while the match was good (look-ups/SPEC.md, LU9). It may arrive later.
 */
export function maySpeakFor(known: Snapshot, { header, receivedAt }: Arrival): boolean {
  const { earliestMs, latestMs } = captureBounds(header, receivedAt)
  const speakers = known.speakers.get(header.aggregateId) ?? []
  return speakers.some(({ terminalId, matchedAt }) => {
    if (terminalId !== header.terminalId) return false
    if (matchedAt === null) return true
    const matchedMs = Date.parse(matchedAt)
    return earliestMs <= matchedMs + MATCH_LIFE_MS && latestMs >= matchedMs
  })
}
