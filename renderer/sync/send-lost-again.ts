import { MAX_REFILLED } from '#shared/contracts/held-places.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import type { JournalFollower, Outbox } from '#renderer/outbox/outbox.ts'
import { lostIn } from './lost-here.ts'
import type { Transport } from './transport.ts'

/**
 * Has main open again what the store alone still has of what a restored account API lost (SY33). What fails is asked for once more:
 * to main the comparison is over with the first call that names fewer than a frame can.
 */
export async function sendLostAgain(
  ports: { readonly outbox: Outbox; readonly follower: JournalFollower; readonly transport: Transport },
  held: readonly Held[],
): Promise<void> {
  const lost = await lostIn(ports.outbox, held)
  if (lost === null) return
  for (let from = 0; from <= lost.length; from += MAX_REFILLED) {
    const refilled = await ports.transport.refill(lost.slice(from, from + MAX_REFILLED))
    if (refilled.kind !== 'refilled') return
    if (refilled.frames.length > 0) await ports.follower.follow(refilled.frames)
  }
}
