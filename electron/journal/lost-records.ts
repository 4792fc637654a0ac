import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import { isHeld, isInChain } from '#shared/contracts/held-places.ts'

import { type FrameIndex, isSettled } from './frame-index.ts'

/**
 * Records that the account API settled and does not hold any more: it was put back to an older state [J21]. Only outcomes
 * that were journaled up to frame `asOf`, before the account API was asked, prove anything; and only what still has its
 * sealed bytes can be sent again.
 */
export function lostRecords(
  index: Pick<FrameIndex, 'keptRecords'>,
  given: { held: Held; asOf: number },
): readonly OperationId[] {
  const { held, asOf } = given
  const ids: OperationId[] = []
  for (const [id, entry] of index.keptRecords()) {
    const { epoch, sequence, settled, hasSealedBytes } = entry
    if (epoch !== held.epoch || !hasSealedBytes || settled === null) continue
    if (isSettled(entry) && settled.frame <= asOf && isInChain(settled.outcome) && !isHeld(held, sequence))
      ids.push(id)
  }
  return ids
}
