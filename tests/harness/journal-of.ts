import type { JournalSource } from '#renderer/outbox/journal-source.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { ok } from '#shared/kernel/result.ts'

/** A journal that holds these frames. */
export function journalOf(frames: readonly Frame[]): JournalSource {
  return {
    read: async ({ afterFrame, limit }) =>
      ok({
        afterFrame,
        frames: frames.filter(({ number }) => number > afterFrame).slice(0, limit),
        lastFrame: frames.at(-1)?.number ?? 0,
      }),
  }
}
