import { shelfOf } from './delivery.ts'
import { JOURNAL_PAGE_FRAMES, type JournalSource } from './journal-source.ts'
import type { Reached } from './outbox-database.ts'
import type { Outbox } from './outbox.ts'
import type { StoreContents } from './salvage-store.ts'

interface Followed {
  readonly outbox: Outbox
  readonly journal: JournalSource
}

/**
 * From where the frames that were applied are read once more (OB30): a journal that has the newest record of the outbox under its number
 * is the one that was followed up to there.
 */
export async function lookFrom({ outbox, journal }: Followed, reached: Reached): Promise<number> {
  const newest = await outbox.page({ shelf: 'all', before: null, limit: 1 })
  const record = newest.ok ? newest.value[0] : undefined
  const number = (record?.position ?? 0) - reached.orderBase
  if (number <= 0) return 0
  const page = await journal.read({ afterFrame: number - 1, limit: 1 })
  const frame = page.ok ? page.value.frames[0] : undefined
  // It cannot be read: only the last ones tell.
  if (frame?.number !== number) return Math.max(0, reached.appliedFrame - JOURNAL_PAGE_FRAMES)
  return frame.kind === 'saved' && frame.envelope.id === record?.id ? number : 0
}

/** What is known of these frames already changes nothing (OB2). False when the store fails. */
export async function lookAgain(
  { outbox, journal }: Followed,
  { from, applied }: { from: number; applied: number },
): Promise<boolean> {
  for (let afterFrame = from; afterFrame < applied;) {
    const page = await journal.read({ afterFrame, limit: JOURNAL_PAGE_FRAMES })
    const last = page.ok ? page.value.frames.at(-1) : undefined
    // A journal that does not answer here does not where it is followed, which sees to it.
    if (!page.ok || last === undefined) return true
    const seen = await outbox.applyReplay(page.value)
    if (!seen.ok) return false
    // The numbers start over: the journal is followed from its first frame.
    if (seen.value.appliedFrame < applied) return true
    afterFrame = last.number
  }
  return true
}

/** Whether the journal has every record of a store that is not done. */
export async function hasAll(journal: JournalSource, held: StoreContents): Promise<boolean> {
  const wanted = new Set(
    held.deliveries.flatMap((delivery) => (shelfOf(delivery) === 'done' ? [] : [delivery.id])),
  )
  for (let afterFrame = 0; wanted.size > 0;) {
    const page = await journal.read({ afterFrame, limit: JOURNAL_PAGE_FRAMES })
    const last = page.ok ? page.value.frames.at(-1) : undefined
    if (!page.ok || last === undefined) return false
    for (const frame of page.value.frames) if (frame.kind === 'saved') wanted.delete(frame.envelope.id)
    afterFrame = last.number
  }
  return true
}
