import { isPart } from '#shared/domain/kit.ts'
import type { CapturedOperation } from './arrival.ts'
import { placeOf } from './kits.ts'
import { ownershipKey } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The replacements that a record rests on beyond what it names: those that brought a device which it frees, replaces or claims
 * for [IN35].
 */
export function replacementsBelow(known: Snapshot, operation: CapturedOperation): readonly string[] {
  return devicesUsedBy(known, operation).flatMap((deviceId) => {
    const owner = known.deviceOwners.get(deviceId)
    if (owner === undefined) return []
    const isReplacement = known.devices.get(ownershipKey({ ...owner, deviceId }))?.origin === 'replacement'
    return isReplacement ? [owner.operationId] : []
  })
}

function devicesUsedBy(known: Snapshot, operation: CapturedOperation): readonly string[] {
  if (operation.type === 'replacement') {
    const { oldDevice, part, newDevice } = operation.payload
    return [oldDevice, ...partIn(known, { kitId: oldDevice, kind: part?.kind ?? newDevice.kind })]
  }
  if (operation.type === 'return') return operation.payload.devices
  if (operation.type === 'device-released') return [operation.payload.deviceId]
  if (operation.type !== 'guarantee-case') return []
  const { deviceId, part } = operation.payload
  return [deviceId, ...(part === undefined ? [] : partIn(known, { kitId: deviceId, kind: part.kind }))]
}

function partIn(known: Snapshot, given: { kitId: string; kind: string }): readonly string[] {
  const { kitId, kind } = given
  const place = isPart(kind) ? placeOf(known, { kitId, kind }) : null
  return place?.state === 'known' ? [place.deviceId] : []
}
