import type { OperationId } from '#shared/contracts/identifiers.ts'
import { wasTaken } from '#shared/contracts/held-places.ts'

import { type FrameIndex, isSettled } from './frame-index.ts'

/** A record that the account API settled, and that can be sent again. */
export interface SettledRecord {
  readonly id: OperationId
  readonly sequence: number
  /** The frame of its outcome. */
  readonly settledBy: number
  /** Not where it came under an id that another record had [T19]. */
  readonly hasPlace: boolean
}

/** Of one epoch, everything that the account API settled and that still has its sealed bytes. */
export function settledRecords(
  index: Pick<FrameIndex, 'keptRecords'>,
  epoch: number,
): readonly SettledRecord[] {
  const found: SettledRecord[] = []
  for (const [id, entry] of index.keptRecords()) {
    const { sequence, settled, hasSealedBytes } = entry
    if (entry.epoch !== epoch || !hasSealedBytes || settled === null) continue
    if (!isSettled(entry) || !wasTaken(settled.outcome)) continue
    found.push({ id, sequence, settledBy: settled.frame, hasPlace: !entry.isSecond })
  }
  return found
}
