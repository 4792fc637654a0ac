import { expect, test } from 'vitest'
import { openTurns } from '#account-api/load/turns.ts'
import type { Turn, Turns } from '#account-api/load/turns.ts'
import { FakeClock } from '#tests/api/fake-clock.ts'

const clock = () => new FakeClock('2026-11-22T12:00:00.000Z')
let terminals = 0
/** Another terminal each time. */
const anyone = () => `terminal ${(terminals += 1)}`
const goIn = (turns: Turns): Extract<Turn, { kind: 'in' }> => {
  const turn = turns.enter(anyone())
  if (turn.kind !== 'in') throw new Error('the room is full')
  return turn
}

test('[OP2] takes so many at a time, and the next one as soon as one left', () => {
  const turns = openTurns({ limit: 2, clock: clock() })
  const first = goIn(turns)
  goIn(turns)
  expect(turns.inside).toBe(2)
  expect(turns.enter(anyone()).kind).toBe('later')
  first.leave()
  expect(turns.inside).toBe(1)
  expect(turns.enter(anyone()).kind).toBe('in')
})

test('[OP2] whoever finds it full gets a turn behind the one before, by how long one takes', () => {
  const time = clock()
  const turns = openTurns({ limit: 2, clock: time })
  for (let batch = 0; batch < 100; batch += 1) {
    const turn = goIn(turns)
    time.advance(4000)
    turn.leave()
  }
  goIn(turns)
  goIn(turns)
  const waits = Array.from({ length: 4 }, () => turns.whenFull(anyone()) ?? 0)
  for (const [index, wait] of waits.entries()) expect(Math.round(wait / 100)).toBe((index + 1) * 20)
  expect(turns.promisedMs()).toBe(waits[3])
  time.advance(6000)
  expect(Math.round((turns.whenFull(anyone()) ?? 0) / 100)).toBe(40)
})

test('[OP2] no turn is further away than a minute or nearer than a second', () => {
  const turns = openTurns({ limit: 1, clock: clock() })
  goIn(turns)
  expect(turns.whenFull(anyone())).toBe(1000)
  const waits = Array.from({ length: 10_000 }, () => turns.whenFull(anyone()) ?? 0)
  expect(Math.max(...waits)).toBe(60_000)
})

test('[OP3] nobody is asked to leave room once the turns that were given are over', () => {
  const time = clock()
  const turns = openTurns({ limit: 1, clock: time })
  const turn = goIn(turns)
  expect(turns.promisedMs()).toBe(0)
  turns.enter(anyone())
  expect(turns.promisedMs()).toBeGreaterThan(0)
  turn.leave()
  time.advance(60_000)
  expect(turns.promisedMs()).toBe(0)
  expect(turns.whenFull(anyone())).toBeNull()
})

test('[OP2] a terminal that asks again before its turn keeps it, and takes no second one', () => {
  const time = clock()
  const turns = openTurns({ limit: 1, clock: time })
  goIn(turns)
  for (let other = 0; other < 100; other += 1) turns.whenFull(anyone())
  const first = turns.whenFull('asks twice') ?? 0
  const behind = turns.whenFull(anyone()) ?? 0
  expect(behind).toBeGreaterThan(first)
  time.advance(500)
  expect(turns.enter('asks twice')).toEqual({ kind: 'later', afterMs: first - 500 })
  expect(turns.promisedMs()).toBe(behind - 500)
  time.advance(60_000)
  expect(turns.whenFull('asks twice')).toBe(1000)
})
