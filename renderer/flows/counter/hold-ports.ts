import type { AggregateId, OperationId, OperatorId } from '#shared/contracts/identifiers.ts'
import type { Timer } from '#shared/kernel/timer.ts'

/** Enough to tell one unfinished customer from another. */
export interface HeldSummary {
  readonly initials: string | null
  readonly step: 'age' | 'registration'
}

export interface HeldCustomer {
  readonly draftId: AggregateId
  /** Who typed it. */
  readonly operatorId: OperatorId
  readonly startedAt: string
  readonly parkedAt: string
  /** Put on hold by a person; false where a lock or a crash came between. */
  readonly isOnHold: boolean
  readonly summary: HeldSummary
}

/** A form that was found to be on disk as a record already. */
export interface SavedCustomer {
  readonly draftId: AggregateId
  readonly what: 'sale' | 'registration'
  readonly sequence: number
}

export interface HoldList {
  /** Without a keystore what is unfinished stays in memory, until the desk closes (C22). */
  readonly keptOn: 'disk' | 'memory'
  readonly drafts: readonly HeldCustomer[]
  readonly alreadySaved: readonly SavedCustomer[]
  /** Only others can open them. */
  readonly forOthers: number
  readonly lost: { readonly unreadable: number; readonly newPin: number; readonly dayOver: number }
}

export type ParkAnswer =
  | 'parked'
  | 'saved'
  | 'too-many'
  | 'disk-full'
  | 'disk-failed'
  | 'nobody'
  | 'no-answer'

export type OpenAnswer =
  | { readonly kind: 'opened'; readonly form: string }
  | { readonly kind: 'already-saved' | 'unreadable' | 'for-others' | 'gone' | 'no-answer' }

/** Where unfinished customers are kept: encrypted by main, or in its memory. */
export interface HoldPorts {
  park(draft: {
    readonly draftId: AggregateId
    readonly sale: OperationId
    readonly registration: OperationId
    readonly startedAt: string
    readonly isOnHold: boolean
    readonly summary: HeldSummary
    readonly form: string
  }): Promise<ParkAnswer>
  /** Null when main did not answer. */
  list(): Promise<HoldList | null>
  open(draftId: AggregateId): Promise<OpenAnswer>
  discard(draftId: AggregateId): Promise<void>
  readonly timer: Timer
}
