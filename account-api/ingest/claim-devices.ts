import type { RegisteredDevice } from '#shared/contracts/operations/registration.ts'
import type { CaseKind } from '#shared/contracts/outcome.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { NewRow } from '../database/tables.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { centralCase } from './open-case.ts'
import type { Grants, SoundRegistration } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/** What becomes of devices that an account claims. */
export type Claimed = Pick<SoundRegistration, 'newDevices' | 'transferred' | 'disputed'>

/** One active owner for each device (R12): what another account has is a conflict, until a person decided what to do. */
export function claimDevices(
  known: Snapshot,
  given: {
    accountId: string
    devices: readonly RegisteredDevice[]
    grants: Pick<Grants, 'foreignDevices' | 'settledDevices'>
  },
): Result<Claimed, CaseKind> {
  const { accountId } = given
  const { foreignDevices, settledDevices } = given.grants
  const named = given.devices.map((device) => device.deviceId)
  if (new Set(named).size !== named.length) return fail('invalid-field')
  const devices = given.devices.filter((device) => !settledDevices.has(device.deviceId))
  const ownerOf = (device: RegisteredDevice) => known.deviceOwners.get(device.deviceId)?.accountId
  const foreign = devices.filter((device) => (ownerOf(device) ?? accountId) !== accountId)
  if (foreign.length > 0 && foreignDevices === null) return fail('device-taken')
  const free = devices.filter((device) => ownerOf(device) === undefined)
  if (foreignDevices === 'dispute') return ok({ newDevices: free, transferred: [], disputed: foreign })
  const transferred = foreign.map((device) => ({
    deviceId: device.deviceId,
    accountId: ownerOf(device) ?? accountId,
  }))
  return ok({ newDevices: [...free, ...foreign], transferred, disputed: [] })
}

/** The rows of claimed devices. The holder who let a device go is told by mail; a dispute is head office's. */
export function claimEffects(given: {
  arrival: Arrival
  at: string
  accountId: string
  claimed: Claimed
  /** From when their guarantee counts; null where nobody knows. */
  guaranteedFrom: string | null
}): Effects {
  const { arrival, at, accountId, claimed, guaranteedFrom } = given
  const operationId = arrival.header.id
  const history = (
    deviceId: string,
    event: NewRow<'deviceHistory'>['event'],
    whose: string,
  ): NewRow<'deviceHistory'> => ({ deviceId, operationId, event, accountId: whose, reason: null, at })
  const losers = [...new Set(claimed.transferred.map((device) => device.accountId))]
  return {
    ...NO_EFFECTS,
    releasedDevices: claimed.transferred.map((device) => ({ ...device, at })),
    devices: claimed.newDevices.map((device) => ({
      operationId,
      accountId,
      since: at,
      guaranteedFrom,
      accidentsFrom: guaranteedFrom,
      ...device,
    })),
    deviceHistory: [
      ...claimed.transferred.map((device) => history(device.deviceId, 'transferred', device.accountId)),
      ...claimed.newDevices.map((device) => history(device.deviceId, 'registered', accountId)),
      ...claimed.disputed.map((device) => history(device.deviceId, 'disputed', accountId)),
    ],
    deviceDisputes: claimed.disputed.map((device) => ({
      operationId,
      accountId,
      wish: 'own' as const,
      openedAt: at,
      ...device,
    })),
    mailRequests: losers.map((loser) => ({
      operationId,
      kind: 'device-transferred' as const,
      accountId: loser,
      requestedAt: at,
    })),
    cases: claimed.disputed.length === 0 ? [] : [centralCase(arrival, 'device-disputed')],
  }
}
