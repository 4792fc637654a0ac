import type { Journal } from '#electron/journal/journal.ts'
import type { SlipBox } from '#electron/vault/slip-box.ts'
import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import { slipOf } from '#shared/domain/slip.ts'

/** What a pending record says of devices, as far as its slip tells. */
interface Naming {
  readonly id: OperationId
  readonly type: string
  readonly customer: AggregateId
  readonly dependsOn: readonly OperationId[]
  /** Masked. */
  readonly devices: readonly string[]
}

/** Pending records that put a device into an account; any other that names one takes it out again, or says nothing of it. */
const TAKES = ['registration', 'device-added', 'replacement', 'correction']
const LETS_GO = ['device-released', 'return', 'void']

/** Whether a record takes the device. Of the two that a replacement names, the first is the faulty one. */
function takes({ type, devices }: Naming, mask: string): boolean {
  return TAKES.includes(type) && (type === 'replacement' ? devices.slice(1) : devices).includes(mask)
}

/** Tells, over restarts, which devices the pending records of this till may be about [D21]. */
export interface NamedDevices {
  /** Whether the last pending record but `except` that names a device which ends like this one takes it. */
  isNamed(deviceId: string, except: OperationId): Promise<boolean>
}

export function createNamedDevices(parts: {
  readonly journal: Pick<Journal, 'unsent' | 'record' | 'readFrame' | 'isLeaving'>
  readonly slipBox: Pick<SlipBox, 'open'>
}): NamedDevices {
  const { journal, slipBox } = parts
  /** In memory alone, and each for as long as it is pending. */
  let known = new Map<OperationId, Naming | null>()

  const read = async (id: OperationId): Promise<Naming | null> => {
    const entry = journal.record(id)
    const frame = entry === undefined ? null : await journal.readFrame(entry.savedFrame)
    if (frame?.kind !== 'saved') return null
    const { type, aggregateId: customer, dependsOn } = frame.envelope
    if (!TAKES.includes(type) && !LETS_GO.includes(type)) return null
    const devices = slipBox.open(id, frame.slip)?.devices ?? []
    return devices.length === 0 ? null : { id, type, customer, dependsOn, devices }
  }

  return {
    async isNamed(deviceId, except) {
      const now = new Map<OperationId, Naming | null>()
      for (const id of journal.unsent()) now.set(id, known.get(id) ?? (known.has(id) ? null : await read(id)))
      known = now
      const [mask = ''] = slipOf({ names: [], deviceIds: [deviceId] }).devices
      const namings = [...now.values()].filter((naming) => naming !== null)
      // What a correction says of the devices stands in place of what was said before.
      const corrected = new Set(
        namings.flatMap(({ type, dependsOn }) => (type === 'correction' ? dependsOn : [])),
      )
      // A record that is taken back, with what corrects it, never was: what was said before it counts again.
      const undone = new Set(namings.flatMap(({ type, dependsOn }) => (type === 'void' ? dependsOn : [])))
      // What was of somebody who is removed is free.
      const counts = ({ id, type, customer, dependsOn }: Naming): boolean =>
        type !== 'void' &&
        !journal.isLeaving(customer) &&
        !undone.has(id) &&
        !corrected.has(id) &&
        !(type === 'correction' && dependsOn.some((target) => undone.has(target)))
      const last = namings.findLast(
        (naming) =>
          naming.devices.includes(mask) &&
          naming.id !== except &&
          !naming.dependsOn.includes(except) &&
          counts(naming),
      )
      return last !== undefined && takes(last, mask)
    },
  }
}
