import type { Envelope } from '#shared/contracts/envelope.ts'
import type { Frame, SavedFrame } from '#shared/contracts/frame.ts'
import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type { Result } from '#shared/kernel/result.ts'
import { follow } from '#renderer/outbox/follow-journal.ts'
import type { JournalSource } from '#renderer/outbox/journal-source.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'

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

/** The way to main's journal. `lost`: no answer within the time, or one that cannot be read. */
export interface SavePort {
  save(request: RecordRequest): Promise<Result<SaveAnswer, { readonly kind: 'lost' }>>
}

/** `saved` and `already-saved` mean: on disk. `unknown` means that nobody knows; the form is kept and asked again. */
export type Recorded =
  | { readonly kind: 'saved' | 'already-saved'; readonly envelope: Envelope; readonly savedAt: string }
  | { readonly kind: 'not-saved'; readonly reason: NotRecordedReason }
  | { readonly kind: 'unknown' }

/** What flows save with. Never rejects; says saved only when main said so. */
export type RecordPort = (request: RecordRequest) => Promise<Recorded>

/** Asked this often in all, each time within the port's own time limit. */
const ASKED_AT_MOST = 3

/** Saves through main and lets the outbox follow. `onSaved` is called when the record is on disk. */
export function createRecord(parts: {
  save: SavePort
  outbox: Outbox
  journal: JournalSource
  onSaved: (frame: SavedFrame) => void
}): RecordPort {
  const underWay = new Map<OperationId, Promise<Recorded>>()

  async function recordOnce(request: RecordRequest): Promise<Recorded> {
    for (let asked = 0; asked < ASKED_AT_MOST; asked += 1) {
      const answer = await parts.save.save(request)
      if (!answer.ok) continue
      if (answer.value.kind === 'not-saved') return answer.value
      const { kind, frame } = answer.value
      // An answer about another operation proves nothing of this one.
      if (frame.kind !== 'saved' || frame.envelope.id !== request.operationId) continue
      // A failing outbox repairs itself from the journal: it does not unsave the record (SY23).
      await follow({ ...parts, frames: [frame] })
      parts.onSaved(frame)
      return { kind, envelope: frame.envelope, savedAt: frame.savedAt }
    }
    return { kind: 'unknown' }
  }

  return (request) => {
    const running = underWay.get(request.operationId)
    if (running !== undefined) return running
    const started = recordOnce(request).finally(() => underWay.delete(request.operationId))
    underWay.set(request.operationId, started)
    return started
  }
}
