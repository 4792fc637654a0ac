import type { EnvelopeHeader, SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'

export type QuarantineReason = Extract<Outcome, { kind: 'quarantined' }>['reason']

/**
 * What is under a seal, or why it cannot be read: `erased` where its bytes, or their customer's key, are gone; `key-missing`
 * where it would open, were its sealing key here; `key-unknown` where that key was never this server's.
 */
export type SealedOperation =
  | { readonly kind: 'opened'; readonly operation: TypedPayload }
  | {
      readonly kind: 'unreadable'
      readonly reason: QuarantineReason | 'erased' | 'key-missing' | 'key-unknown'
    }

/** A record of a batch, read on its own. */
export type ReadRecord =
  /** Proven to be the terminal's and unaltered; whether its content can be read is another matter. */
  | { readonly kind: 'chained'; readonly envelope: SealedEnvelope; readonly content: SealedOperation }
  /** Not proven. `content` is its text as it came, `epoch` and `sequence` the place that it claims. */
  | {
      readonly kind: 'refused'
      readonly operationId: OperationId
      readonly reason: QuarantineReason
      readonly content: string
      readonly epoch: number | null
      readonly sequence: number | null
    }

/** A record in the inbox that is to be settled, now or again. */
export interface Arrival {
  readonly header: EnvelopeHeader
  readonly hash: string
  readonly content: SealedOperation
  /** When the server had it first: it cannot have happened later. */
  readonly receivedAt: string
}

/** An operation about what happened at the counter, neither about another operation nor about a whole customer. */
export type CapturedOperation = Exclude<
  TypedPayload,
  { type: 'void' | 'correction' | 'resolution' | 'removal-request' }
>
