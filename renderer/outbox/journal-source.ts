import type { Result } from '#shared/kernel/result.ts'
import type { JournalPage } from './outbox.ts'

/** Main's journal, read by pages. */
export interface JournalSource {
  /** At most `limit` (1 to 200) frames after `afterFrame`. `unavailable`: main, or its disk, did not answer. */
  read(request: {
    afterFrame: number
    limit: number
  }): Promise<Result<JournalPage, { readonly kind: 'unavailable' }>>
}

export const JOURNAL_PAGE_FRAMES = 200
