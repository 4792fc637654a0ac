import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'

/** Which devices this window has registered, for certain. Asked before saving: what other tills know is checked when sent (R12). */
export interface KnownDevices {
  /** Takes in what was put on disk. */
  note(record: {
    readonly operationId: OperationId
    readonly aggregateId: AggregateId
    readonly operation: TypedPayload
  }): Promise<void>
  /** Whether a record of this window, other than `except`, holds the device, and nothing since let it go. */
  isRegistered(deviceId: string, except: OperationId | null): Promise<boolean>
}

/**
 * Keeps digests alone, in memory alone, under a `secret` of this start: nothing on the till tells afterwards which devices
 * were registered (C19, C20), so a restart forgets them. What main tells of pending records then is less, see
 * docs/decisions/0016.
 */
export function createKnownDevices(parts: {
  secret: string
  digest: (text: string) => Promise<string>
}): KnownDevices {
  const held = new Map<OperationId, { readonly customer: AggregateId; readonly marks: readonly string[] }>()
  const marksOf = async (ids: readonly string[]) =>
    Promise.all(ids.map((id) => parts.digest(`${parts.secret}\n${id}`)))
  const letGo = async (ids: readonly string[]) => {
    const gone = await marksOf(ids)
    for (const [operationId, { customer, marks }] of held)
      held.set(operationId, { customer, marks: marks.filter((mark) => !gone.includes(mark)) })
  }
  return {
    async note({ operationId, aggregateId: customer, operation: { type, payload } }) {
      const hold = async (id: OperationId, devices: readonly { readonly deviceId: string }[]) => {
        const marks = await marksOf(devices.map(({ deviceId }) => deviceId))
        held.set(id, { customer, marks })
      }
      if (type === 'registration') await hold(operationId, payload.devices)
      else if (type === 'device-added') await hold(operationId, [payload.device])
      else if (type === 'void') held.delete(payload.target)
      else if (type === 'device-released') await letGo([payload.deviceId])
      else if (type === 'return') await letGo(payload.devices)
      // The devices of who is removed are free, and no longer known here (R16).
      else if (type === 'removal-request') {
        for (const [id, of] of held) if (of.customer === customer) held.delete(id)
      } else if (type === 'correction' && payload.changes.type === 'registration') {
        const { devices } = payload.changes.fields
        if (devices !== undefined) await hold(payload.target, devices)
      }
    },
    async isRegistered(deviceId, except) {
      const [mark = ''] = await marksOf([deviceId])
      return [...held].some(([operationId, { marks }]) => operationId !== except && marks.includes(mark))
    },
  }
}
