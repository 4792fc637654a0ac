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

/**
 * One active owner for each device (R12): what another account has is a conflict, until a person decided what to do, or
 * disputed where its first owner cannot be reached [IN36].
 */
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
  const isDisputed = (device: RegisteredDevice) =>
    foreignDevices === 'dispute' || device.isFirstOwnerAway === true
  const wanted = foreign.filter((device) => !isDisputed(device))
  if (wanted.length > 0 && foreignDevices === null) return fail('device-taken')
  const withOwner = (device: RegisteredDevice) => ({ device, holderId: ownerOf(device) ?? accountId })
  return ok({
    newDevices: [...devices.filter((device) => ownerOf(device) === undefined), ...wanted],
    transferred: wanted
      .map(withOwner)
      .map(({ device: { deviceId }, holderId }) => ({ deviceId, accountId: holderId })),
    disputed: foreign.filter(isDisputed).map(withOwner),
  })
}

/**
 * The rows of claimed devices. The holder who let a device go is told by mail; a dispute is head office's, and its holder is
 * asked by a link where there is one of them alone [IN36].
 */
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
  const [dispute] = claimed.disputed.length === 0 ? [] : [centralCase(arrival, 'device-disputed')]
  return {
    ...NO_EFFECTS,
    releasedDevices: claimed.transferred.map((device) => ({ ...device, at })),
    devices: claimed.newDevices.map(({ isFirstOwnerAway: _away, ...device }) => ({
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
      ...claimed.disputed.map(({ device }) => history(device.deviceId, 'disputed', accountId)),
    ],
    deviceDisputes: claimed.disputed.map(({ device: { isFirstOwnerAway: _away, ...device } }) => ({
      operationId,
      accountId,
      wish: 'own' as const,
      openedAt: at,
      ...device,
    })),
    mailRequests: [
      ...losers.map((loser) => ({
        operationId,
        kind: 'device-transferred' as const,
        accountId: loser,
        requestedAt: at,
      })),
      ...askHolder(claimed, dispute),
    ],
    cases: dispute === undefined ? [] : [dispute],
  }
}

/** The question to the one account that has every disputed device; several can only be asked by head office. */
function askHolder(
  { disputed }: Claimed,
  dispute: NewRow<'cases'> | undefined,
): readonly NewRow<'mailRequests'>[] {
  const [holder, ...others] = new Set(disputed.map(({ holderId }) => holderId))
  if (dispute === undefined || holder === undefined || others.length > 0) return []
  const { caseId, operationId, version: occasion, openedAt: requestedAt } = dispute
  return [{ operationId, kind: 'case-question', accountId: holder, caseId, occasion, requestedAt }]
}
