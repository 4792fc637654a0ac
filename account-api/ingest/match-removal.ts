import type { Arrival, CapturedOperation } from './arrival.ts'
import { captureBounds } from './capture-bounds.ts'
import { emailKeyOf } from './email-key.ts'
import type { Grants } from './settlement.ts'
import type { KnownRemoval, Snapshot } from './snapshot.ts'

/**
 * Whether what is captured may be of a customer who was removed [IN25]. `theirs`: the e-mail matches, and it was captured before
 * the removal was wished for. `unclear`: it may have been before or after, or a device alone matches, which may be another
 * customer's by then.
 */
export function matchRemoval(
  known: Snapshot,
  given: {
    arrival: Arrival
    operation: CapturedOperation
    grants: Pick<Grants, 'isAfterRemoval' | 'settledDevices'>
  },
): 'none' | 'theirs' | 'unclear' {
  const { arrival, operation, grants } = given
  if (grants.isAfterRemoval) return 'none'
  const hasAccount = known.customers.has(arrival.header.aggregateId)
  const isRegistering = operation.type === 'registration' && !hasAccount
  const email = isRegistering ? known.removedEmails.get(emailKeyOf(operation.payload.email)) : undefined
  if (email !== undefined && whenOf(arrival, email) === 'before') return 'theirs'
  const devices = claimedBy(operation)
    .filter((deviceId) => !grants.settledDevices.has(deviceId))
    .map((deviceId) => known.removedDevices.get(deviceId))
  const isUnclear = [email, ...devices].some(
    (removal) => removal !== undefined && whenOf(arrival, removal) !== 'after',
  )
  return isUnclear ? 'unclear' : 'none'
}

/** Whether a record was captured before a removal was wished for, or after: by its chain where both are of one till [IN25]. */
function whenOf(
  { header, receivedAt }: Arrival,
  { wishedAt, by }: KnownRemoval,
): 'before' | 'after' | 'unclear' {
  const isOfOneChain = by !== null && by.terminalId === header.terminalId && by.epoch === header.epoch
  if (isOfOneChain) return header.sequence < by.sequence ? 'before' : 'after'
  const { earliestMs, latestMs } = captureBounds(header, receivedAt)
  const wishedMs = Date.parse(wishedAt)
  if (latestMs < wishedMs) return 'before'
  return earliestMs > wishedMs ? 'after' : 'unclear'
}

function claimedBy(operation: CapturedOperation): readonly string[] {
  if (operation.type === 'registration') return operation.payload.devices.map(({ deviceId }) => deviceId)
  return operation.type === 'device-added' ? [operation.payload.device.deviceId] : []
}
