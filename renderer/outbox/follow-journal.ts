import type { Frame } from '#shared/contracts/frame.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'
import { JOURNAL_PAGE_FRAMES, type JournalSource } from './journal-source.ts'
import type { Applied, Outbox, OutboxFailure } from './outbox.ts'

export type FollowFailure = OutboxFailure | { readonly kind: 'unavailable' }

/** How far the outbox follows, and how far the journal goes. */
export interface Followed {
  readonly appliedFrame: number
  readonly lastFrame: number
}

/** Reads the journal from where the outbox stands to its end, page by page (OB4, OB19). */
export async function catchUp(parts: {
  outbox: Outbox
  journal: JournalSource
}): Promise<Result<Followed, FollowFailure>> {
  const from = await parts.outbox.appliedFrame()
  if (!from.ok) return from
  for (let reached = from.value; ; ) {
    const page = await parts.journal.read({ afterFrame: reached, limit: JOURNAL_PAGE_FRAMES })
    if (!page.ok) return page
    const { frames, lastFrame } = page.value
    if (frames.length === 0 && lastFrame <= reached) return ok({ appliedFrame: reached, lastFrame })
    const applied = await parts.outbox.applyReplay(page.value)
    if (!applied.ok) return applied
    // A page that moves nothing would be asked for again without end.
    if (applied.value.appliedFrame <= reached) return ok({ appliedFrame: reached, lastFrame })
    reached = applied.value.appliedFrame
    if (reached >= lastFrame) return ok({ appliedFrame: reached, lastFrame })
  }
}

/** Applies frames as they arrive, and catches up with the journal when one is missing in between (OB3). */
export async function follow(parts: {
  outbox: Outbox
  journal: JournalSource
  frames: readonly Frame[]
}): Promise<Result<Applied, FollowFailure>> {
  const frames = parts.frames.toSorted((left, right) => left.number - right.number)
  const applied = await parts.outbox.applyFrames(frames)
  if (!applied.ok || applied.value.kind === 'applied') return applied
  const caughtUp = await catchUp(parts)
  if (!caughtUp.ok) return caughtUp
  const last = frames.at(-1)?.number ?? 0
  if (caughtUp.value.appliedFrame < last) return fail({ kind: 'unavailable' })
  return ok({ kind: 'applied', appliedFrame: caughtUp.value.appliedFrame })
}
