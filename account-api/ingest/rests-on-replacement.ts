import type { CapturedOperation } from './arrival.ts'
import { ownershipKey } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The replacements that a record rests on beyond what it names: those that brought a device which it frees, replaces or claims
 * for [IN35].
 */
export function replacementsBelow(known: Snapshot, operation: CapturedOperation): readonly string[] {
  return devicesUsedBy(operation).flatMap((deviceId) => {
    const owner = known.deviceOwners.get(deviceId)
    if (owner === undefined) return []
    const isReplacement = known.devices.get(ownershipKey({ ...owner, deviceId }))?.origin === 'replacement'
    return isReplacement ? [owner.operationId] : []
  })
}

function devicesUsedBy(operation: CapturedOperation): readonly string[] {
  if (operation.type === 'replacement') return [operation.payload.oldDevice]
  if (operation.type === 'return') return operation.payload.devices
  const isAboutOne = operation.type === 'guarantee-case' || operation.type === 'device-released'
  return isAboutOne ? [operation.payload.deviceId] : []
}
