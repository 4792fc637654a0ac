import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { Shelf } from '#renderer/outbox/delivery.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'
import { type Observable, watchQuery } from './observable.ts'
import { readDayRows } from './day-rows.ts'
import { type RecordRow, toRecordRow } from './record-row.ts'

export interface OutboxCounts {
  readonly waiting: number
  /** Without those of which a customer is asked: nothing can be done for these now. */
  readonly needsYou: number
  readonly sentToday: number
  /** When the oldest record that still waits was saved; null when none does. */
  readonly oldestWaitingAt: string | null
}

export interface RecordPage {
  readonly rows: readonly RecordRow[]
  /** `before` of the next page; null when this is the last. */
  readonly next: number | null
}

export const PAGE_ROWS = 50

/** What screens show of the outbox. Each call makes an observable of its own; it reads only while subscribed. */
export interface OutboxViews {
  counts(): Observable<OutboxCounts | null>
  /**
   * The first page of each shelf, newest first, as one value: a record that moves is on one of them, never on two.
   */
  firstPages(): Observable<Readonly<Record<Shelf, RecordPage>> | null>
  /** Newest first. */
  page(query: { shelf: Shelf | 'all'; before: number | null }): Observable<RecordPage | null>
  /** Everything saved on the store's day, and possibly more; for counting by who knows the time. */
  day(): Observable<readonly RecordRow[] | null>
  record(operationId: OperationId): Observable<(RecordRow & { readonly hash: string | null }) | null>
}

/** `today` is the calendar day of the store now, `YYYY-MM-DD`. */
export function createOutboxViews(parts: { outbox: Outbox; timer: Timer; today: () => string }): OutboxViews {
  const { outbox, timer, today } = parts
  const readPage = async (query: {
    shelf: Shelf | 'all'
    before: number | null
  }): Promise<RecordPage | null> => {
    const found = await outbox.page({ ...query, limit: PAGE_ROWS + 1 })
    if (!found.ok) return null
    const rows = found.value.slice(0, PAGE_ROWS).map(toRecordRow)
    const last = rows.at(-1)
    return { rows, next: found.value.length > PAGE_ROWS && last !== undefined ? last.position : null }
  }
  const watch = <Value>(read: () => Promise<Value | null | undefined>) =>
    watchQuery<Value | null>({ source: outbox, timer, initial: null, read })

  return {
    counts: () =>
      watch(async () => {
        const [tally, oldest] = [await outbox.tally(), await outbox.oldest('waiting')]
        if (!tally.ok || !oldest.ok) return undefined
        const { waiting, needsYou, asked, sentByDay } = tally.value
        return {
          waiting,
          needsYou: Math.max(0, needsYou - asked),
          sentToday: sentByDay[today()] ?? 0,
          oldestWaitingAt: oldest.value?.savedAt ?? null,
        }
      }),
    firstPages() {
      let shown: readonly RecordPage[] = []
      return watch(async () => {
        const pages: RecordPage[] = []
        for (const shelf of ['needs-you', 'decided', 'waiting', 'done'] as const) {
          const page = await readPage({ shelf, before: null })
          if (page === null) return undefined
          pages.push(page)
        }
        // A page that did not change stays the same object, so that its screen has nothing to do.
        shown = eachOnce(pages).map((page, index) => {
          const before = shown[index]
          return JSON.stringify(page) === JSON.stringify(before) ? (before ?? page) : page
        })
        const [needsYou, decided, waiting, done] = shown
        if (needsYou === undefined || decided === undefined || waiting === undefined || done === undefined)
          return undefined
        return { 'needs-you': needsYou, decided, waiting, done }
      })
    },
    page: (query) => watch(async () => (await readPage(query)) ?? undefined),
    day: () =>
      watch(async () => {
        const found = await readDayRows(outbox, today())
        return found?.map(toRecordRow)
      }),
    record: (operationId) =>
      watch(async () => {
        const kept = await outbox.get(operationId)
        if (!kept.ok) return undefined
        if (kept.value === null) return null
        const { delivery, envelope } = kept.value
        return { ...toRecordRow(delivery), hash: envelope?.hash ?? null }
      }),
  }
}

/** A record that moved between two readings stays where it was read last: its older row is not true any more. */
function eachOnce(pages: readonly RecordPage[]): readonly RecordPage[] {
  const last = new Map(
    pages.flatMap(({ rows }, index) => rows.map(({ operationId }) => [operationId, index] as const)),
  )
  return pages.map((page, index) => ({
    ...page,
    rows: page.rows.filter(({ operationId }) => last.get(operationId) === index),
  }))
}
