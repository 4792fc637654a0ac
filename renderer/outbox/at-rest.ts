import { type Delivery, isOpen } from './delivery.ts'
import { SUSPECT_FAILURES } from './outbox.ts'

/** What an operation is while it is not on its way: derived, so that a crash in `sending` loses nothing. */
export function atRest(delivery: Delivery): Delivery {
  if (!isOpen(delivery.status)) return delivery
  const waiting = delivery.outcome?.kind === 'waiting' ? 'waiting' : 'pending'
  return { ...delivery, status: delivery.failures >= SUSPECT_FAILURES ? 'suspect' : waiting }
}
