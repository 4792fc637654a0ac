import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { createJournalFollower } from './follow-journal.ts'
import type { JournalSource } from './journal-source.ts'
import { hasAll, lookAgain, lookFrom } from './look-again.ts'
import { NOTHING_HELD, createMemoryOutbox } from './memory-outbox.ts'
import type { AsideRow } from './outbox-database.ts'
import type { OpenStore, OutboxStore } from './outbox-store.ts'
import type { Outbox } from './outbox.ts'
import type { StoreContents } from './salvage-store.ts'

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
export type Opened = { readonly outbox: Outbox } & (
  | { readonly store: OpenStore }
  | {
      readonly store: null
      /** Whether there may be a whole store that does not answer now. */
      readonly isStalled: boolean
      /** Operations of which something lies aside in the store; none where the journal, which may have them, did not answer. */
      readonly aside: ReadonlySet<string>
    }
)

interface Opening {
  readonly parts: OpeningParts
  readonly store: OpenStore
  /** How often something could not be read so far. */
  readonly unreadable: () => number
}

/**
 * Opens the store as it is, or puts it right from the journal; makes it anew where it cannot be opened, or neither (OB18 to OB21,
 * OB23). `isSuspect`: it failed at work. Never fails.
 */
export async function openOutbox(
  parts: OpeningParts,
  { isSuspect }: { isSuspect: boolean } = { isSuspect: false },
): Promise<Opened> {
  let [unreadable, isOpening] = [0, true]
  const opened = await parts.store.open(() => {
    unreadable += 1
    parts.report('record-unreadable')
    if (!isOpening) parts.onUnreadable()
  })
  // What does not answer may be whole: it stays for the next start.
  if (!opened.ok) return opened.failure.kind === 'stalled' ? stalled(parts) : makeAnew(parts, [])
  const opening = { parts, store: opened.value, unreadable: () => unreadable }
  const look = isSuspect ? 'damaged' : await looksLike(opened.value)
  if (look === 'stalled') {
    opened.value.close()
    return stalled(parts)
  }
  for (const isDamaged of [look === 'damaged', true]) {
    const followed = await follow(opening, isDamaged)
    if (followed === 'failed') break
    if (followed === 'again') continue
    isOpening = false
    return { outbox: opened.value.outbox, store: opened.value }
  }
  return replace(parts, opened.value)
}

/** Closes a store that cannot be put right. It is destroyed only where the journal has everything in it that is not done (OB18a). */
export async function replace(parts: OpeningParts, old: OpenStore): Promise<Opened> {
  const [aside, held] = [await old.aside(), await old.contents()]
  old.close()
  if (!held.ok) return held.failure.kind === 'stalled' ? stalled(parts) : makeAnew(parts, aside)
  return (await hasAll(parts.journal, held.value)) ? makeAnew(parts, aside) : inMemory(parts, held.value)
}

/** `again`: something could not be read on the way, and went aside. */
async function follow(opening: Opening, isDamaged: boolean): Promise<'ready' | 'again' | 'failed'> {
  const { parts, store, unreadable } = opening
  const { outbox } = store
  if (isDamaged && !(await store.salvage()).ok) return 'failed'
  const known = unreadable()
  const [before, base] = [await outbox.appliedFrame(), await outbox.orderBase()]
  if (!before.ok || !base.ok) return 'failed'
  const reached = { appliedFrame: before.value, orderBase: base.value }
  const followed = { outbox, journal: parts.journal }
  const from = isDamaged ? 0 : await lookFrom(followed, reached)
  if (!(await lookAgain(followed, { from, applied: before.value }))) return 'failed'
  const caughtUp = await createJournalFollower(followed).catchUp()
  if (!caughtUp.ok && caughtUp.failure.kind !== 'unavailable') return 'failed'
  const recovered = await outbox.recoverSending(new Set())
  if (!recovered.ok) return 'failed'
  if (unreadable() > known) return 'again'
  if (!caughtUp.ok) {
    parts.report('journal-unavailable')
    return 'ready'
  }
  if (caughtUp.value.lastFrame < before.value) parts.report('journal-behind')
  if (before.value + base.value === 0 && caughtUp.value.lastFrame > 0) parts.report('store-rebuilt')
  if (isDamaged) await store.markMended()
  return 'ready'
}

/** What opens and does not answer the first question is not asked a dozen more: a person waits for the queue. */
async function looksLike({ outbox, ...store }: OpenStore): Promise<'whole' | 'damaged' | 'stalled'> {
  const applied = await outbox.appliedFrame()
  if (!applied.ok && applied.failure.kind === 'stalled') return 'stalled'
  const [base, tally] = [await outbox.orderBase(), await outbox.tally()]
  if (!applied.ok || !base.ok || !tally.ok || (await store.isDamaged())) return 'damaged'
  // Earlier versions marked a damaged store so.
  const isMarked = applied.value + base.value === 0 && ((await holdsRows(outbox)) || holdsAny(tally.value))
  return isMarked ? 'damaged' : 'whole'
}

/** Destroys what is there, and fills a new store, or the memory, from the journal. What cannot be destroyed is no new store. */
async function makeAnew(parts: OpeningParts, aside: readonly AsideRow[]): Promise<Opened> {
  const left = { ...NOTHING_HELD, aside: new Set(aside.map(({ id }) => id as OperationId)) }
  if (!(await parts.store.destroy()).ok) return inMemory(parts, left)
  const opened = await parts.store.open(() => {
    parts.report('record-unreadable')
    parts.onUnreadable()
  })
  if (opened.ok) {
    const store = opened.value
    const carried = aside.length === 0 || (await store.carryOver(aside)).ok
    const filled = carried
      ? await createJournalFollower({ outbox: store.outbox, journal: parts.journal }).catchUp()
      : null
    if (filled?.ok === true || filled?.failure.kind === 'unavailable') {
      parts.report(filled.ok ? 'store-rebuilt' : 'journal-unavailable')
      return { outbox: store.outbox, store }
    }
    store.close()
  }
  return inMemory(parts, left)
}

/** Lives in memory, from the journal and from what a store that stays as it is still has (OB21). */
async function inMemory(
  { journal, report }: OpeningParts,
  held: StoreContents = NOTHING_HELD,
): Promise<Extract<Opened, { store: null }>> {
  report('store-unavailable')
  const outbox = createMemoryOutbox(held)
  await lookAgain({ outbox, journal }, { from: 0, applied: held.appliedFrame })
  const filled = await createJournalFollower({ outbox, journal }).catchUp()
  if (!filled.ok) report('journal-unavailable')
  await outbox.recoverSending(new Set())
  return { outbox, store: null, isStalled: false, aside: filled.ok ? held.aside : new Set() }
}

async function stalled(parts: OpeningParts): Promise<Opened> {
  return { ...(await inMemory(parts)), isStalled: true }
}

/** The counts may be what went aside. */
async function holdsRows(outbox: Outbox): Promise<boolean> {
  const newest = await outbox.page({ shelf: 'all', before: null, limit: 1 })
  return !newest.ok || newest.value.length > 0
}

function holdsAny(tally: { waiting: number; needsYou: number; done: number }): boolean {
  return tally.waiting + tally.needsYou + tally.done > 0
}
