import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { AggregateId, OperationId, OperatorId, TerminalId } from '#shared/contracts/identifiers.ts'
import { localDate } from '#shared/domain/calendar-date.ts'
import {
  type DraftList,
  type DraftOpened,
  type HeldDraft,
  MAX_DRAFTS,
  type ParkRequest,
  type ParkResult,
  type SavedDraft,
} from '#shared/ipc/draft-methods.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'

import type { DraftHeader, DraftStore } from './draft.ts'

/** For so long after a lock the window may still hand over what was typed last [DR6]. */
const AFTER_LOCK_MS = 10_000

/** The unfinished customers of this till, and when they are destroyed. */
export interface Drafts {
  park(request: ParkRequest): Promise<ParkResult>
  list(): Promise<DraftList>
  open(draftId: AggregateId): Promise<DraftOpened>
  discard(draftId: AggregateId): Promise<'discarded' | 'disk-failed'>
  /** Who is at work changed. */
  noteOperator(operatorId: OperatorId | null): void
  /** A sale, a registration or a refusal is on disk: what was typed for it goes (R4) [DR5]. */
  noteFinished(finished: { draftId?: AggregateId; record?: OperationId }): Promise<void>
  /** Somebody's PIN was set anew: what nobody opens any more is destroyed [DR7]. */
  noteNewPin(): Promise<void>
  /** Destroys what is of another day or enrolment, or has become a record [DR5] [DR7]. */
  sweep(): Promise<void>
  /** How many there are. */
  count(): Promise<number>
  /** Destroys them all, for good: nothing is parked any more. */
  discardAll(): Promise<void>
}

/** Where the till stands, for what a draft belongs to; null before it is enrolled. */
export interface DraftPlace {
  readonly terminalId: TerminalId
  readonly epoch: number
  readonly timeZone: string
}

export function createDrafts(given: {
  store: DraftStore
  clock: Clock
  place: () => DraftPlace | null
  /** The sequence of a record that is on disk; null while it is not. */
  sequenceOf: (id: OperationId) => number | null
  /** The pairs that exist. */
  livingKeyIds: () => readonly string[]
}): Drafts {
  const { store, clock } = given
  const alone = oneAtATime()
  const lost = { newPin: 0, dayOver: 0 }
  const alreadySaved = new Map<AggregateId, SavedDraft>()
  /** Not to be shown again, though the disk did not destroy it. */
  const condemned = new Set<AggregateId>()
  let operator: OperatorId | null = null
  let isClosed = false
  let wasLocked: { operatorId: OperatorId; atMs: number } | null = null

  const dayOf = ({ timeZone }: DraftPlace, instantMs: number) => localDate({ instantMs, timeZone })

  function author(): OperatorId | null {
    if (operator !== null || wasLocked === null) return operator
    return clock.monotonicMs() - wasLocked.atMs <= AFTER_LOCK_MS ? wasLocked.operatorId : null
  }

  function savedOf({ draftId, registration, sale }: DraftHeader): SavedDraft | null {
    const registered = given.sequenceOf(registration)
    if (registered !== null) return { draftId, what: 'registration', sequence: registered }
    const sold = given.sequenceOf(sale)
    return sold === null ? null : { draftId, what: 'sale', sequence: sold }
  }

  async function destroy(draftId: AggregateId): Promise<boolean> {
    const isDestroyed = await store.destroy(draftId)
    if (isDestroyed) condemned.delete(draftId)
    else condemned.add(draftId)
    return isDestroyed
  }

  /** What is left after the sweep. */
  async function swept(): Promise<readonly DraftHeader[]> {
    const place = given.place()
    if (place === null) return []
    const today = dayOf(place, clock.wallMs())
    const left: DraftHeader[] = []
    for (const { header } of await store.kept()) {
      const { draftId } = header
      const saved = savedOf(header)
      const isOver =
        header.day < today || header.terminalId !== place.terminalId || header.epoch !== place.epoch
      if (saved === null && !isOver && !condemned.has(draftId)) {
        left.push(header)
        continue
      }
      if (!condemned.has(draftId)) {
        if (saved !== null) alreadySaved.set(draftId, saved)
        else lost.dayOver += 1
      }
      await destroy(draftId)
    }
    await store.tidy((openedAtMs) => dayOf(place, openedAtMs) < today)
    return left
  }

  return {
    park: (request) => {
      // Who typed is who was at work when it was handed over, not when its turn comes.
      const operatorId = author()
      return alone(async () => {
        const { draftId, sale, registration, ...content } = request
        const place = given.place()
        if (place === null || operatorId === null || isClosed) return 'nobody'
        const { terminalId, epoch } = place
        const day = dayOf(place, clock.wallMs())
        const header = {
          version: 1,
          draftId,
          operatorId,
          terminalId,
          epoch,
          day,
          sale,
          registration,
        } as const
        if (savedOf(header) !== null) {
          await destroy(draftId)
          return 'saved'
        }
        const others = (await store.kept()).filter((kept) => kept.header.draftId !== draftId)
        if (others.length >= MAX_DRAFTS) return 'too-many'
        const parked = await store.park({
          header,
          content: { ...content, parkedAt: instantOf(clock.wallMs()) },
        })
        if (parked === 'parked') condemned.delete(draftId)
        return parked
      })
    },
    list: () =>
      alone(async () => {
        const drafts: HeldDraft[] = []
        let forOthers = 0
        for (const { draftId, operatorId } of await swept()) {
          const opened = await store.open(draftId)
          if (opened.kind === 'for-others') forOthers += 1
          if (opened.kind !== 'opened') continue
          const { form: _form, ...told } = opened.draft.content
          drafts.push({ draftId, operatorId, ...told })
        }
        return {
          keptOn: store.keptOn,
          drafts: drafts.slice(0, MAX_DRAFTS),
          alreadySaved: [...alreadySaved.values()],
          forOthers,
          lost: { ...lost, unreadable: store.unreadable() },
        }
      }),
    open: (draftId) =>
      alone(async () => {
        const header = (await swept()).find((one) => one.draftId === draftId)
        const saved = alreadySaved.get(draftId)
        if (saved !== undefined) return { kind: 'already-saved', saved }
        if (header === undefined) return { kind: 'gone' }
        const opened = await store.open(draftId)
        if (opened.kind !== 'opened') return { kind: opened.kind }
        return { kind: 'opened', draftId, operatorId: header.operatorId, form: opened.draft.content.form }
      }),
    discard: (draftId) =>
      alone(async () => {
        alreadySaved.delete(draftId)
        return (await destroy(draftId)) ? 'discarded' : 'disk-failed'
      }),
    noteOperator(next) {
      if (next === null && operator !== null) {
        wasLocked = { operatorId: operator, atMs: clock.monotonicMs() }
      }
      if (next !== null) wasLocked = null
      operator = next
    },
    noteFinished: ({ draftId, record }) =>
      alone(async () => {
        const found = (await store.kept()).filter(
          ({ header }) =>
            header.draftId === draftId ||
            (record !== undefined && [header.sale, header.registration].includes(record)),
        )
        for (const { header } of found) await destroy(header.draftId)
      }),
    noteNewPin: () =>
      alone(async () => {
        const living = new Set(given.livingKeyIds())
        for (const { header, keyIds } of await store.kept()) {
          if (keyIds === null || keyIds.some((keyId) => living.has(keyId))) continue
          if (!condemned.has(header.draftId)) lost.newPin += 1
          await destroy(header.draftId)
        }
      }),
    sweep: () => alone(async () => void (await swept())),
    count: () => alone(async () => (await swept()).length),
    discardAll: () =>
      alone(async () => {
        isClosed = true
        for (const { header } of await store.kept()) await destroy(header.draftId)
      }),
  }
}
