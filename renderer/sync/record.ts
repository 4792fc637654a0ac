import type { Envelope } from '#shared/contracts/envelope.ts'
import type { SavedFrame } from '#shared/contracts/frame.ts'
import type { OperationId, OperatorId } from '#shared/contracts/identifiers.ts'
import type { JournalFollower, Outbox } from '#renderer/outbox/outbox.ts'
import type { NewIds } from './new-ids.ts'
import type { NotRecordedReason, RecordRequest, SavePort } from './transport.ts'

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
  follower: JournalFollower
  outbox: Pick<Outbox, 'get'>
  newIds: Pick<NewIds, 'take'>
  /** Who is at work; null while nobody is, or nobody knows. */
  operator: () => OperatorId | null
  onSaved: (frame: SavedFrame) => void
}): RecordPort {
  const underWay = new Map<OperationId, Promise<Recorded>>()

  /**
   * Only what is in the journal comes into the outbox: a journal that was lost since unsaves nothing and records nothing twice, and
   * while the outbox does not answer nobody knows (SY32).
   */
  async function heldHere(id: OperationId): Promise<Recorded | null> {
    const held = await parts.outbox.get(id)
    if (!held.ok) return { kind: 'unknown' }
    if (held.value === null) return null
    const { envelope, delivery } = held.value
    // That it was saved is known, and not what: nothing may be handed on for it.
    if (envelope === null) return { kind: 'unknown' }
    return { kind: 'already-saved', envelope, savedAt: delivery.savedAt }
  }

  async function recordOnce(request: RecordRequest): Promise<Recorded> {
    const pressedBy = parts.operator()
    // Main is asked in this very moment about what is new: the record is of who is at work now (I8).
    const isNew = parts.newIds.take(request.operationId)
    const before = isNew ? null : await heldHere(request.operationId)
    if (before?.kind === 'already-saved') return before
    for (let asked = 0; asked < ASKED_AT_MOST; asked += 1) {
      // What main is asked now would be of whoever is at work now.
      if (parts.operator() !== pressedBy) return { kind: 'unknown' }
      const answer = await parts.save.save(request)
      if (!answer.ok || answer.value.kind === 'unknown') continue
      if (answer.value.kind === 'not-saved') {
        const held = isNew && asked === 0 ? null : await heldHere(request.operationId)
        // A refusal says nothing of an earlier try whose answer was lost.
        return held ?? (asked === 0 ? answer.value : { kind: 'unknown' })
      }
      const { kind, frame } = answer.value
      // An answer about another operation proves nothing of this one.
      if (frame.kind !== 'saved' || frame.envelope.id !== request.operationId) continue
      // A failing outbox repairs itself from the journal: it does not unsave the record (SY23).
      await parts.follower.follow([frame])
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
