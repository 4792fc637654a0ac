import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { DeviceKind, DeviceOrigin } from '#shared/contracts/operations/registration.ts'
import type { DeviceId } from '#shared/domain/device-id.ts'

/** What the desk carries from the first owner of a used device to the new one, and nothing else [TR2]. */
export interface Handover {
  /** What the first owner let go just now; null where they are not here, and the new owner shows it [TR4]. */
  readonly released: {
    /** The record by which it was let go [TR3]. */
    readonly by: OperationId
    readonly device: DeviceId
    /** Null where nobody knows. */
    readonly kind: DeviceKind | null
    readonly model: string | null
    readonly origin: Extract<DeviceOrigin, 'bought-elsewhere' | 'gift'>
  } | null
}
