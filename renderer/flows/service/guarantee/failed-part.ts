import type { AccountKits } from '#shared/contracts/messages/found-account.ts'
import type { FailedPart } from '#shared/contracts/operations/device-fault.ts'
import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import { judgePart } from '#shared/domain/kit.ts'
import type { KitPlace } from '#shared/domain/kit.ts'
import type { PartKind } from '#shared/markets/device-catalogue.ts'
import { type GuaranteeForm, NO_CODE } from './guarantee-state.ts'

/** What the account that is open says of its kits; undefined where nothing is known of it. */
export type KnownKits = AccountKits['kits'] | undefined

/** Whether it is asked what failed: the code may be that of a box, and the device is not registered abroad [GD15]. */
export function isFailedAsked({ faulty, registeredIn }: GuaranteeForm): boolean {
  return faulty.device !== null && faulty.kind === 'kit' && registeredIn !== 'another-country'
}

/** The part of a kit that failed; null where the device is meant as it is. */
export function failedPartOf(form: GuaranteeForm): PartKind | null {
  const { failed } = form
  return isFailedAsked(form) && (failed === 'holder' || failed === 'charger') ? failed : null
}

/** Whether the code of the part that failed is asked for. */
export function isPartAsked(form: GuaranteeForm): boolean {
  return failedPartOf(form) !== null && !form.isPartUnread
}

/** Whether the code of the part that failed is waited for. */
export function isPartOpen(form: GuaranteeForm): boolean {
  return isPartAsked(form) && form.part.device === null
}

/** Another answer to what failed: the code of another part goes, and so does a new device whose code says that it is something else. */
export function withFailed(
  { fresh }: GuaranteeForm,
  failed: GuaranteeForm['failed'],
): Partial<GuaranteeForm> {
  const isPart = failed === 'holder' || failed === 'charger'
  const isOtherKind = isPart && fresh.model !== null && fresh.kind !== failed
  return { failed, part: NO_CODE, isPartUnread: false, ...(isOtherKind ? { fresh: NO_CODE } : {}) }
}

/** Whether something of what failed is not answered yet. */
export function isFailedOpen(form: GuaranteeForm): boolean {
  return (isFailedAsked(form) && form.failed === null) || isPartOpen(form)
}

/** What a record says of the part. */
export function failedPartIn(form: GuaranteeForm): { part?: FailedPart } {
  const kind = failedPartOf(form)
  if (kind === null) return {}
  const { device } = form.part
  const isRead = device !== null && !form.isPartUnread
  return { part: { kind, deviceId: isRead ? deviceIdSchema.parse(device) : null } }
}

/** Which kit of the account a device is a part of, as the account API said. */
export function kitOfDevice(kits: KnownKits, deviceId: string | null) {
  for (const { kitId, places } of kits ?? []) {
    const place = places.find((one) => one.deviceId !== null && one.deviceId === deviceId)
    if (place !== undefined) return { kitId, kind: place.kind }
  }
  return null
}

/** What can be said of the part that failed before it is recorded; nothing is refused [GD5]. */
export function judgedPart(form: GuaranteeForm, kits: KnownKits): ReturnType<typeof judgePart> | null {
  const kind = failedPartOf(form)
  if (kind === null || isPartOpen(form)) return null
  const kit = kits?.find(({ kitId }) => (kitId as string) === form.faulty.device)
  const place = kit?.places.find((one) => one.kind === kind)
  const now: KitPlace =
    place === undefined
      ? { state: 'unknown' }
      : place.deviceId === null
        ? { state: 'none' }
        : { state: 'known', deviceId: place.deviceId }
  return judgePart(now, form.isPartUnread ? null : form.part.device)
}
