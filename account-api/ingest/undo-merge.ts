import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { ownershipKey } from './snapshot.ts'
import type { KnownRecord, Snapshot } from './snapshot.ts'

/** The account that a change of contact made one with another, and that other one; undefined where it made none. */
export function mergeBy(known: Snapshot, operationId: string): { from: string; into: string } | undefined {
  const found = [...known.merges].find(([, { by }]) => by === operationId)
  return found === undefined ? undefined : { from: found[0], into: found[1].into }
}

/**
 * Makes two accounts of one again [IN29]: the first is open, and has back what it brought and the other one still has, with the
 * guarantee as it is by now. What was done since then stays in the account that it was done in, points where they were earned.
 */
export function undoMerge(known: Snapshot, given: { record: KnownRecord; at: string }): Effects {
  const { record, at } = given
  const { id: operationId } = record.arrival.header
  const merge = mergeBy(known, operationId)
  if (merge === undefined) return NO_EFFECTS
  const { from, into } = merge
  const brought = [...known.deviceOwners].flatMap(([deviceId, owner]) => {
    const former = known.formerOwners.get(deviceId)?.findLast(({ accountId }) => accountId === from)
    const device = known.devices.get(ownershipKey({ ...owner, deviceId }))
    const isBrought = owner.operationId === operationId && owner.accountId === into
    return isBrought && former !== undefined && device !== undefined ? [{ deviceId, device, former }] : []
  })
  return {
    ...NO_EFFECTS,
    releasedDevices: brought.map(({ deviceId }) => ({ deviceId, accountId: into, at })),
    reopenedAccounts: [{ accountId: from }],
    devices: brought.map(({ deviceId, device, former }) => ({
      ...device,
      deviceId,
      ...former,
      since: at,
      releasedAt: null,
    })),
    deviceHistory: brought.flatMap(({ deviceId }) =>
      [into, from].map((accountId) => ({
        deviceId,
        operationId,
        event: 'voided' as const,
        accountId,
        reason: null,
        at,
      })),
    ),
    mailRequests:
      brought.length === 0
        ? []
        : [{ operationId, kind: 'device-transferred', accountId: into, requestedAt: at }],
  }
}
