import { describe, expect, test } from 'vitest'

import { replaceFile } from '#electron/journal/atomic-file.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'

const PATH = '/profile/small.json'
const bytesOf = (text: string) => Buffer.from(text, 'utf8')

describe('a small file that is replaced', () => {
  test('[J4] what could not be synced is not written into again: what is said to be on disk outlives a power cut', async () => {
    const disk = createMemoryDisk()
    const replace = (text: string) => replaceFile({ disk, path: PATH, bytes: bytesOf(text) })
    expect(await replace('before')).toMatchObject({ ok: true })
    disk.setPlan((step) => (step === 'sync' ? 'io' : null))
    expect(await replace('after')).toEqual({ ok: false, failure: 'io' })
    disk.setPlan(() => null)
    expect(await replace('after')).toMatchObject({ ok: true })
    disk.crash()
    const read = await disk.read(PATH)
    expect(read.ok && Buffer.from(read.value).toString()).toBe('after')
  })
})
