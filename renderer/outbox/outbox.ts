import type { Envelope, SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Tally } from './counts.ts'
import type { Delivery, Shelf } from './delivery.ts'

/** Why the store could not answer. The journal still holds every record. */
export type OutboxFailure =
  /** No answer within the settle limit (OB17), or closed under its user. */
  | { readonly kind: 'stalled' }
  /** The store refused; `name` is the engine's name of the error, never its text. */
  | { readonly kind: 'storage'; readonly name: string }

/**
 * How far the frames went in. On `gap` the journal is to be read after `appliedFrame`: from its first frame, 0, where its numbers
 * turned out to start over (OB7).
 */
export interface Applied {
  readonly kind: 'applied' | 'gap'
  readonly appliedFrame: number
}

/** A piece of the journal as main read it: every frame after `afterFrame` that can be read, up to a limit. */
export interface JournalPage {
  readonly afterFrame: number
  readonly frames: readonly Frame[]
  /** The number of the last frame that the journal holds. */
  readonly lastFrame: number
}

/** Whether a page begins a journal whose numbers start over, because the one that was followed is gone (OB23). */
export function beginsAnew(page: JournalPage, appliedFrame: number): boolean {
  return page.afterFrame === 0 && page.lastFrame < appliedFrame
}

/** Frames are known to be missing, and main did not answer. */
export type FollowFailure = OutboxFailure | { readonly kind: 'unavailable' }

/** Makes the outbox follow the journal, whatever order frames arrive in. */
export interface JournalFollower {
  /** Applies frames, and reads the journal when one is missing in between (OB3). */
  follow(frames: readonly Frame[]): Promise<Result<Applied, FollowFailure>>
  /** Reads the journal from where the outbox stands to its end. */
  catchUp(): Promise<Result<{ readonly appliedFrame: number; readonly lastFrame: number }, FollowFailure>>
}

/** Failures while others succeed that make an operation suspect. */
export const SUSPECT_FAILURES = 8

export interface SendQuery {
  readonly limitOperations: number
  readonly limitBytes: number
  /** Aggregates of which a batch is on its way. */
  readonly excludeAggregates: ReadonlySet<AggregateId>
  /** Not to be sent now; they block what comes behind them. */
  readonly held: ReadonlySet<OperationId>
  /** Known to fail alone: sent alone, so that no other suffers. */
  readonly alone: ReadonlySet<OperationId>
}

export interface Sendable {
  readonly delivery: Delivery
  readonly envelope: SealedEnvelope
}

export interface PageQuery {
  readonly shelf: Shelf | 'all'
  /** Newest first: only what was saved before this position; null from the newest. */
  readonly before: number | null
  readonly limit: number
}

export interface CasesQuery {
  /** Only what was saved after this position; 0 from the first. */
  readonly after: number
  readonly limit: number
}

export interface Kept {
  readonly delivery: Delivery
  /** Null where it cannot be read any more, and the journal lost it, too (OB18). */
  readonly envelope: Envelope | null
}

/** The durable queue of the window. Rules: SPEC.md. Every answer is a value; nothing rejects. */
export interface Outbox {
  /** Applies frames as they come from main (OB1 to OB3, OB5 to OB7). */
  applyFrames(frames: readonly Frame[]): Promise<Result<Applied, OutboxFailure>>
  /** Applies a page of the journal, passing over what main could not read (OB4). */
  applyReplay(page: JournalPage): Promise<Result<Applied, OutboxFailure>>
  /** How far main's journal was followed. */
  appliedFrame(): Promise<Result<number, OutboxFailure>>
  /** What was added to main's numbers to get an order, since they started over; 0 while they never did (OB32). */
  orderBase(): Promise<Result<number, OutboxFailure>>
  /** The next batch (OB8 to OB12); empty when nothing may be sent now. Marks nothing. */
  nextSendable(query: SendQuery): Promise<Result<readonly Sendable[], OutboxFailure>>
  /** Before the bytes leave: from now on the outcome is unknown. Counts one attempt each. */
  markSending(ids: readonly OperationId[]): Promise<Result<null, OutboxFailure>>
  /** No outcome came: back to what it was, same id (OB13). */
  markUnknown(ids: readonly OperationId[]): Promise<Result<null, OutboxFailure>>
  /** As `markUnknown` for everything that is marked as sending, except `except`. */
  recoverSending(except: ReadonlySet<OperationId>): Promise<Result<null, OutboxFailure>>
  /** These failed while others succeeded (OB14). */
  recordFailures(ids: readonly OperationId[]): Promise<Result<null, OutboxFailure>>
  tally(): Promise<Result<Tally, OutboxFailure>>
  /** The delivery on the shelf that was saved first; null when the shelf is empty. */
  oldest(shelf: Shelf): Promise<Result<Delivery | null, OutboxFailure>>
  page(query: PageQuery): Promise<Result<readonly Delivery[], OutboxFailure>>
  /** What is with a person and may be decided elsewhere (OB25), oldest first, after a position. */
  cases(query: CasesQuery): Promise<Result<readonly Delivery[], OutboxFailure>>
  get(id: OperationId): Promise<Result<Kept | null, OutboxFailure>>
  /** The envelopes of those of these that are here, in one reading. */
  envelopes(ids: readonly OperationId[]): Promise<Result<ReadonlyMap<OperationId, Envelope>, OutboxFailure>>
  /** Calls `changed` after each change, until the returned function is called. */
  subscribe(changed: () => void): () => void
}
