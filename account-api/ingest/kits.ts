import type { FailedPart } from '#shared/contracts/operations/device-fault.ts'
import { isPart, placeInKit } from '#shared/domain/kit.ts'
import type { KitPlace } from '#shared/domain/kit.ts'
import { partKindSchema } from '#shared/markets/device-catalogue.ts'
import type { PartKind } from '#shared/markets/device-catalogue.ts'
import type { NewRow } from '../database/tables.ts'
import type { Effects } from './effects.ts'
import { ownershipKey } from './snapshot.ts'
import type { KitChange, KnownDevice, Snapshot } from './snapshot.ts'

/** The kit that a device is in, and as which part of it. */
export interface KitOfPart {
  readonly kitId: string
  readonly kind: PartKind
}

type Kits = Pick<Snapshot, 'boxes' | 'kitChanges' | 'replaced'>
type Owned = Kits & Pick<Snapshot, 'deviceOwners' | 'devices' | 'formerOwners'>

/** What is in the place of a part of a kit now (R11). */
export function placeOf(known: Kits, { kitId, kind }: KitOfPart): KitPlace {
  const inBox = [...known.boxes].flatMap(([deviceId, box]) =>
    box.kitId === kitId ? [{ deviceId, kind: box.kind }] : [],
  )
  const place = placeInKit(kind, { inBox, changes: changesOf(known, kitId) })
  // It was replaced before anybody said which box it came in: what came in its place is a claim of its own.
  return place.state === 'known' && isOut(known, place.deviceId) ? { state: 'none' } : place
}

/** The changes of a kit that hold, in order. */
export function changesOf(known: Kits, kitId: string): readonly KitChange[] {
  return (known.kitChanges.get(kitId) ?? []).filter(({ isUndone }) => !isUndone)
}

/** The kits as an operation that is settled again found them: without what was done at its places or after it [KT8]. */
export function kitsBefore(known: Snapshot, operationId: string): Snapshot {
  const before = [...known.kitChanges].map(([kitId, changes]) => {
    const placeOfIts = (kind: PartKind) =>
      changes.findIndex((one) => one.operationId === operationId && one.kind === kind)
    const isBefore = ({ kind }: KitChange, index: number) =>
      placeOfIts(kind) === -1 || index < placeOfIts(kind)
    return [kitId, changes.filter(isBefore)] as const
  })
  return { ...known, kitChanges: new Map(before) }
}

/** The devices that are in a kit now, as far as anybody said. */
export function partsOf(known: Kits, kitId: string): readonly { deviceId: string; kind: PartKind }[] {
  return partKindSchema.options.flatMap((kind) => {
    const place = placeOf(known, { kitId, kind })
    return place.state === 'known' ? [{ deviceId: place.deviceId, kind }] : []
  })
}

/** The kit that a device is a part of now; null where nobody said so, and for one that was taken out or replaced. */
export function kitOf(known: Kits, deviceId: string): KitOfPart | null {
  const box = known.boxes.get(deviceId)
  const changed = [...known.kitChanges.keys()].flatMap((kitId) =>
    partKindSchema.options.map((kind) => ({ kitId, kind })),
  )
  const isThere = (place: KitOfPart) => {
    const now = placeOf(known, place)
    return now.state === 'known' && now.deviceId === deviceId
  }
  return [...changed, ...(box === undefined ? [] : [box])].find(isThere) ?? null
}

/** Whose a device is: by itself, else because their kit holds it (R11, R12). */
export function holderOf(known: Owned, deviceId: string): string | null {
  const own = known.deviceOwners.get(deviceId)
  if (own !== undefined) return own.accountId
  const kit = kitOf(known, deviceId)
  return kit === null ? null : (known.deviceOwners.get(kit.kitId)?.accountId ?? null)
}

/** Whether a device is out of use because another one, or another kit, came in its place (R19). */
export function isReplaced(known: Owned, deviceId: string): boolean {
  const kit = kitOf(known, deviceId)
  return isOut(known, deviceId) || (kit !== null && isOut(known, kit.kitId))
}

function isOut(known: Kits, deviceId: string): boolean {
  return (known.replaced.get(deviceId)?.size ?? 0) > 0
}

/** What is written down when a part leaves its kit and none comes in its place. */
export function takenOut(
  kit: KitOfPart,
  of: { deviceId: string; operationId: string; accountId: string; at: string },
): NewRow<'kitChanges'> {
  const { deviceId: oldPart, ...row } = of
  return { ...row, ...kit, oldPart, newPart: null, hasOwnTerm: false }
}

/**
 * Devices leave an account (R12): a kit with all of its parts that are there; a part by itself leaves its kit. What the account has not
 * is left out.
 */
export function letGo(
  known: Owned,
  given: {
    deviceIds: readonly string[]
    accountId: string
    operationId: string
    at: string
  },
): Pick<Effects, 'releasedDevices' | 'kitChanges'> & { readonly gone: readonly string[] } {
  const { accountId, operationId, at } = given
  const theirs = given.deviceIds.filter((deviceId) => holderOf(known, deviceId) === accountId)
  const named = new Set(theirs)
  const gone = new Set(
    theirs.flatMap((deviceId) => [deviceId, ...ownPartsOf(known, { deviceId, accountId })]),
  )
  const kitChanges = theirs.flatMap((deviceId) => {
    const kit = kitOf(known, deviceId)
    const isAlone = kit !== null && !named.has(kit.kitId)
    const isOfTheirs = isAlone && known.deviceOwners.get(kit.kitId)?.accountId === accountId
    return isOfTheirs ? [takenOut(kit, { deviceId, operationId, accountId, at })] : []
  })
  const owned = [...gone].filter((deviceId) => known.deviceOwners.get(deviceId)?.accountId === accountId)
  return {
    gone: [...gone],
    kitChanges,
    releasedDevices: owned.map((deviceId) => ({ deviceId, accountId, at })),
  }
}

/** The parts of a kit that an account has as devices of their own. */
function ownPartsOf(known: Owned, kit: { deviceId: string; accountId: string }): readonly string[] {
  return partsOf(known, kit.deviceId)
    .map(({ deviceId }) => deviceId)
    .filter((deviceId) => known.deviceOwners.get(deviceId)?.accountId === kit.accountId)
}

/** The accounts, other than one, that have a device or a part of it. */
export function othersWith(known: Owned, given: { deviceId: string; accountId: string }): readonly string[] {
  const holders = [given.deviceId, ...partsOf(known, given.deviceId).map(({ deviceId }) => deviceId)].map(
    (deviceId) => holderOf(known, deviceId),
  )
  return [...new Set(holders)].flatMap((holder) =>
    holder === null || holder === given.accountId ? [] : [holder],
  )
}

/** A part that came in the place of another one goes along with its kit; it is a device of its own in the account that gets the kit. */
export function broughtAlong(
  known: Owned,
  given: { kitId: string; accountId: string },
): readonly (KnownDevice & { deviceId: string })[] {
  const { kitId, accountId } = given
  return changesOf(known, kitId).flatMap(({ newPart }) => {
    if (newPart === null || kitOf(known, newPart)?.kitId !== kitId) return []
    const owner = known.deviceOwners.get(newPart)
    if (owner?.accountId === accountId) return []
    const last = owner ?? known.formerOwners.get(newPart)?.at(-1)
    const device = last && known.devices.get(ownershipKey({ ...last, deviceId: newPart }))
    return device === undefined ? [] : [{ ...device, deviceId: newPart }]
  })
}

/** The part of a kit that is meant where the kit is named and a holder or a charger comes in its place. */
export function partMeant(given: {
  part: FailedPart | undefined
  oldKind: string | null
  newKind: string | null
}): FailedPart | null {
  const { part, oldKind, newKind } = given
  if (part !== undefined) return part
  return oldKind === 'kit' && newKind !== null && isPart(newKind) ? { kind: newKind, deviceId: null } : null
}
