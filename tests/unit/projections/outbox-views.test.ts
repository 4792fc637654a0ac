import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import { PAGE_ROWS, createOutboxViews } from '#renderer/projections/outbox-views.ts'
import { eventually } from '#tests/harness/eventually.ts'
import { A_CASE, SAVED_AT, operationId, saved, settled } from '#tests/harness/frames.ts'
import { realTimer } from '#tests/harness/real-timer.ts'
import { expect, test, vi } from 'vitest'

function viewing() {
  const outbox = createMemoryOutbox()
  return { outbox, views: createOutboxViews({ outbox, timer: realTimer, today: () => '2026-03-01' }) }
}

test('counts follow the outbox while somebody looks', async () => {
  const { outbox, views } = viewing()
  const counts = views.counts()
  expect(counts.getSnapshot()).toBeNull()
  const leave = counts.subscribe(() => {})
  await outbox.applyFrames([saved(1), saved(2), saved(3), settled(4, 1), settled(5, 2, A_CASE)])
  await eventually(() => {
    expect(counts.getSnapshot()).toEqual({ waiting: 1, needsYou: 1, sentToday: 1, oldestWaitingAt: SAVED_AT })
  })
  const snapshot = counts.getSnapshot()
  leave()
  await outbox.applyFrames([saved(6)])
  expect(counts.getSnapshot()).toBe(snapshot)
})

test('[OB27] what a customer is asked about needs nobody here', async () => {
  const { outbox, views } = viewing()
  const counts = views.counts()
  counts.subscribe(() => {})
  const asked = { ...A_CASE, asked: 'next-visit' } as never
  await outbox.applyFrames([saved(1), saved(2), settled(3, 1, A_CASE), settled(4, 2, asked)])
  await eventually(() => expect(counts.getSnapshot()).toMatchObject({ waiting: 0, needsYou: 1 }))
})

test('a snapshot is the same object while nothing that it shows changes', async () => {
  const { outbox, views } = viewing()
  const record = views.record(operationId(1))
  const changed = vi.fn<() => void>()
  record.subscribe(changed)
  await outbox.applyFrames([saved(1)])
  await eventually(() => expect(record.getSnapshot()).toMatchObject({ status: 'pending', sequence: 1 }))
  const snapshot = record.getSnapshot()
  await outbox.applyFrames([saved(2)])
  await new Promise((resolve) => setTimeout(resolve, 120))
  expect(record.getSnapshot()).toBe(snapshot)
  expect(changed).toHaveBeenCalledOnce()
})

test('the day is read back to its first record, and past one whose clock was wrong', async () => {
  const { outbox, views } = viewing()
  const old = (n: number) => ({ ...saved(n), savedAt: '2026-02-27T09:00:00.000Z' })
  const all = Array.from({ length: 1_000 }, (_, index) => {
    const n = index + 1
    return n <= 450 || n === 700 ? old(n) : saved(n)
  })
  await outbox.applyFrames(all)
  const day = views.day()
  day.subscribe(() => {})
  await eventually(() => expect(day.getSnapshot()).not.toBeNull())
  const rows = day.getSnapshot() ?? []
  expect(rows.filter(({ savedAt }) => savedAt === SAVED_AT)).toHaveLength(549)
  // What is left out is older than the day, and was not even read.
  expect(rows.length).toBeLessThan(1_000)
})

test('[I9] a record that moves is on one of the first pages at every moment', async () => {
  const { outbox, views } = viewing()
  await outbox.applyFrames([saved(1), saved(2)])
  const slow = {
    ...outbox,
    page: async (query: Parameters<typeof outbox.page>[0]) => {
      const found = await outbox.page(query)
      // While the shelf of what waits was being read, the record is settled.
      if (query.shelf === 'waiting') await outbox.applyFrames([settled(3, 1)])
      return found
    },
  }
  const pages = createOutboxViews({ outbox: slow, timer: realTimer, today: () => '2026-03-01' }).firstPages()
  const seen: string[] = []
  pages.subscribe(() => {
    const now = pages.getSnapshot()
    seen.push(
      `${now?.waiting.rows.map((row) => row.sequence).join()} | ${now?.done.rows.map((row) => row.sequence).join()}`,
    )
  })
  await eventually(() => expect(seen.at(-1)).toBe('2 | 1'))
  expect(seen).toEqual(['2 | 1'])
  expect(views.firstPages().getSnapshot()).toBeNull()
})

test('pages carry the key of the next', async () => {
  const { outbox, views } = viewing()
  await outbox.applyFrames(Array.from({ length: PAGE_ROWS + 5 }, (_, index) => saved(index + 1)))
  const first = views.page({ shelf: 'all', before: null })
  first.subscribe(() => {})
  await eventually(() => expect(first.getSnapshot()?.rows).toHaveLength(PAGE_ROWS))
  expect(first.getSnapshot()).toMatchObject({ next: 6, rows: { 0: { sequence: 55 } } })
  const second = views.page({ shelf: 'all', before: 6 })
  second.subscribe(() => {})
  await eventually(() => expect(second.getSnapshot()).toMatchObject({ next: null, rows: { length: 5 } }))
})
