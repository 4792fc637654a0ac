import { expect, test } from 'vitest'

import { holdsStill } from '#shared/contracts/held-places.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'

function held(last: number, ...gaps: [number, number][]): Held[] {
  return [{ epoch: 1, last, gaps }]
}

test.each<{ what: string; now: Held[]; isStill: boolean }>([
  { what: 'the same', now: held(5, [2, 3]), isStill: true },
  { what: 'more of it', now: held(5, [2, 2]), isStill: true },
  { what: 'more behind it, with a gap there', now: held(9, [2, 3], [6, 8]), isStill: true },
  { what: 'another epoch besides', now: [...held(5), { epoch: 2, last: 0, gaps: [] }], isStill: true },
  { what: 'less at the end', now: held(4, [2, 3]), isStill: false },
  { what: 'a gap at the end, and more behind it', now: held(9, [2, 3], [5, 6]), isStill: false },
  { what: 'a gap that grew down', now: held(5, [1, 3]), isStill: false },
  { what: 'a gap that grew up', now: held(5, [2, 4]), isStill: false },
  { what: 'nothing of the epoch', now: [], isStill: false },
])('[D32] up to 5 without 2 and 3 was held; $what is held now', ({ now, isStill }) => {
  expect(holdsStill(held(5, [2, 3]), now)).toBe(isStill)
})

test('[D32] runs are compared by their ends: whatever an answer names as a gap keeps nobody waiting', () => {
  const last = Number.MAX_SAFE_INTEGER
  expect(holdsStill(held(last, [1, last - 1]), held(last, [1, last - 1]))).toBe(true)
  expect(holdsStill(held(last, [2, last - 1]), held(last, [1, last - 1]))).toBe(false)
})
