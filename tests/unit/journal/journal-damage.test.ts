import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { openJournal } from '#electron/journal/journal.ts'
import { isDamaged, unreadableCount } from '#electron/journal/journal-report.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { scanSegment } from '#electron/journal/segment-scan.ts'

import { ok } from '#shared/kernel/result.ts'

import { appendRecord, framesOf, operationId, settledBody } from '../../harness/journal-records.ts'

const folder = '/till/journal'
const FIRST = `${folder}/segment-000001.csj`

async function mustOpen(disk: ReturnType<typeof createMemoryDisk>) {
  const journal = await openJournal({ disk, folder })
  if (!journal.ok) throw new Error(`open: ${journal.failure}`)
  return journal.value
}

async function withRecords(count: number, padding = 0) {
  const disk = createMemoryDisk()
  const journal = await mustOpen(disk)
  for (let at = 1; at <= count; at += 1) await appendRecord(journal, at, padding)
  await journal.close()
  const read = await disk.read(FIRST)
  if (!read.ok) throw new Error('no segment')
  return { disk, bytes: read.value, head: journal.head(1), places: scanSegment(read.value).frames }
}

/** One record in each segment: each start begins a segment of its own, with what was written last before it [J4a]. */
async function withSegments(count: number) {
  const disk = createMemoryDisk()
  for (let at = 1; at <= count; at += 1) {
    const journal = await mustOpen(disk)
    await appendRecord(journal, at)
    await journal.close()
  }
  return disk
}

/** Takes away what a start wrote again at the beginning of its segment. */
async function withoutRewritten(disk: ReturnType<typeof createMemoryDisk>, segment: number): Promise<void> {
  const path = `${folder}/segment-00000${segment}.csj`
  const bytes = await disk.read(path)
  if (!bytes.ok) throw new Error('no segment')
  disk.put(path, bytes.value.slice(scanSegment(bytes.value).frames[1]?.offset))
}

describe('damage', () => {
  test('[J14] [J12] what is damaged before a segment in whose place a folder stands is new as well, when the folder is known', async () => {
    const disk = await withSegments(3)
    const third = `${folder}/segment-000003.csj`
    await disk.remove(third)
    await disk.makeFolder(third)
    const isNewAt = async () => {
      const journal = await mustOpen(disk)
      await journal.close()
      return journal.report.isNew
    }
    expect([await isNewAt(), await isNewAt()]).toEqual([true, false])
    const first = await disk.read(FIRST)
    if (!first.ok) throw new Error(first.failure)
    disk.put(FIRST, first.value.fill(0x20, 40, 41))
    expect([await isNewAt(), await isNewAt()]).toEqual([true, false])
  })

  test('[J12] [J17] a frame that is damaged after the start ends no reading: an answer goes on to the next one', async () => {
    const { disk, bytes, places } = await withRecords(3)
    const journal = await mustOpen(disk)
    const flipped = bytes.slice()
    const at = (places[1]?.offset ?? 0) + 40
    flipped[at] = (flipped[at] ?? 0) ^ 1
    disk.put(FIRST, flipped)
    const frames = await framesOf(journal, { after: 1, limit: 1 })
    expect(frames.map(({ number }) => number)).toEqual([3])
    expect(await framesOf(journal, { after: 3, limit: 1 })).toEqual([])
  })

  test('[J12] [J13] a bit flipped anywhere is reported, costs that frame only, and its bytes are kept aside', async () => {
    const { bytes, places } = await withRecords(5)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const disk = createMemoryDisk()
        await mustOpen(disk)
        const flipped = bytes.slice()
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
        disk.put(FIRST, flipped)
        const hit = places.findIndex((place) => at >= place.offset && at < place.offset + place.length)
        const journal = await mustOpen(disk)
        const frames = await framesOf(journal, { after: 0, limit: 10 })
        expect(frames.map((frame) => frame.number)).toEqual(
          [1, 2, 3, 4, 5].filter((number) => number !== hit + 1),
        )
        expect(isDamaged(journal.report)).toBe(true)
        expect(journal.report.missingFrames).toEqual([[hit + 1, hit + 1]])
        expect(unreadableCount(journal.report)).toBe(1)
        const [region] = journal.report.unreadable
        const aside = await disk.read(`${folder}/aside/segment-1-at-${region?.offset}.bin`)
        expect(aside.ok && aside.value.length).toBe(places[hit]?.length)
        expect(journal.report.isNew).toBe(true)
        // The number of a lost last frame is not given to another one.
        const appended = await appendRecord(journal, 6)
        expect(appended.ok && appended.value[0]?.number).toBe(6)
        const again = await mustOpen(disk)
        expect(again.report.missingFrames).toEqual([[hit + 1, hit + 1]])
        expect(again.report.isNew).toBe(false)
        expect(again.record(operationId(6))).toBeDefined()
      }),
      { numRuns: 150 },
    )
  })

  test('[J11] a torn tail of any length is cut off, and nothing else is', async () => {
    const { bytes, places } = await withRecords(3)
    const lastStart = places.at(-1)?.offset ?? 0
    for (let size = lastStart + 1; size < bytes.length; size += 7) {
      const disk = createMemoryDisk()
      await mustOpen(disk)
      disk.put(FIRST, bytes.slice(0, size))
      const journal = await mustOpen(disk)
      expect(journal.report).toMatchObject({ cutBytes: size - lastStart, unreadable: [], missingFrames: [] })
      expect(journal.lastFrame()).toBe(2)
      const left = await disk.read(FIRST)
      expect(left.ok && left.value.length).toBe(lastStart)
    }
  })

  test('[J11] a frame that was begun, with zeros in the room of the rest, is cut off like one that ends early', async () => {
    const { bytes, places } = await withRecords(3)
    const lastStart = places.at(-1)?.offset ?? 0
    for (let size = lastStart; size < bytes.length; size += 7) {
      const disk = createMemoryDisk()
      await mustOpen(disk)
      const torn = bytes.slice().fill(0, size)
      disk.put(FIRST, Buffer.concat([torn, new Uint8Array(100)]))
      const journal = await mustOpen(disk)
      expect(journal.report).toMatchObject({ unreadable: [], missingFrames: [], isHeadLost: false })
      expect(journal.lastFrame()).toBe(2)
      const left = await disk.read(FIRST)
      expect(left.ok && left.value.length).toBe(lastStart)
    }
  })

  test('[J12] [J13] zeros in the place of a frame that was followed by others are damage', async () => {
    const { disk, bytes, places } = await withRecords(3)
    const [, second, third] = places
    disk.put(FIRST, bytes.slice().fill(0, second?.offset, third?.offset))
    const { report } = await mustOpen(disk)
    expect(report).toMatchObject({ missingFrames: [[2, 2]], isHeadLost: false, isNew: true })
    expect(report.unreadable).toEqual([{ segment: 1, offset: second?.offset, length: second?.length }])
  })

  test.each([
    { where: 'first', zeroed: 1, missing: [1, 1] },
    { where: 'middle', zeroed: 2, missing: [2, 2] },
  ])(
    '[J12] [J13] a $where segment that is zeros is reported with its place and its numbers, once as new',
    async ({ zeroed, missing }) => {
      const disk = await withSegments(3)
      const path = `${folder}/segment-00000${zeroed}.csj`
      const held = await disk.read(path)
      if (!held.ok) throw new Error('no segment')
      // Each start writes what was written last again [J4a]: the copy of the next segment has to go, too.
      await withoutRewritten(disk, zeroed + 1)
      disk.put(path, new Uint8Array(held.value.length))
      const journal = await mustOpen(disk)
      expect(journal.report).toMatchObject({
        unreadable: [{ segment: zeroed, offset: 0, length: held.value.length }],
        missingFrames: [missing],
        isHeadLost: false,
        isNew: true,
      })
      const found = await disk.read(path)
      expect(found.ok && found.value.length).toBe(held.value.length)
      expect((await mustOpen(disk)).report).toMatchObject({ missingFrames: [missing], isNew: false })
    },
  )

  test('[J4a] [J11] zeros at the end of a segment that another one goes on from are no damage', async () => {
    const disk = await withSegments(2)
    const first = await disk.read(FIRST)
    if (!first.ok) throw new Error('no segment')
    disk.put(FIRST, Buffer.concat([first.value, new Uint8Array(5_000)]))
    const { report } = await mustOpen(disk)
    expect(isDamaged(report)).toBe(false)
    expect(report.isNew).toBe(false)
  })

  test.each([
    { what: 'zeros', left: (bytes: Uint8Array) => new Uint8Array(bytes.length) },
    { what: 'empty', left: () => new Uint8Array() },
  ])(
    '[J14] a segment, alone or the last one, that was written and is $what now leaves the end unknown',
    async ({ left }) => {
      for (const count of [1, 2]) {
        const disk = await withSegments(count)
        const path = `${folder}/segment-00000${count}.csj`
        const held = await disk.read(path)
        if (!held.ok) throw new Error('no segment')
        disk.put(path, left(held.value))
        const journal = await mustOpen(disk)
        expect(journal.report).toMatchObject({ endsInDamage: true, isHeadLost: true, isNew: true })
        // The number of what may have been there is not given to another frame.
        const next = journal.lastFrame() + 2
        expect(await appendRecord(journal, 9)).toMatchObject({ ok: true, value: [{ number: next }] })
        await journal.close()
        expect((await mustOpen(disk)).report).toMatchObject({ isNew: false })
      }
    },
  )

  test('[J11] [J14] a segment that was begun and never written is no loss, alone or as the last one', async () => {
    for (const count of [0, 1]) {
      const disk = await withSegments(count)
      const noted = await mustOpen(disk)
      await noted.noteBegun()
      await noted.close()
      disk.put(`${folder}/last-segment`, Buffer.from(String(count + 1)))
      disk.put(`${folder}/segment-00000${count + 1}.csj`, new Uint8Array(4096))
      const journal = await mustOpen(disk)
      expect(isDamaged(journal.report)).toBe(false)
      expect(journal.report).toMatchObject({ wasCreated: false, isHeadLost: false, isNew: false })
      expect((await appendRecord(journal, count + 1)).ok).toBe(true)
    }
  })

  test('[J12] bytes of another program between frames are kept aside and hide nothing', async () => {
    const { disk, bytes, places, head } = await withRecords(3)
    const at = places[1]?.offset ?? 0
    const rubbish = Buffer.from('CSF1 this is not a frame')
    disk.put(FIRST, Buffer.concat([bytes.subarray(0, at), rubbish, bytes.subarray(at)]))
    const journal = await mustOpen(disk)
    expect(journal.report).toMatchObject({
      unreadable: [{ segment: 1, offset: at, length: rubbish.length }],
      missingFrames: [],
    })
    expect(journal.head(1)).toEqual(head)
  })

  test('[J13] damage after the last record that can be read leaves the end of the chain unknown, whatever follows', async () => {
    const disk = createMemoryDisk()
    const before = await mustOpen(disk)
    for (let count = 1; count <= 3; count += 1) await appendRecord(before, count)
    const records = await disk.read(FIRST)
    expect((await before.append(async () => ok([settledBody(1)]))).ok).toBe(true)
    const whole = await disk.read(FIRST)
    if (!whole.ok || !records.ok) throw new Error('the journal cannot be read')
    const damageOf = (number: number) => {
      const damaged = Buffer.from(whole.value)
      for (const { frame, offset } of scanSegment(whole.value).frames) {
        if (frame.number === number) damaged.writeUInt8(damaged.readUInt8(offset + 40) ^ 1, offset + 40)
      }
      return damaged
    }
    disk.put(FIRST, damageOf(2))
    expect((await mustOpen(disk)).report).toMatchObject({ endsInDamage: false, isHeadLost: false })
    disk.put(FIRST, damageOf(3))
    expect((await mustOpen(disk)).report).toMatchObject({ endsInDamage: false, isHeadLost: true })
    disk.put(FIRST, records.value.slice(0, -1))
    expect((await mustOpen(disk)).report).toMatchObject({ isHeadLost: false })
  })

  test('[J13] outcomes without any record are of a journal that was begun anew: its end is not known', async () => {
    const disk = createMemoryDisk()
    const begun = await mustOpen(disk)
    expect((await begun.append(async () => ok([settledBody(1)]))).ok).toBe(true)
    expect((await mustOpen(disk)).report).toMatchObject({ wasCreated: false, isHeadLost: true })
  })

  test('[J13a] [J9] segments that took each other’s names lose nothing: the chain goes on after its last record', async () => {
    const disk = createMemoryDisk()
    // Each start begins a segment of its own [J4a].
    for (let count = 1; count <= 4; count += 1) {
      const journal = await mustOpen(disk)
      await appendRecord(journal, count)
      if (count === 4) await journal.append(async () => ok([settledBody(1), settledBody(2)]))
      await journal.close()
    }
    const outcomes = await mustOpen(disk)
    await outcomes.append(async () => ok([settledBody(3)]))
    await outcomes.close()
    const before = await mustOpen(disk)
    const head = before.head(1)
    await before.close()
    const [fourth, last] = ['4', '5'].map((number) => `${folder}/segment-00000${number}.csj`) as [
      string,
      string,
    ]
    const [ofFourth, ofLast] = [await disk.read(fourth), await disk.read(last)]
    if (!ofFourth.ok || !ofLast.ok) throw new Error('no segments')
    disk.put(fourth, ofLast.value)
    disk.put(last, ofFourth.value)
    const journal = await mustOpen(disk)
    expect(isDamaged(journal.report)).toBe(false)
    expect(journal.report.isHeadLost).toBe(false)
    expect(journal.head(1)).toEqual(head)
    const appended = await appendRecord(journal, 5)
    expect(appended.ok && appended.value).toMatchObject([{ number: 8, envelope: { sequence: 5 } }])
    await journal.close()
    const again = await mustOpen(disk)
    expect(again.head(1).sequence).toBe(5)
    expect(await again.verifyAll()).toEqual(ok([]))
  })

  test('[J13] [J14] a missing segment that nothing new follows leaves the end unknown, whatever copy stands after it', async () => {
    const disk = createMemoryDisk()
    for (let count = 1; count <= 2; count += 1) {
      const journal = await mustOpen(disk)
      await appendRecord(journal, count)
      await journal.close()
    }
    const first = await disk.read(FIRST)
    if (!first.ok) throw new Error('no segment')
    expect((await disk.remove(`${folder}/segment-000002.csj`)).ok).toBe(true)
    disk.put(`${folder}/segment-000003.csj`, first.value)
    expect((await mustOpen(disk)).report).toMatchObject({
      missingSegments: [[2, 2]],
      endsInDamage: true,
      isHeadLost: true,
    })
  })

  test('[J14] a missing segment is reported with the numbers it held', async () => {
    const { disk } = await withRecords(250, 40_000)
    expect((await disk.remove(`${folder}/segment-000002.csj`)).ok).toBe(true)
    const journal = await mustOpen(disk)
    expect(journal.report).toMatchObject({ missingSegments: [[2, 2]], isNew: true })
    expect(journal.report.missingFrames.length).toBe(1)
    expect(journal.lastFrame()).toBe(250)
    expect((await mustOpen(disk)).report).toMatchObject({ missingSegments: [[2, 2]], isNew: false })
  })

  test('[J14] a missing last segment is reported, and its numbers are not given out again at once', async () => {
    const { disk } = await withRecords(120, 40_000)
    await disk.remove(`${folder}/segment-000002.csj`)
    const journal = await mustOpen(disk)
    expect(journal.report.missingSegments).toEqual([[2, 2]])
    expect(isDamaged(journal.report)).toBe(true)
  })

  test('[J14] segments that are missing up to a number far away are reported as one run, at once, and once', async () => {
    const { disk } = await withRecords(3)
    disk.put(`${folder}/last-segment`, Buffer.from('999999999'))
    for (const isNew of [true, false]) {
      const { report } = await mustOpen(disk)
      expect(report).toMatchObject({ missingSegments: [[2, 999_999_999]], isHeadLost: true, isNew })
    }
    expect(disk.files().filter((path) => path.includes('/aside/'))).toHaveLength(2)
  })

  test('[J14] a bit that turns in the number of the last segment, or of the last written one, names no segment that was lost', async () => {
    for (const name of ['last-segment', 'last-written']) {
      const { disk } = await withRecords(3)
      const path = `${folder}/${name}`
      const read = await disk.read(path)
      if (!read.ok) throw new Error(read.failure)
      for (let bit = 0; bit < read.value.length * 8; bit += 1) {
        disk.put(
          path,
          read.value.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
        )
        const { report } = await mustOpen(disk)
        expect({ bit, isDamaged: isDamaged(report), isHeadLost: report.isHeadLost }).toEqual({
          bit,
          isDamaged: false,
          isHeadLost: false,
        })
      }
    }
  })

  test('[J13] a full segment that lost its tail is reported by the numbers that are missing', async () => {
    const { disk, bytes } = await withRecords(120, 40_000)
    disk.put(FIRST, bytes.slice(0, bytes.length - 50_000))
    const journal = await mustOpen(disk)
    expect(unreadableCount(journal.report)).toBe(2)
  })

  test('[J14] a journal that is gone says that it was made anew', async () => {
    const disk = createMemoryDisk()
    expect((await mustOpen(disk)).report.wasCreated).toBe(true)
    const { disk: used } = await withRecords(1)
    expect((await mustOpen(used)).report.wasCreated).toBe(false)
  })

  test('[J6] two different frames with one number: the first counts, the other is kept aside', async () => {
    const { disk } = await withRecords(2)
    const other = await withRecords(1, 5)
    disk.put(`${folder}/segment-000002.csj`, other.bytes)
    const journal = await mustOpen(disk)
    expect(journal.report.conflicting).toEqual([1])
    expect((await disk.read(`${folder}/aside/segment-2-at-0.bin`)).ok).toBe(true)
    expect(journal.head(1).sequence).toBe(2)
  })

  test('[J15] a record that was altered and framed anew is found by its hash', async () => {
    const { disk } = await withRecords(3)
    const { encodeFrame } = await import('#electron/journal/frame-codec.ts')
    const read = await disk.read(FIRST)
    if (!read.ok) throw new Error('no segment')
    const frames = scanSegment(read.value).frames.map(({ frame }) =>
      frame.number === 2 && frame.kind === 'saved'
        ? { ...frame, envelope: { ...frame.envelope, operatorId: null } }
        : frame,
    )
    disk.put(FIRST, Buffer.concat(frames.map(encodeFrame)))
    const journal = await mustOpen(disk)
    expect(journal.report.altered).toEqual([{ epoch: 1, sequence: 2 }])
    expect(await journal.verifyAll()).toEqual({ ok: true, value: [{ epoch: 1, sequence: 2 }] })
  })

  test('[J15] a record that was whole at the start and cannot be read any more does not verify, and is not held', async () => {
    const { disk, bytes, places } = await withRecords(3)
    const journal = await mustOpen(disk)
    expect(await journal.verifyAll()).toEqual({ ok: true, value: [] })
    const at = (places[1]?.offset ?? 0) + 40
    disk.put(
      FIRST,
      bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)),
    )
    expect(await journal.verifyAll()).toEqual({ ok: true, value: [{ epoch: 1, sequence: 2 }] })
    expect(await Promise.all([1, 2, 3, 4].map((count) => journal.holds(operationId(count))))).toEqual([
      true,
      false,
      true,
      false,
    ])
    await disk.remove(FIRST)
    expect((await journal.verifyAll()).ok).toBe(false)
    expect(await journal.holds(operationId(1))).toBe(false)
  })
})
