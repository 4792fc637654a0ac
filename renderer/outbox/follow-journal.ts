import { fail, ok } from '#shared/kernel/result.ts'
import { JOURNAL_PAGE_FRAMES, type JournalSource } from './journal-source.ts'
import { type JournalFollower, type Outbox, beginsAnew } from './outbox.ts'

/** Follows `journal` with `outbox`, page by page (OB4, OB19). */
export function createJournalFollower(parts: { outbox: Outbox; journal: JournalSource }): JournalFollower {
  const { outbox, journal } = parts

  const catchUp: JournalFollower['catchUp'] = async () => {
    const from = await outbox.appliedFrame()
    if (!from.ok) return from
    let isAnew = false
    for (let reached = from.value; ;) {
      const page = await journal.read({ afterFrame: reached, limit: JOURNAL_PAGE_FRAMES })
      if (!page.ok) return page
      const { frames, lastFrame } = page.value
      if (beginsAnew({ ...page.value, afterFrame: 0 }, reached)) {
        reached = 0
        isAnew = true
        continue
      }
      // That nothing is there any more is for the outbox to know (OB23).
      if (frames.length === 0 && lastFrame <= reached && !isAnew)
        return ok({ appliedFrame: reached, lastFrame })
      const applied = await outbox.applyReplay(page.value)
      if (!applied.ok) return applied
      // A page that moves nothing would be asked for again without end.
      if (applied.value.appliedFrame <= reached) return ok({ appliedFrame: reached, lastFrame })
      reached = applied.value.appliedFrame
      if (reached >= lastFrame) return ok({ appliedFrame: reached, lastFrame })
    }
  }

  return {
    catchUp,
    async follow(given) {
      const frames = given.toSorted((left, right) => left.number - right.number)
      const applied = await outbox.applyFrames(frames)
      if (!applied.ok || applied.value.kind === 'applied') return applied
      const caughtUp = await catchUp()
      if (!caughtUp.ok) return caughtUp
      const { appliedFrame } = caughtUp.value
      return appliedFrame < (frames.at(-1)?.number ?? 0)
        ? fail({ kind: 'unavailable' })
        : ok({ kind: 'applied', appliedFrame })
    },
  }
}
