import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'

/** A record of this till, as its list knows it. */
export interface TillRecord {
  readonly operationId: OperationId
  readonly aggregateId: AggregateId
  readonly type: string
  readonly sequence: number
  readonly savedAt: string
}

/** A page of them, newest first. */
export interface TillRecords {
  readonly rows: readonly TillRecord[]
  /** `before` of the next page; null when this is the last. */
  readonly next: number | null
}

/** Says enough to tell two records apart, and no more. */
export interface TillSlip {
  readonly initials: string | null
  readonly devices: readonly string[]
}

/** How a flow finds a record of this till that something is about. */
export interface TillRecordsPort {
  records(before: number | null): {
    subscribe(changed: () => void): () => void
    getSnapshot(): TillRecords | null
  }
  /** In the order of the ids; null where this operator may not see one, or there is none any more. */
  slips(ids: readonly OperationId[]): Promise<readonly (TillSlip | null)[]>
}
