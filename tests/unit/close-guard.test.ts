import { describe, expect, test } from 'vitest'

import { ANSWER_WITHIN_MS, createCloseGuard } from '#electron/main/close-guard.ts'

import { createManualTime } from '../harness/manual-time.ts'

function open() {
  const time = createManualTime()
  const said: string[] = []
  const guard = createCloseGuard({
    ...time,
    ask: () => said.push('asked'),
    close: (how) => said.push(how),
  })
  return { time, said, guard }
}

function listening() {
  const opened = open()
  opened.guard.answer('listening')
  return opened
}

describe('closing the window', () => {
  test('a window that listens to nobody yet is not held', () => {
    const { guard, said } = open()
    expect(guard.holds()).toBe(false)
    expect(said).toEqual([])
  })

  test('the window is asked, and closes once it says so', () => {
    const { guard, said } = listening()
    expect(guard.holds()).toBe(true)
    guard.answer('close')
    expect(said).toEqual(['asked', 'confirmed'])
    expect(guard.holds()).toBe(false)
  })

  test('while a person is asked nothing closes by itself, and to stay is to be asked again next time', () => {
    const { guard, said, time } = listening()
    guard.holds()
    guard.answer('asking')
    time.pass(10 * ANSWER_WITHIN_MS)
    expect(said).toEqual(['asked'])
    guard.answer('stay')
    expect(guard.holds()).toBe(true)
    expect(said).toEqual(['asked', 'asked'])
  })

  test('a press while the page is shown asks again and does not close a window that answers', () => {
    const { guard, time, said } = listening()
    for (let press = 0; press < 3; press += 1) {
      expect(guard.holds()).toBe(true)
      guard.answer('asking')
      time.pass(2_000)
    }
    expect(said).toEqual(['asked', 'asked', 'asked'])
  })

  test('a window that hangs closes at the second press', () => {
    const { guard, time, said } = listening()
    guard.holds()
    time.pass(1_000)
    guard.holds()
    expect(said).toEqual(['asked', 'unanswered'])
  })

  test('a double click is one press', () => {
    const { guard, time, said } = listening()
    expect(guard.holds()).toBe(true)
    time.pass(200)
    expect(guard.holds()).toBe(true)
    expect(said).toEqual(['asked'])
  })

  test('a window that hangs closes after five seconds without a second press', () => {
    const { guard, time, said } = listening()
    guard.holds()
    time.pass(ANSWER_WITHIN_MS - 1)
    expect(said).toEqual(['asked'])
    time.pass(1)
    expect(said).toEqual(['asked', 'unanswered'])
  })

  test('[F18] when the machine ends, nothing is held', () => {
    const { guard, said } = listening()
    guard.release()
    expect(guard.holds()).toBe(false)
    expect(said).toEqual([])
  })

  test('an answer that nobody asked for closes nothing', () => {
    const { guard, said } = listening()
    for (const answer of ['close', 'asking', 'stay'] as const) guard.answer(answer)
    expect(said).toEqual([])
    guard.holds()
    guard.answer('stay')
    guard.answer('close')
    expect(said).toEqual(['asked'])
  })

  test('a page that is gone is not waited for', () => {
    const { guard, said, time } = listening()
    guard.holds()
    guard.forget()
    time.pass(ANSWER_WITHIN_MS)
    expect(said).toEqual(['asked'])
    expect(guard.holds()).toBe(false)
  })
})
