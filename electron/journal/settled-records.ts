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
  /** Its place, or its id, said before that the account API had lost it, and it was settled once more [J21]. */
  readonly wasLost: boolean
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
    const wasLost = entry.lostBy > 0
    found.push({ id, sequence, settledBy: settled.frame, hasPlace: !entry.isSecond, wasLost })
  }
  return found
}
