import { dayIn } from '#renderer/outbox/counts.ts'
import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import { saved, settled } from '#tests/harness/frames.ts'
import { expect, test } from 'vitest'

const at = (instant: string) => dayIn('Europe/Lisbon', Date.parse(instant))

test('[F58] [OB15] the day of a record is that of the store, on both sides of both changes of the clock', () => {
  // 29 March 2026: 01:00 becomes 02:00. 25 October 2026: 02:00 becomes 01:00.
  expect([at('2026-03-28T23:59:59Z'), at('2026-03-29T00:00:00Z')]).toEqual(['2026-03-28', '2026-03-29'])
  expect([at('2026-03-29T22:59:59Z'), at('2026-03-29T23:00:00Z')]).toEqual(['2026-03-29', '2026-03-30'])
  expect([at('2026-10-24T22:59:59Z'), at('2026-10-24T23:00:00Z')]).toEqual(['2026-10-24', '2026-10-25'])
  expect([at('2026-10-25T23:59:59Z'), at('2026-10-26T00:00:00Z')]).toEqual(['2026-10-25', '2026-10-26'])
})

test('[F58] [OB15] what is sent in the hour that comes twice is counted on its day, in the order of the journal', async () => {
  const outbox = createMemoryOutbox()
  const settledAt = (number: number, n: number, instant: string) => ({
    ...settled(number, n),
    settledAt: instant as never,
  })
  await outbox.applyFrames([
    saved(1),
    saved(2),
    settledAt(3, 1, '2026-10-25T00:30:00.000Z'),
    settledAt(4, 2, '2026-10-25T01:30:00.000Z'),
  ])
  expect(await outbox.tally()).toMatchObject({ ok: true, value: { sentByDay: { '2026-10-25': 2 } } })
  const page = await outbox.page({ shelf: 'done', before: null, limit: 9 })
  expect(page.ok && page.value.map(({ position }) => position)).toEqual([2, 1])
})
