import { expect, test } from 'vitest'

import { readBattery } from '#renderer/app/read-battery.ts'

test('the battery is never said to hold more than it does, and a platform that says nothing is not known', async () => {
  const getBattery = async () => ({ level: 0.499, charging: false })
  expect(await readBattery({ getBattery })).toEqual({ percent: 49, isCharging: false })
  expect(await readBattery({})).toBe('unknown')
  expect(await readBattery({ getBattery: () => Promise.reject(new Error('no service')) })).toBe('unknown')
})
