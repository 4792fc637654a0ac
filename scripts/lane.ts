/** What a lane counted. */
export interface LaneResult {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly note?: string
  /** What this kind of check counts besides, as it is to stand in the last line. */
  readonly counts?: Readonly<Record<string, number>>
  /** Why nothing ran although nothing is wrong. */
  readonly leftOut?: string
}

/** Where a lane and its tools write: where the test runner does, or an open file. */
export type Out = 'inherit' | number

/** One kind of check, run by itself with `npm run test:<name>` and in this order by `npm test`. */
export interface Lane {
  readonly name: string
  /** Too long for every change: run by name alone. */
  readonly isByNameOnly?: boolean
  /** Reads the sources alone, so that it may run beside others that do. */
  readonly isCheck?: true
  /** A lane without tests yet is not run; a lane that ran none fails. */
  hasWork(): boolean
  run(out: Out): Promise<LaneResult>
}
