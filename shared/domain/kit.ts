import { type PartKind, partKindSchema } from '../markets/device-catalogue.ts'

/** Whether a device stands for nothing but itself. */
export function isPart(kind: string): kind is PartKind {
  return partKindSchema.safeParse(kind).success
}

/**
 * The place of a part in its kit: which device is there now; that nobody said which one; or that there is none, because it was
 * taken out or because the box never held one.
 */
export type KitPlace =
  | { readonly state: 'known'; readonly deviceId: string }
  | { readonly state: 'unknown' }
  | { readonly state: 'none' }

/** A part that the manufacturer says is in a box. */
export interface BoxPart {
  readonly kind: PartKind
  readonly deviceId: string
}

/** A part that came in the place of another one; null where it was taken out and none came. */
export interface PartChange {
  readonly kind: PartKind
  readonly newPart: string | null
}

/**
 * What is in the place of a part now: what the last change put there, else what the manufacturer says (R11). `inBox` is empty where
 * the manufacturer said nothing of this box; `changes` are in the order in which they were settled.
 */
export function placeInKit(
  kind: PartKind,
  said: { readonly inBox: readonly BoxPart[]; readonly changes: readonly PartChange[] },
): KitPlace {
  const last = said.changes.findLast((change) => change.kind === kind)
  if (last !== undefined)
    return last.newPart === null ? { state: 'none' } : { state: 'known', deviceId: last.newPart }
  const part = said.inBox.find((one) => one.kind === kind)
  if (part !== undefined) return { state: 'known', deviceId: part.deviceId }
  return said.inBox.length > 0 ? { state: 'none' } : { state: 'unknown' }
}

/**
 * Whether a faulty part is the one that its kit holds. `shown` is the ID that was read off it, null where it is not legible.
 * `fits`: it is. `not-known`: nobody said which part the box held, so the two are independent claims (R11).
 */
export function judgePart(
  place: KitPlace,
  shown: string | null,
): 'fits' | 'not-known' | 'another-part' | 'no-such-part' {
  if (place.state === 'none') return 'no-such-part'
  if (place.state === 'unknown') return 'not-known'
  return shown === null || shown === place.deviceId ? 'fits' : 'another-part'
}
