import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { ownershipKey } from './snapshot.ts'
import type { KnownRecord, Ownership, Snapshot } from './snapshot.ts'

/** The account that a change of contact made one with another, and that other one; undefined where it made none. */
export function mergeBy(known: Snapshot, operationId: string): { from: string; into: string } | undefined {
  const found = [...known.merges].find(([, { by }]) => by === operationId)
  return found === undefined ? undefined : { from: found[0], into: found[1].into }
}

/**
 * Makes two accounts of one again [IN29]: the first is open, and has back what it brought and the other one still has, or the one
 * that this went into since, with the guarantee as it is by now. What was done since then stays in the account that it was done
 * in, points where they were earned.
 */
export function undoMerge(known: Snapshot, given: { record: KnownRecord; at: string }): Effects {
  const { record, at } = given
  const { id: operationId } = record.arrival.header
  const merge = mergeBy(known, operationId)
  if (merge === undefined) return NO_EFFECTS
  const { from, into } = merge
  const path = pathFrom(known, { accountId: into, operationId })
  const brought = [...known.deviceOwners].flatMap(([deviceId, owner]) => {
    const formerOf = (of: string) =>
      known.formerOwners.get(deviceId)?.findLast(({ accountId }) => accountId === of)
    const former = formerOf(from)
    const device = known.devices.get(ownershipKey({ ...owner, deviceId }))
    const end = path.findIndex((place) => isSame(place, owner))
    const isBrought =
      end >= 0 && path.slice(0, end).every((place) => isSame(place, formerOf(place.accountId)))
    return isBrought && former !== undefined && device !== undefined
      ? [{ deviceId, device, former, holder: owner.accountId }]
      : []
  })
  const holders = [...new Set(brought.map(({ holder }) => holder))]
  return {
    ...NO_EFFECTS,
    releasedDevices: brought.map(({ deviceId, holder }) => ({ deviceId, accountId: holder, at })),
    reopenedAccounts: [{ accountId: from }],
    devices: brought.map(({ deviceId, device, former }) => ({
      ...device,
      deviceId,
      accountId: former.accountId,
      operationId: former.operationId,
      since: at,
      releasedAt: null,
    })),
    deviceHistory: brought.flatMap(({ deviceId, holder }) =>
      [holder, from].map((accountId) => ({
        deviceId,
        operationId,
        event: 'voided' as const,
        accountId,
        reason: null,
        at,
      })),
    ),
    mailRequests: holders.map((accountId) => ({
      operationId,
      kind: 'device-transferred' as const,
      accountId,
      requestedAt: at,
    })),
  }
}

/** The ownerships that a device goes through when the account that has it becomes one with another, and that with the next. */
function pathFrom(known: Snapshot, first: Ownership): readonly Ownership[] {
  const path = [first]
  for (let last = first; ;) {
    const next = known.merges.get(last.accountId)
    const isRound = path.some(({ accountId }) => accountId === next?.into)
    if (next === undefined || next.by === null || isRound) return path
    last = { accountId: next.into, operationId: next.by }
    path.push(last)
  }
}

function isSame(one: Ownership, other: Ownership | undefined): boolean {
  return one.accountId === other?.accountId && one.operationId === other.operationId
}
