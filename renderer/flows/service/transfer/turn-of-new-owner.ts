import type { ServiceState } from '../service-session.ts'
import type { Handover } from './handover.ts'

/** With what the new owner's turn begins; null while it is the first owner's. */
export function turnOfNewOwner(state: ServiceState): Handover | null {
  const { wish, firstOwner, ids, device, model, reason, isDone } = state
  if (wish !== 'transfer') return null
  if (firstOwner === 'away') return { released: null }
  if (!isDone || device === null) return null
  // The account knows better than whoever holds it; where neither it nor the code says, the new owner is asked.
  const known = state.found?.view?.devices.find((one) => (one.deviceId as string) === device)
  const kind = known?.kind ?? (model === null ? null : state.kind)
  const origin = reason === 'gift' ? 'gift' : 'bought-elsewhere'
  return { released: { by: ids.release, device, kind, model, origin } }
}
