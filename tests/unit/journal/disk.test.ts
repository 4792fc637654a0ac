import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, describe, expect, test } from 'vitest'

import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { nodeDisk } from '#electron/journal/node-disk.ts'

import { diskSuite } from '../../conformance/disk-suite.ts'

const made: string[] = []
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true })
})
async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'counterside-disk-'))
  made.push(folder)
  return folder
}

describe('the disk of this machine', () => {
  diskSuite(async () => ({ disk: nodeDisk, folder: await temporaryFolder() }))

  test('makes files that only this user reads', async () => {
    const path = join(await temporaryFolder(), 'a')
    const file = await nodeDisk.open(path, 'append')
    if (file.ok) await file.value.close()
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })
})

describe('the disk in memory', () => {
  diskSuite(async () => {
    const disk = createMemoryDisk()
    await disk.makeFolder('/till')
    return { disk, folder: '/till' }
  })

  test('a power cut leaves what was synced, under names that were synced', async () => {
    const disk = createMemoryDisk()
    await disk.makeFolder('/till')
    const file = await disk.open('/till/a', 'append')
    if (!file.ok) throw new Error('open')
    await file.value.write(Buffer.from('one'))
    await file.value.sync()
    await file.value.write(Buffer.from('two'))
    disk.crash()
    expect(await disk.read('/till/a')).toEqual({ ok: false, failure: 'not-found' })
  })

  test('after a failed fdatasync a later success proves nothing', async () => {
    const disk = createMemoryDisk()
    await disk.makeFolder('/till')
    const file = await disk.open('/till/a', 'append')
    if (!file.ok) throw new Error('open')
    await disk.syncFolder('/till')
    await file.value.write(Buffer.from('one'))
    disk.setPlan((step) => (step === 'sync' ? 'io' : null))
    expect((await file.value.sync()).ok).toBe(false)
    disk.setPlan(() => null)
    expect((await file.value.sync()).ok).toBe(true)
    disk.crash()
    expect(await disk.read('/till/a')).toEqual({ ok: true, value: new Uint8Array() })
  })
})
