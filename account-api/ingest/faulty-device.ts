import { judgePart } from '#shared/domain/kit.ts'
import type { FailedPart } from '#shared/contracts/operations/device-fault.ts'
import type { DeviceKind } from '#shared/markets/device-catalogue.ts'
import { changesOf, holderOf, isReplaced, kitOf, partMeant, partsOf, placeOf } from './kits.ts'
import type { KitOfPart } from './kits.ts'
import { ownershipKey } from './snapshot.ts'
import type { Cover, KnownDevice, Snapshot } from './snapshot.ts'

/** What failed, as far as the account API can tell. */
export interface FaultyDevice {
  /** Null for a part that nobody could read. */
  readonly deviceId: string | null
  /** Its place in a kit, where it is a part of one. */
  readonly kit: KitOfPart | null
  /** Whether the customer's account has it, by itself or in a kit of theirs. */
  readonly isTheirs: boolean
}

interface Named {
  readonly accountId: string
  /** As it was named: the device, or the box of the kit that it is a part of. */
  readonly deviceId: string
  readonly part: FailedPart | undefined
  /** What comes in its place; null where that is not known yet. */
  readonly newKind: DeviceKind | null
}

/**
 * Which device is meant (R11). Where the box is named, it is the part that the kit holds now; one that nobody knows to be in it is
 * taken for it, unless it is in another account or kit, is another kind of part, or was replaced before. Somebody else's is not theirs.
 */
export function faultyDevice(known: Snapshot, named: Named): FaultyDevice {
  const { accountId, deviceId } = named
  const part = partMeant({ ...named, oldKind: rowOf(known, named)?.kind ?? null })
  if (part !== null) return partOfKit(known, { ...named, part })
  const kit = kitOf(known, deviceId)
  const kitHolder = kit === null ? null : (known.deviceOwners.get(kit.kitId)?.accountId ?? null)
  const isTheirs = holderOf(known, deviceId) === accountId
  // A part of a box that nobody registered stays that box's part.
  return { deviceId, isTheirs, kit: isTheirs && [null, accountId].includes(kitHolder) ? kit : null }
}

function partOfKit(known: Snapshot, named: Named & { readonly part: FailedPart }): FaultyDevice {
  const { accountId, deviceId: kitId, part } = named
  const row = rowOf(known, named)
  const isKit = row?.kind === 'kit' || partsOf(known, kitId).length > 0
  const place = placeOf(known, { kitId, kind: part.kind })
  const judged = judgePart(place, part.deviceId)
  const deviceId = place.state === 'known' && judged === 'fits' ? place.deviceId : part.deviceId
  const isFree =
    deviceId === null ||
    (deviceId !== kitId &&
      [null, accountId].includes(holderOf(known, deviceId)) &&
      (judged === 'fits' || isOfNoKit(known, { deviceId, accountId, kind: part.kind })))
  const isTheirs = row !== null && isKit && isFree && (judged === 'fits' || judged === 'not-known')
  return { deviceId, isTheirs, kit: isTheirs ? { kitId, kind: part.kind } : null }
}

/** Whether a device may be the part of a kit of which nobody said what it holds. */
function isOfNoKit(
  known: Snapshot,
  given: { deviceId: string; accountId: string; kind: DeviceKind },
): boolean {
  const { deviceId, kind } = given
  const row = rowOf(known, given)
  const isBox = partsOf(known, deviceId).length > 0
  return (
    !isBox && !isReplaced(known, deviceId) && kitOf(known, deviceId) === null && (row?.kind ?? kind) === kind
  )
}

/** The guarantee of what failed: a part goes on with that of its kit, unless a term of its own began with it (R18, R19). */
export interface FaultyCover extends Cover {
  /** The accidents that go on with what comes in its place. */
  readonly ownAccidents: number
  readonly hasOwnTerm: boolean
}

/** Null where the account has not what failed. Accidents are counted as the market says. */
export function coverOfFaulty(
  known: Snapshot,
  given: { faulty: FaultyDevice; accountId: string; per: 'kit' | 'device' },
): FaultyCover | null {
  const { faulty, accountId, per } = given
  const { deviceId, kit, isTheirs } = faulty
  if (!isTheirs) return null
  const own = deviceId === null ? null : rowOf(known, { deviceId, accountId })
  const whole = kit === null ? null : rowOf(known, { deviceId: kit.kitId, accountId })
  const change =
    kit === null ? null : changesOf(known, kit.kitId).findLast(({ newPart }) => newPart === deviceId)
  const hasOwnTerm = deviceId !== null && change?.hasOwnTerm === true
  const from = (hasOwnTerm ? own : null) ?? whole ?? own
  if (from === null) return null
  const counts = countsOf(known, { kitId: whole === null ? deviceId : (kit?.kitId ?? null), accountId })
  const alone = own?.accidents ?? 0
  const counted = per === 'device' ? alone : counts
  return {
    guaranteedFrom: from.guaranteedFrom,
    accidentsFrom: from.accidentsFrom,
    accidents: counted,
    // A kit that is replaced whole takes along what was counted for its parts.
    ownAccidents: whole === null ? counted : alone,
    hasOwnTerm,
  }
}

/** The accidents of a kit and of all its parts. */
function countsOf(known: Snapshot, given: { kitId: string | null; accountId: string }): number {
  const { kitId, accountId } = given
  if (kitId === null) return 0
  const devices = [kitId, ...partsOf(known, kitId).map(({ deviceId }) => deviceId)]
  return devices.reduce((sum, deviceId) => sum + (rowOf(known, { deviceId, accountId })?.accidents ?? 0), 0)
}

function rowOf(known: Snapshot, given: { deviceId: string; accountId: string }): KnownDevice | null {
  const owner = known.deviceOwners.get(given.deviceId)
  if (owner?.accountId !== given.accountId) return null
  return known.devices.get(ownershipKey({ ...owner, deviceId: given.deviceId })) ?? null
}
