import { expect, test } from 'vitest'

import { watchAtWork } from '#renderer/bridge/at-work.ts'
import type { CallMain } from '#renderer/bridge/reply-limit.ts'
import { ok } from '#shared/kernel/result.ts'

/** Main answers each question when the test says so. */
function watched() {
  const open: ((value: unknown) => void)[] = []
  const call = (() =>
    new Promise((resolve) => open.push((value) => resolve(ok(value))))) as unknown as CallMain
  const unlocked = (operatorId: string) => ({ phase: 'unlocked', operator: { operatorId } })
  return { ...watchAtWork(call), open, unlocked }
}

test('[I8] who is at work is what main said last of the desk; nobody while it is locked, and before it said anything', async () => {
  const { call, operator, open, unlocked } = watched()
  expect(operator()).toBeNull()
  for (const [state, expected] of [
    [unlocked('ana'), 'ana'],
    [{ phase: 'locked' }, null],
    [unlocked('rui'), 'rui'],
    [{ phase: 'not-enrolled' }, null],
  ] as const) {
    const asked = call('desk.state', {})
    open.shift()?.(state)
    await asked
    expect(operator()).toBe(expected)
  }
})

test('[I8] an answer that comes after one to a later question, or is about something else, tells nothing', async () => {
  const { call, operator, open, unlocked } = watched()
  const [early, late] = [call('desk.state', {}), call('desk.state', {})]
  open[1]?.({ phase: 'locked' })
  await late
  open[0]?.(unlocked('ana'))
  await early
  expect(operator()).toBeNull()
  const other = call('operator.lock', {})
  open[2]?.(unlocked('ana'))
  await other
  expect(operator()).toBeNull()
})
