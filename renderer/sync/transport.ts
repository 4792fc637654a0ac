import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type { Result } from '#shared/kernel/result.ts'

/** Why the account API is not reached. */
export type OfflineCause =
  | 'unreachable'
  | 'timeout'
  | 'server-error'
  | 'busy'
  | 'not-the-account-api'
  | 'certificate'
  /** The certificate would hold at another time: the clock needs a person. */
  | 'certificate-date'

export type StopCause = 'client-too-old' | 'terminal-revoked' | 'wrong-realm'

/** How a batch ended, by what happens next. `settled` lists frames that main has journaled already. */
export type SendResult =
  | {
      readonly kind: 'settled'
      readonly frames: readonly Frame[]
      readonly unanswered: readonly OperationId[]
      readonly spreadMs: number
      /** There where the store is to be compared with it (SY33). */
      readonly held?: readonly Held[] | undefined
    }
  | {
      readonly kind: 'retry'
      readonly cause: OfflineCause | 'disk-failed'
      readonly retryAfterMs: number | null
    }
  | { readonly kind: 'credential' }
  | { readonly kind: 'stop'; readonly cause: StopCause }
  | { readonly kind: 'split' }

/** How asking for outcomes ended. `followed` lists frames that main has journaled already. */
export type FollowResult =
  | { readonly kind: 'followed'; readonly frames: readonly Frame[] }
  | Extract<SendResult, { kind: 'retry' | 'credential' | 'stop' }>

export type ProbeResult =
  | { readonly kind: 'online' }
  | { readonly kind: 'offline'; readonly cause: OfflineCause }

export type RenewalResult = 'renewed' | 'refused' | 'unreachable' | 'revoked'

export type QuarantineResult =
  | { readonly kind: 'quarantined'; readonly frame: Frame }
  | { readonly kind: 'failed' }

/** A record of the store, told apart from another one under its id. */
export interface StoredRecord {
  readonly operationId: OperationId
  readonly hash: string
}

export type RefillResult =
  | { readonly kind: 'refilled'; readonly frames: readonly Frame[] }
  | { readonly kind: 'failed' }

/** The way to the account API. Never rejects; an answer that was lost is `retry`, because nothing is known. */
export interface Transport {
  /** `hasStartedOver`: the store may have what main does not know of, because the numbers of main's journal started over. */
  send(
    envelopes: readonly SealedEnvelope[],
    store?: { readonly hasStartedOver: boolean },
  ): Promise<SendResult>
  /** What became meanwhile of records that are settled or wait, at most 100. */
  outcomes(operationIds: readonly OperationId[]): Promise<FollowResult>
  probe(): Promise<ProbeResult>
  renewCredential(): Promise<RenewalResult>
  /** Takes a record that the server can never take out of the queue, bytes kept. */
  quarantine(operationId: OperationId): Promise<QuarantineResult>
  /** Says that the store has these and the account API may not hold them, at most 1,000. */
  refill(records: readonly StoredRecord[]): Promise<RefillResult>
}

/** An operation as a flow hands it over. Its id was minted when the form opened. */
export interface RecordRequest {
  readonly operationId: OperationId
  readonly aggregateId: AggregateId
  readonly dependsOn: readonly OperationId[]
  readonly operation: TypedPayload
}

export type NotRecordedReason =
  | 'disk-full'
  | 'disk-failed'
  | 'not-enrolled'
  | 'stopped'
  | 'sealing-failed'
  | 'age-check-missing'
  | 'invalid'
  /** Nobody is at work at this till. */
  | 'locked'
  /** Main did not take the call; a bug, or a window that may not save. */
  | 'refused'

/** What main says of a save; a lost answer is a failure, because it says nothing. */
export type SaveAnswer =
  | { readonly kind: 'saved' | 'already-saved'; readonly frame: Frame }
  | { readonly kind: 'not-saved'; readonly reason: NotRecordedReason }
  | { readonly kind: 'unknown' }

/** The way to main's journal. `lost`: no answer within the time, or one that cannot be read. */
export interface SavePort {
  save(request: RecordRequest): Promise<Result<SaveAnswer, { readonly kind: 'lost' }>>
}
