import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Result } from '#shared/kernel/result.ts'
import { createJournalFollower } from './follow-journal.ts'
import { type Opened, type OpeningParts, openOutbox, replace } from './rebuild.ts'
import type { Outbox, OutboxFailure } from './outbox.ts'
import { KEPT, type StoreStanding, standingOf } from './store-standing.ts'
import { unsettledIn } from './unsettled.ts'

/** An outbox that repairs itself (OB22). Callers keep this one; what is behind it changes. */
export interface KeptOutbox extends Outbox {
  /**
   * Every record of the store on disk that nothing final came back for; null where that cannot be said, is more than `limit`, or is
   * not all that would be missed: something lies aside, or the outbox lives in memory.
   */
  unsettled(limit: number): Promise<readonly OperationId[] | null>
  /** What a person has to know of the store; the same object until it changes, which `subscribe` tells. */
  standing(): StoreStanding
  /** Waits for the opening, or a repair, that is under way. */
  settled(): Promise<void>
  close(): void
}

/** How often rows are put right in one run of the window. */
const ROW_REPAIRS = 20

/** A store that does not answer is looked at again after so long, then after twice as long each time, up to the longest. */
const LOOK_AGAIN_MS = 60_000
const LONGEST_LOOK_MS = 16 * 60_000

type Cause = 'stalled' | 'failed' | 'unreadable'

/**
 * Opens the outbox behind the screen and keeps it open; until it is open it answers `stalled`. A failure is answered to
 * the caller at once and starts one repair: reopen, put right what fails or cannot be read, and replace what fails after that. `onReady` is called
 * whenever the outbox can be used (again).
 */
export function keepOutbox(parts: Omit<OpeningParts, 'onUnreadable'> & { onReady: () => void }): KeptOutbox {
  const listeners = new Set<() => void>()
  let rowRepairs = 0
  let wasPutRight = false
  let unsubscribe = () => {}
  let current: Opened | null = null
  let standing = KEPT
  let lookAfterMs = LOOK_AGAIN_MS
  let cancelLook = () => {}
  let isClosed = false
  const opening: OpeningParts = { ...parts, onUnreadable: () => startRepair('unreadable') }
  let repair: Promise<void> | null = under(mend('stalled'))

  function take(opened: Opened): Opened {
    unsubscribe()
    unsubscribe = opened.outbox.subscribe(changed)
    return opened
  }

  function changed(): void {
    for (const listener of listeners) listener()
  }

  function startRepair(cause: Cause): void {
    // What the journal itself holds unreadable would come back each time.
    if (repair !== null || (cause === 'unreadable' && rowRepairs >= ROW_REPAIRS)) return
    if (cause === 'unreadable') rowRepairs += 1
    repair = under(mend(cause))
  }

  async function under(work: Promise<void>): Promise<void> {
    await work
    repair = null
    if (current?.store === null && current.isStalled) awaitStore()
    else lookAfterMs = LOOK_AGAIN_MS
    void announce()
  }

  /** Whoever only slept, or was busy, answers again: the store then takes over from the memory (OB36). */
  function awaitStore(): void {
    cancelLook()
    if (isClosed) return
    cancelLook = parts.timer.after(lookAfterMs, () => void lookForStore())
    lookAfterMs = Math.min(2 * lookAfterMs, LONGEST_LOOK_MS)
  }

  async function lookForStore(): Promise<void> {
    const opened = await parts.store.open(() => {})
    const answered = opened.ok ? await opened.value.outbox.appliedFrame() : opened
    if (opened.ok) opened.value.close()
    if (isClosed) return
    if (answered.ok) startRepair('stalled')
    else awaitStore()
  }

  /** What was journaled while the repair read its last page is fetched before anybody goes on. */
  async function announce(): Promise<void> {
    if (current === null) return
    await createJournalFollower({ outbox: current.outbox, journal: parts.journal }).catchUp()
    changed()
    parts.onReady()
    await look(current)
  }

  async function look(opened: Opened): Promise<void> {
    const { isKept, lost } = await standingOf(opened)
    // A repair that began meanwhile looks for itself.
    if (opened !== current || (isKept === standing.isKept && lost === standing.lost)) return
    standing = { isKept, lost }
    changed()
  }

  async function mend(cause: Cause): Promise<void> {
    const old = current?.store ?? null
    if (cause === 'failed' && wasPutRight && old !== null) {
      current = take(await replace(opening, old))
      return
    }
    old?.close()
    wasPutRight ||= cause === 'failed'
    current = take(await openOutbox(opening, { isSuspect: cause !== 'stalled' }))
  }

  async function ask<Value>(
    work: (outbox: Outbox) => Promise<Result<Value, OutboxFailure>>,
  ): Promise<Result<Value, OutboxFailure>> {
    if (repair !== null || current === null) return { ok: false, failure: { kind: 'stalled' } }
    const result = await work(current.outbox)
    if (!result.ok) startRepair(result.failure.kind === 'stalled' ? 'stalled' : 'failed')
    return result
  }

  return {
    applyFrames: (frames) => ask((outbox) => outbox.applyFrames(frames)),
    applyReplay: (page) => ask((outbox) => outbox.applyReplay(page)),
    appliedFrame: () => ask((outbox) => outbox.appliedFrame()),
    orderBase: () => ask((outbox) => outbox.orderBase()),
    nextSendable: (query) => ask((outbox) => outbox.nextSendable(query)),
    markSending: (ids) => ask((outbox) => outbox.markSending(ids)),
    markUnknown: (ids) => ask((outbox) => outbox.markUnknown(ids)),
    recoverSending: (except) => ask((outbox) => outbox.recoverSending(except)),
    recordFailures: (ids) => ask((outbox) => outbox.recordFailures(ids)),
    tally: () => ask((outbox) => outbox.tally()),
    oldest: (shelf) => ask((outbox) => outbox.oldest(shelf)),
    page: (query) => ask((outbox) => outbox.page(query)),
    cases: (query) => ask((outbox) => outbox.cases(query)),
    get: (id) => ask((outbox) => outbox.get(id)),
    envelopes: (ids) => ask((outbox) => outbox.envelopes(ids)),
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    async unsettled(limit) {
      const store = repair === null ? (current?.store ?? null) : null
      if (store === null || (await store.aside()).length > 0) return null
      return unsettledIn(store.outbox, limit)
    },
    standing: () => standing,
    async settled() {
      await repair
    },
    close() {
      isClosed = true
      cancelLook()
      unsubscribe()
      current?.store?.close()
    },
  }
}
