/** What opening found wrong. Everything empty means: whole. */
export interface JournalReport {
  /** There was nothing at all: a first start, or a journal that is gone. */
  readonly wasCreated: boolean
  /** Bytes of a last frame that was never finished, cut off [J11]. No loss. */
  readonly cutBytes: number
  /** Bytes that are no frame, kept aside [J12]. */
  readonly unreadable: readonly {
    readonly segment: number
    readonly offset: number
    readonly length: number
  }[]
  /** Numbers that two different frames claim [J6]. */
  readonly conflicting: readonly number[]
  /** Runs of frame numbers that are not there, both ends included [J13]. */
  readonly missingFrames: readonly (readonly [number, number])[]
  /** Runs of segment numbers that are not there, both ends included [J14]. */
  readonly missingSegments: readonly (readonly [number, number])[]
  /** Nothing that can be read follows the damage: how much was there is not known. */
  readonly endsInDamage: boolean
  /** Frames are missing after the last record that can be read: where the chain ends is not known. */
  readonly isHeadLost: boolean
  /** Records that do not verify [J15]. */
  readonly altered: readonly { readonly epoch: number; readonly sequence: number }[]
  /** Whether some of the bytes were kept aside by this opening, not an earlier one. */
  readonly isNew: boolean
}

export function isDamaged(report: JournalReport): boolean {
  const { unreadable, conflicting, missingFrames, missingSegments, altered } = report
  return [unreadable, conflicting, missingFrames, missingSegments, altered].some((found) => found.length > 0)
}

/** How many frames cannot be read. */
export function unreadableCount(report: JournalReport): number {
  const missing = report.missingFrames.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  return Math.max(missing, report.unreadable.length)
}
