import type { RegisteredDevice } from '#shared/contracts/operations/registration.ts'
import type { CaseKind } from '#shared/contracts/outcome.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { NewRow } from '../database/tables.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { centralCase } from './open-case.ts'
import { broughtAlong, holderOf, isReplaced, kitOf, othersWith, partsOf, takenOut } from './kits.ts'
import type { Grants } from './settlement.ts'
import type { KnownDevice, Snapshot } from './snapshot.ts'

/** What becomes of devices that an account claims. */
export interface Claimed {
  readonly newDevices: readonly RegisteredDevice[]
  /** Of those, what another device came in the place of: no term begins for it (R19). */
  readonly outOfUse: ReadonlySet<string>
  /** What other accounts have of them now, parts of kits among it. */
  readonly transferred: readonly { deviceId: string; accountId: string }[]
  /** With the accounts that have them, or a part of them. */
  readonly disputed: readonly { device: RegisteredDevice; holderIds: readonly string[] }[]
  /** Parts that came in the place of others, and come along with their kit. */
  readonly brought: readonly (KnownDevice & { readonly deviceId: string })[]
  readonly kitChanges: Effects['kitChanges']
}

/**
 * One active owner for each device (R12): what another account has, by itself or in a kit, and what is out of use because
 * another one came in its place (R19), is a conflict, until a person decided what to do, or disputed where its first owner
 * cannot be reached [IN36].
 */
export function claimDevices(
  known: Snapshot,
  given: {
    arrival: Pick<Arrival, 'header'>
    at: string
    accountId: string
    devices: readonly RegisteredDevice[]
    grants: Pick<Grants, 'foreignDevices' | 'settledDevices'>
  },
): Result<Claimed, CaseKind> {
  const { arrival, at, accountId } = given
  const { foreignDevices, settledDevices } = given.grants
  const named = given.devices.map((device) => device.deviceId)
  if (new Set(named).size !== named.length) return fail('invalid-field')
  const devices = given.devices.filter((device) => !settledDevices.has(device.deviceId))
  const ownerOf = ({ deviceId }: RegisteredDevice) => known.deviceOwners.get(deviceId)?.accountId
  const isOut = (device: RegisteredDevice) =>
    ownerOf(device) === undefined && isReplaced(known, device.deviceId)
  const holdersOf = (device: RegisteredDevice) => othersWith(known, { ...device, accountId })
  const foreign = devices.filter(
    (device) => ownerOf(device) !== accountId && (isOut(device) || holdersOf(device).length > 0),
  )
  const isDisputed = (device: RegisteredDevice) =>
    foreignDevices === 'dispute' || (device.isFirstOwnerAway === true && holdersOf(device).length > 0)
  const wanted = foreign.filter((device) => !isDisputed(device))
  if (wanted.length > 0 && foreignDevices === null) return fail('device-taken')
  const free = devices.filter((device) => ownerOf(device) === undefined && !foreign.includes(device))
  const newDevices = [...free, ...wanted]
  const taken = wanted.map(({ deviceId }) => deviceId)
  return ok({
    newDevices,
    outOfUse: new Set(
      newDevices.map(({ deviceId }) => deviceId).filter((deviceId) => isReplaced(known, deviceId)),
    ),
    disputed: foreign.filter(isDisputed).map((device) => ({ device, holderIds: holdersOf(device) })),
    ...takeOver(known, { deviceIds: taken, accountId, operationId: arrival.header.id, at }),
    brought: newDevices
      .flatMap(({ deviceId: kitId }) => broughtAlong(known, { kitId, accountId }))
      .filter(({ deviceId }) => !(named as readonly string[]).includes(deviceId)),
  })
}

/** What devices that others have leave: their accounts, kits with their parts, and the kit of a part that goes alone. */
export function takeOver(
  known: Snapshot,
  given: { deviceIds: readonly string[]; accountId: string | null; operationId: string; at: string },
): Pick<Claimed, 'transferred' | 'kitChanges'> {
  const { deviceIds, accountId, operationId, at } = given
  const ofOther = (deviceId: string, holder: string | null | undefined) =>
    holder == null || holder === accountId ? [] : [{ deviceId, accountId: holder }]
  const transferred = deviceIds.flatMap((deviceId) => [
    ...ofOther(deviceId, holderOf(known, deviceId)),
    ...partsOf(known, deviceId).flatMap((part) =>
      ofOther(part.deviceId, known.deviceOwners.get(part.deviceId)?.accountId),
    ),
  ])
  const kitChanges = deviceIds.flatMap((deviceId) => {
    const kit = kitOf(known, deviceId)
    if (kit === null || deviceIds.includes(kit.kitId)) return []
    // It is that account's kit: whoever gets the part learns nothing of the box, and takes no change of it along when they are removed.
    return ofOther(kit.kitId, known.deviceOwners.get(kit.kitId)?.accountId).map((loser) =>
      takenOut(kit, { deviceId, operationId, accountId: loser.accountId, at }),
    )
  })
  return { transferred: [...new Map(transferred.map((one) => [one.deviceId, one])).values()], kitChanges }
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
    devices: [
      ...claimed.newDevices.map(({ isFirstOwnerAway: _away, ...device }) => {
        const from = claimed.outOfUse.has(device.deviceId) ? null : guaranteedFrom
        return {
          operationId,
          accountId,
          since: at,
          guaranteedFrom: from,
          accidentsFrom: from,
          ...device,
        }
      }),
      ...claimed.brought.map((device) => ({ ...device, operationId, accountId, since: at })),
    ],
    kitChanges: claimed.kitChanges,
    deviceHistory: [
      ...claimed.transferred.map((device) => history(device.deviceId, 'transferred', device.accountId)),
      ...[...claimed.newDevices, ...claimed.brought].map(({ deviceId }) =>
        history(deviceId, 'registered', accountId),
      ),
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
  const [holder, ...others] = new Set(disputed.flatMap(({ holderIds }) => holderIds))
  if (dispute === undefined || holder === undefined || others.length > 0) return []
  const { caseId, operationId, version: occasion, openedAt: requestedAt } = dispute
  return [{ operationId, kind: 'case-question', accountId: holder, caseId, occasion, requestedAt }]
}
