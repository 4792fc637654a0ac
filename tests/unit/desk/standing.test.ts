import { expect, test } from 'vitest'

import { openStanding } from '#electron/desk/standing.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'

test('[D27] a stop that a run read and the one before could not sync outlives a power cut once it is said to be on disk', async () => {
  const disk = createMemoryDisk()
  const open = () => openStanding({ disk, path: '/profile/standing.json', appVersion: '1.0.0', epoch: 1 })
  disk.setPlan((step) => (step === 'sync-folder' ? 'io' : null))
  expect(await (await open()).setStop('journal-lost', 1)).toBe(false)
  disk.setPlan(() => null)
  const next = await open()
  expect(next.stop()).toBe('journal-lost')
  expect(await next.setStop('journal-lost', 1)).toBe(true)
  disk.crash()
  expect((await open()).stop()).toBe('journal-lost')
})
