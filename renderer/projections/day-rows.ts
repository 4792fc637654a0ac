import { dayIn } from '#renderer/outbox/counts.ts'
import type { Delivery } from '#renderer/outbox/delivery.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'

const READ_ROWS = 200
/** A till writes a few hundred records on its busiest day; more is no day, and a screen must not wait for it. */
const MOST_ROWS = 5_000

/**
 * Every delivery that was saved on the store's day `today` (`YYYY-MM-DD`), newest first, and a few that were not. Reads
 * back until a whole reading is older: a clock that was put right in between hides nothing. Undefined when the store fails.
 */
export async function readDayRows(outbox: Outbox, today: string): Promise<readonly Delivery[] | undefined> {
  const found: Delivery[] = []
  let before: number | null = null
  while (found.length < MOST_ROWS) {
    // Each reading begins where the one before it ended.
    // oxlint-disable-next-line no-await-in-loop
    const page = await outbox.page({ shelf: 'all', before, limit: READ_ROWS })
    if (!page.ok) return undefined
    found.push(...page.value)
    const last = page.value.at(-1)
    const isOlder = page.value.every((row) => dayIn(row.storeTimeZone, Date.parse(row.savedAt)) < today)
    if (last === undefined || page.value.length < READ_ROWS || isOlder) break
    before = last.position
  }
  return found
}
