import type { Timer } from '#shared/kernel/timer.ts'
import { createJournalFollower } from './follow-journal.ts'
import { JOURNAL_PAGE_FRAMES, type JournalSource } from './journal-source.ts'
import { createMemoryOutbox } from './memory-outbox.ts'
import type { OpenStore, OutboxStore } from './outbox-store.ts'
import type { Outbox } from './outbox.ts'

/** What a person or head office has to learn about the store. */
export type StoreAlarm =
  | 'store-rebuilt'
  | 'store-unavailable'
  | 'record-unreadable'
  | 'journal-behind'
  | 'journal-unavailable'

export interface OpeningParts {
  readonly store: OutboxStore
  readonly journal: JournalSource
  readonly timer: Timer
  readonly report: (alarm: StoreAlarm) => void
  /** The store found a row that it cannot read while it was at work. */
  readonly onUnreadable: () => void
}

/** An outbox that follows the journal; `store` is null while it lives in memory. */
export interface Opened {
  readonly outbox: Outbox
  readonly store: OpenStore | null
}

/** Opens the store as it is, or makes it anew from the journal (OB18 to OB21, OB23). Never fails. */
export async function openOutbox(parts: OpeningParts): Promise<Opened> {
  return (await openAsItIs(parts)) ?? (await makeAnew(parts, null))
}

/**
 * The last frames once more: a journal that lost its end at a frame's end, and went on, has other records under numbers that
 * were passed (OB30). What is known of them already changes nothing (OB2).
 */
async function lookAgain(
  outbox: Outbox,
  { journal, applied }: { journal: JournalSource; applied: number },
): Promise<void> {
  const afterFrame = Math.max(0, applied - JOURNAL_PAGE_FRAMES)
  const page = await journal.read({ afterFrame, limit: JOURNAL_PAGE_FRAMES })
  // What fails here fails again where the journal is followed, which sees to it.
  if (page.ok && page.value.frames.length > 0) await outbox.applyReplay(page.value)
}

/** Null when the store has to be made anew. */
async function openAsItIs(parts: OpeningParts): Promise<Opened | null> {
  let isOpening = true
  let foundUnreadable = false
  const opened = await open({
    ...parts,
    onUnreadable() {
      if (isOpening) foundUnreadable = true
      else parts.onUnreadable()
    },
  })
  if (opened === null) return null
  const { outbox } = opened
  const [before, base, tally] = [await outbox.appliedFrame(), await outbox.orderBase(), await outbox.tally()]
  if (!before.ok || !base.ok || !tally.ok) return makeAnew(parts, opened)
  const followedNothing = before.value === 0 && base.value === 0
  // A row that went aside sets both to zero: whatever else the store holds is to be made anew.
  const isDamaged = followedNothing && ((await holdsRows(outbox)) || holdsAny(tally.value))
  if (isDamaged) return makeAnew(parts, opened)
  await lookAgain(opened.outbox, { journal: parts.journal, applied: before.value })
  const caughtUp = await createJournalFollower({ outbox, journal: parts.journal }).catchUp()
  if (!caughtUp.ok && caughtUp.failure.kind !== 'unavailable') return makeAnew(parts, opened)
  if (!caughtUp.ok) parts.report('journal-unavailable')
  else {
    if (caughtUp.value.lastFrame < before.value) parts.report('journal-behind')
    if (followedNothing && caughtUp.value.lastFrame > 0) parts.report('store-rebuilt')
  }
  const recovered = await outbox.recoverSending(new Set())
  isOpening = false
  if (foundUnreadable || !recovered.ok) return makeAnew(parts, opened)
  return { outbox, store: opened }
}

/** Closes and destroys what is there, and fills a new store, or the memory, from the journal. */
export async function makeAnew(parts: OpeningParts, old: OpenStore | null): Promise<Opened> {
  const aside = (await old?.aside()) ?? []
  old?.close()
  await parts.store.destroy()
  const store = await open(parts)
  if (store !== null) {
    if (aside.length > 0) await store.carryOver(aside)
    const filled = await createJournalFollower({ outbox: store.outbox, journal: parts.journal }).catchUp()
    if (filled.ok || filled.failure.kind === 'unavailable') {
      parts.report(filled.ok ? 'store-rebuilt' : 'journal-unavailable')
      return { outbox: store.outbox, store }
    }
    store.close()
  }
  parts.report('store-unavailable')
  const outbox = createMemoryOutbox()
  const filled = await createJournalFollower({ outbox, journal: parts.journal }).catchUp()
  if (!filled.ok) parts.report('journal-unavailable')
  return { outbox, store: null }
}

async function open(parts: OpeningParts): Promise<OpenStore | null> {
  const opened = await parts.store.open(() => {
    parts.report('record-unreadable')
    parts.onUnreadable()
  })
  return opened.ok ? opened.value : null
}

/** The counts may be what went aside. */
async function holdsRows(outbox: Outbox): Promise<boolean> {
  const newest = await outbox.page({ shelf: 'all', before: null, limit: 1 })
  return !newest.ok || newest.value.length > 0
}

function holdsAny(tally: { waiting: number; needsYou: number; done: number }): boolean {
  return tally.waiting + tally.needsYou + tally.done > 0
}
