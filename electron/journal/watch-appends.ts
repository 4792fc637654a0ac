import type { Journal } from './journal.ts'

/** The same journal; calls `appended` once frames are on disk and whoever wrote them was answered. */
export function watchAppends(journal: Journal, appended: () => void): Journal {
  return {
    ...journal,
    async append(build) {
      const written = await journal.append(build)
      if (written.ok && written.value.length > 0) appended()
      return written
    },
  }
}
