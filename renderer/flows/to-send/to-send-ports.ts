import type { AggregateId, OperationId, OperatorId } from '#shared/contracts/identifiers.ts'
import type { CaseChoice, Outcome } from '#shared/contracts/outcome.ts'
import type { Market } from '#shared/markets/market.ts'
import type { RecordPort } from '../record-port.ts'

/** A value that changes, in the shape that `useSyncExternalStore` takes. */
export interface Watched<Value> {
  subscribe(changed: () => void): () => void
  getSnapshot(): Value
}

export type CaseOutcome = Extract<Outcome, { kind: 'case' }>

export type RecordStatus =
  | 'pending'
  | 'sending'
  | 'waiting'
  | 'suspect'
  | 'accepted'
  | 'case'
  | 'superseded'
  | 'erased'
  | 'quarantined'

export interface QueueRow {
  readonly operationId: OperationId
  readonly aggregateId: AggregateId
  readonly type: string
  readonly sequence: number
  readonly position: number
  readonly savedAt: string
  readonly operatorId: OperatorId | null
  readonly status: RecordStatus
  readonly outcome: Outcome | null
  /** It waits for a record that this till cannot send. */
  readonly restsOnLost?: boolean | undefined
  /** When the account API's answer was journaled; null while there is none. */
  readonly settledAt: string | null
  /** The record that this one decides, amends or takes back; null for what happened at the counter. */
  readonly about: OperationId | null
  /** The last decision made here about it; `isLast` while nothing newer is known of its case. */
  readonly decision: {
    readonly operationId: OperationId
    readonly savedAt: string
    readonly operatorId: OperatorId | null
    readonly outcome: Outcome | null
    readonly isLast: boolean
  } | null
}

/** Where a person looks: what needs them, what they decided, what waits, what is done. */
export const QUEUE_SHELVES = ['needs-you', 'decided', 'waiting', 'done'] as const
export type QueueShelf = (typeof QUEUE_SHELVES)[number]

export interface QueueRecord extends QueueRow {
  /** SHA-256, base64url; null where the proof cannot be read. */
  readonly hash: string | null
}

export interface QueueCounts {
  readonly waiting: number
  readonly needsYou: number
  readonly sentToday: number
  readonly oldestWaitingAt: string | null
}

export interface QueuePage {
  readonly rows: readonly QueueRow[]
  /** `before` of the next page; null when this is the last. */
  readonly next: number | null
}

/** Says enough to tell two records apart, and no more. */
export interface QueueSlip {
  readonly initials: string | null
  readonly devices: readonly string[]
  readonly ageOutcome: 'allowed' | 'refused' | null
  /** What was decided, of a decision. */
  readonly decided?: CaseChoice | undefined
}

/** What the queue screen needs and does not own. */
export interface ToSendPorts extends Pick<RecordPort, 'save' | 'newId'> {
  counts(): Watched<QueueCounts | null>
  /** The first page of each shelf as one value: a record is on one of them. */
  firstPages(): Watched<Readonly<Record<QueueShelf, QueuePage>> | null>
  page(query: { shelf: QueueShelf | 'all'; before: number | null }): Watched<QueuePage | null>
  /** One record with the hash that proves it; null while it is not known. */
  record(id: OperationId): Watched<QueueRecord | null>
  /** In the order of the ids; null where this operator may not see one, or there is none any more. */
  slips(ids: readonly OperationId[]): Promise<readonly (QueueSlip | null)[]>
}

export interface ToSendPlace {
  readonly market: Market
  readonly timeZone: string
  readonly operators: readonly { readonly operatorId: OperatorId; readonly name: string }[]
  /** The account API takes nothing from this till until somebody mends it. */
  readonly isStopped: boolean
  /** Nothing new can be saved at this till, and a notice says why. */
  readonly isClosed: boolean
  /** Records that can be read nowhere on this till any more: no row stands for them. */
  readonly lost: number
}
