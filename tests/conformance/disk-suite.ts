import { join } from 'node:path'

import { expect, test } from 'vitest'

import type { Disk } from '#electron/journal/disk.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))

/** What every disk does. `open` gives a disk and an empty folder on it. */
export function diskSuite(open: () => Promise<{ disk: Disk; folder: string }>): void {
  async function write(disk: Disk, path: string, text: string, mode: 'append' | 'replace' = 'append') {
    const file = await disk.open(path, mode)
    if (!file.ok) return file
    const written = await file.value.write(bytes(text))
    const synced = await file.value.sync()
    await file.value.close()
    return written.ok ? synced : written
  }
  const text = async (disk: Disk, path: string) => {
    const read = await disk.read(path)
    return read.ok ? Buffer.from(read.value).toString() : read.failure
  }

  test('appends at the end and replaces from the start', async () => {
    const { disk, folder } = await open()
    const path = join(folder, 'a')
    expect(await write(disk, path, 'one')).toEqual({ ok: true, value: null })
    await write(disk, path, 'two')
    expect(await text(disk, path)).toBe('onetwo')
    await write(disk, path, 'three', 'replace')
    expect(await text(disk, path)).toBe('three')
  })

  test('[J5] after a cut the next bytes stand at the new end, also in a file begun anew', async () => {
    const { disk, folder } = await open()
    for (const mode of ['append', 'replace'] as const) {
      const path = join(folder, mode)
      const file = await disk.open(path, mode)
      if (!file.ok) throw new Error(file.failure)
      await file.value.write(bytes('whole'))
      await file.value.write(bytes('half of'))
      await disk.truncate(path, 5)
      await file.value.write(bytes('again'))
      await file.value.close()
      expect(await text(disk, path)).toBe('wholeagain')
    }
  })

  test('reads a range exactly, or fails', async () => {
    const { disk, folder } = await open()
    const path = join(folder, 'a')
    await write(disk, path, 'abcdef')
    expect(await disk.readRange({ path, offset: 2, length: 3 })).toEqual({ ok: true, value: bytes('cde') })
    expect(await disk.readRange({ path, offset: 4, length: 3 })).toEqual({ ok: false, failure: 'io' })
  })

  test('says what is not there', async () => {
    const { disk, folder } = await open()
    const none = join(folder, 'none')
    const notFound = { ok: false, failure: 'not-found' }
    expect(await disk.read(none)).toEqual(notFound)
    expect(await disk.list(none)).toEqual(notFound)
    expect(await disk.truncate(none, 0)).toEqual(notFound)
    expect(await disk.rename(none, join(folder, 'b'))).toEqual(notFound)
    expect(await disk.remove(none)).toEqual(notFound)
    expect(await disk.open(join(none, 'deep'), 'append')).toEqual(notFound)
    await disk.makeFolder(join(folder, 'c'))
    expect(await disk.read(join(folder, 'c'))).toEqual(notFound)
    await write(disk, join(folder, 'd'), 'a file')
    expect(await disk.list(join(folder, 'd'))).toEqual(notFound)
  })

  test('lists names in order, truncates, renames over, removes', async () => {
    const { disk, folder } = await open()
    await disk.makeFolder(join(folder, 'c/d'))
    await write(disk, join(folder, 'b'), 'bbb')
    await write(disk, join(folder, 'a'), 'aaa')
    expect(await disk.list(folder)).toEqual({ ok: true, value: ['a', 'b', 'c'] })
    expect(await disk.truncate(join(folder, 'a'), 1)).toEqual({ ok: true, value: null })
    expect(await disk.rename(join(folder, 'a'), join(folder, 'b'))).toEqual({ ok: true, value: null })
    expect(await text(disk, join(folder, 'b'))).toBe('a')
    expect(await disk.remove(join(folder, 'b'))).toEqual({ ok: true, value: null })
    expect(await disk.list(folder)).toEqual({ ok: true, value: ['c'] })
    expect(await disk.syncFolder(folder)).toEqual({ ok: true, value: null })
  })

  test('[MI9] a folder and what is in it are on one disk; what is not there is on none', async () => {
    const { disk, folder } = await open()
    await write(disk, join(folder, 'a'), 'one')
    const device = await disk.deviceOf(folder)
    expect(device.ok).toBe(true)
    expect(await disk.deviceOf(join(folder, 'a'))).toEqual(device)
    expect(await disk.deviceOf(join(folder, 'none'))).toEqual({ ok: false, failure: 'not-found' })
  })

  test('knows how much room is left', async () => {
    const { disk, folder } = await open()
    const free = await disk.freeBytes(folder)
    expect(free.ok && free.value > 0).toBe(true)
  })
}
