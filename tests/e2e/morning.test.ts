import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { systemClock } from '#account-api/adapters/system-clock.ts'

import { reconcile } from '../harness/confirmations.ts'
import { test } from '../harness/desk-test.ts'
import { type Morning, openMorning } from '../harness/morning/morning.ts'
import { servedOffline } from '../harness/morning/offline.ts'
import { servedOnline } from '../harness/morning/online.ts'
import { setUp } from '../harness/morning/set-up.ts'
import { settled } from '../harness/morning/settled.ts'
import { openStore } from '../harness/store.ts'

test('[I1] [I2] [I7] [I9] a morning with an outage, a power cut, two conflicts, a return and an end of day', async ({
  profile,
  launch,
}) => {
  test.setTimeout(420_000)
  const startedMs = systemClock.monotonicMs()
  const store = await openStore()
  const otherProfile = mkdtempSync(join(tmpdir(), 'counterside-other-till-'))
  let morning: Morning | null = null
  try {
    morning = await openMorning({ store, launch, profile, otherProfile })
    const { album, confirmations } = morning
    await test.step('the tills are set up', () => setUp(morning as Morning))
    await test.step('customers while the store is online', () => servedOnline(morning as Morning))
    await test.step('customers while it is offline, and a power cut', () => servedOffline(morning as Morning))
    await test.step('everything is settled, and the till may be left', () => settled(morning as Morning))

    const found = await reconcile({ store, confirmations })
    const seconds = Math.round((systemClock.monotonicMs() - startedMs) / 1000)
    const figures = { ...found, seconds, screenshots: album.size() }
    album.finish({ title: 'A morning at the counter', figures })
    expect(figures).toMatchObject({
      settled: confirmations.length,
      duplicates: 0,
      lost: 0,
      ageRefused: 2,
      cases: 2,
    })
  } finally {
    await morning?.other?.close()
    await store.dispose()
    rmSync(otherProfile, { recursive: true, force: true })
  }
})
