import type { Arrival, CapturedOperation } from './arrival.ts'
import { captureBounds } from './capture-bounds.ts'
import { emailKeyOf } from './email-key.ts'
import type { Grants } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Whether what is captured may be of a customer who was removed [IN25]. `theirs`: the e-mail matches, and it was captured before
 * the removal. `unclear`: it may have been before or after, or a device alone matches, which may be another customer's by then.
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
  const { header, receivedAt } = arrival
  const { earliestMs, latestMs } = captureBounds(header, receivedAt)
  const hasAccount = known.customers.has(header.aggregateId)
  const isRegistering = operation.type === 'registration' && !hasAccount
  const email = isRegistering ? known.removedEmails.get(emailKeyOf(operation.payload.email)) : undefined
  if (email !== undefined && latestMs < Date.parse(email)) return 'theirs'
  const devices = claimedBy(operation)
    .filter((deviceId) => !grants.settledDevices.has(deviceId))
    .map((deviceId) => known.removedDevices.get(deviceId))
  const isUnclear = [email, ...devices].some(
    (removedAt) => removedAt !== undefined && earliestMs <= Date.parse(removedAt),
  )
  return isUnclear ? 'unclear' : 'none'
}

function claimedBy(operation: CapturedOperation): readonly string[] {
  if (operation.type === 'registration') return operation.payload.devices.map(({ deviceId }) => deviceId)
  return operation.type === 'device-added' ? [operation.payload.device.deviceId] : []
}
