import type { DeviceAddedPayload } from '#shared/contracts/operations/device-added.ts'
import type { DeviceReleasedPayload } from '#shared/contracts/operations/device-released.ts'
import { claimDevices, claimEffects } from './claim-devices.ts'
import { dayOf } from './guarantee-coverage.ts'
import { NO_EFFECTS } from './effects.ts'
import { holderOf, letGo } from './kits.ts'
import { centralCase, openCase } from './open-case.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/** One more device for a customer who has an account; its holder is told by mail (R7, R12, R13). */
export function settleDeviceAdded(known: Snapshot, given: ToSettle & { added: DeviceAddedPayload }): Settled {
  const { arrival, added, at, grants } = given
  const operationId = arrival.header.id
  const accountId = known.customers.get(arrival.header.aggregateId)
  if (accountId === undefined) return openCase(arrival, 'invalid-field')
  const devices = [added.device]
  const claimed = claimDevices(known, { arrival, at, accountId, devices, grants })
  if (!claimed.ok) return openCase(arrival, claimed.failure)
  // One that was bought earlier or elsewhere says nothing of when.
  const isNew = added.device.origin === 'bought-here'
  const guaranteedFrom = isNew ? dayOf(arrival) : null
  const effects = claimEffects({ arrival, at, accountId, claimed: claimed.value, guaranteedFrom })
  const mail = { operationId, kind: 'devices-added' as const, accountId, requestedAt: at }
  const mails = claimed.value.newDevices.length === 0 ? [] : [mail]
  return {
    outcome: { kind: 'accepted' },
    effects: { ...effects, mailRequests: [...effects.mailRequests, ...mails] },
  }
}

/**
 * A device leaves its customer's account (R12), who is told by mail; a kit with all of its parts, while a part that is let go alone
 * leaves its kit. One that left it before is released already; one of another account, or of nobody's that the customer ever was, is
 * a conflict.
 */
export function settleDeviceReleased(
  known: Snapshot,
  given: ToSettle & { released: DeviceReleasedPayload },
): Settled {
  const { arrival, released, at, grants } = given
  const operationId = arrival.header.id
  const { deviceId, reason } = released
  const accountId = known.customers.get(arrival.header.aggregateId)
  if (accountId === undefined) return openCase(arrival, 'invalid-field')
  const holder = holderOf(known, deviceId)
  const history = { deviceId, operationId, accountId, reason, at }
  const accepted = { kind: 'accepted' } as const
  if (holder === accountId) {
    const { gone, ...left } = letGo(known, { deviceIds: [deviceId], accountId, operationId, at })
    const deviceHistory = gone.map((one) => ({ ...history, deviceId: one, event: 'released' as const }))
    const mailRequests = [{ operationId, kind: 'device-let-go' as const, accountId, requestedAt: at }]
    return { outcome: accepted, effects: { ...NO_EFFECTS, ...left, deviceHistory, mailRequests } }
  }
  const former = known.formerOwners.get(deviceId) ?? []
  const hadIt =
    former.some((ownership) => ownership.accountId === accountId) ||
    wasTakenOut(known, { deviceId, accountId })
  if (holder === null && hadIt) return { outcome: accepted, effects: NO_EFFECTS }
  if (grants.foreignDevices !== 'dispute') return openCase(arrival, 'not-owner')
  return {
    outcome: accepted,
    effects: {
      ...NO_EFFECTS,
      deviceHistory: [{ ...history, event: 'disputed' }],
      deviceDisputes: [freeing({ deviceId, operationId, accountId, at })],
      cases: [centralCase(arrival, 'device-disputed')],
    },
  }
}

/** Whether a part that was in the account by its kit alone was let go by itself before. */
function wasTakenOut(known: Snapshot, given: { deviceId: string; accountId: string }): boolean {
  return [...known.kitChanges].some(
    ([kitId, changes]) =>
      known.deviceOwners.get(kitId)?.accountId === given.accountId &&
      changes.some((one) => !one.isUndone && one.oldPart === given.deviceId && one.newPart === null),
  )
}

/** A wish that a device be nobody's, for head office to decide. Its kind is known to its owner alone. */
export function freeing(given: {
  deviceId: string
  operationId: string
  accountId: string | null
  at: string
}) {
  const { at: openedAt, ...claim } = given
  return { ...claim, openedAt, wish: 'free' as const, kind: 'unknown', model: null, origin: 'unknown' }
}
