import type { OperationId } from '#shared/contracts/identifiers.ts'
import { isInChain } from '#shared/contracts/held-places.ts'

import { type FrameIndex, isSettled } from './frame-index.ts'

/** A record that the account API settled in its chain, and that can be sent again. */
export interface SettledRecord {
  readonly id: OperationId
  readonly sequence: number
  /** The frame of its outcome. */
  readonly settledBy: number
}

/** Of one epoch, everything that was settled in the account API's chain and still has its sealed bytes. */
export function settledRecords(
  index: Pick<FrameIndex, 'keptRecords'>,
  epoch: number,
): readonly SettledRecord[] {
  const found: SettledRecord[] = []
  for (const [id, entry] of index.keptRecords()) {
    const { sequence, settled, hasSealedBytes } = entry
    if (entry.epoch !== epoch || !hasSealedBytes || settled === null) continue
    if (isSettled(entry) && isInChain(settled.outcome)) found.push({ id, sequence, settledBy: settled.frame })
  }
  return found
}
