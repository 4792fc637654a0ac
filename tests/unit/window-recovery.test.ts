import { expect, test } from 'vitest'

import { RELOAD_AT_MOST_EVERY_MS, createWindowRecovery } from '#electron/main/window-recovery.ts'

import { createManualTime } from '../harness/manual-time.ts'

function createCountedRecovery() {
  const time = createManualTime()
  let reloads = 0
  const gone = createWindowRecovery({ ...time, reload: () => void (reloads += 1) })
  return { time, gone, reloads: () => reloads }
}

test('[F16] a page whose process ended is loaded again at once', () => {
  const { time, gone, reloads } = createCountedRecovery()
  gone()
  time.pass(0)
  expect(reloads()).toBe(1)
})

test('[F16] a page that ends again and again is loaded again with a pause, for as long as it takes', () => {
  const { time, gone, reloads } = createCountedRecovery()
  gone()
  time.pass(0)
  for (let count = 1; count <= 20; count += 1) {
    gone()
    time.pass(RELOAD_AT_MOST_EVERY_MS - 1)
    expect(reloads()).toBe(count)
    time.pass(1)
    expect(reloads()).toBe(count + 1)
  }
})
