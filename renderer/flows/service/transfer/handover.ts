import type { DeviceId } from '#shared/domain/device-id.ts'
import type { DeviceKind } from '#shared/contracts/operations/registration.ts'
import type { ServedOrigin, ServiceState } from '../service-session.ts'

/** What the desk carries from the first owner of a used device to the new one, and nothing else [TR2]. */
export interface Handover {
  /** What the first owner let go just now; null where they are not here, and the new owner shows it [TR4]. */
  readonly released: {
    readonly device: DeviceId
    readonly kind: DeviceKind
    readonly model: string | null
    readonly origin: ServedOrigin
  } | null
}

/** Whether the new owner's turn has come; null before that. */
export function handoverOf(state: ServiceState): Handover | null {
  const { wish, firstOwner, device, model, reason, isDone } = state
  if (wish !== 'transfer') return null
  if (firstOwner === 'away') return { released: null }
  if (!isDone || device === null) return null
  // The account knows better than whoever holds it.
  const known = state.found?.view?.devices.find((one) => (one.deviceId as string) === device)
  const kind = known?.kind ?? state.kind
  return { released: { device, kind, model, origin: reason === 'gift' ? 'gift' : 'bought-elsewhere' } }
}
