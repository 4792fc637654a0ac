import { createHash } from 'node:crypto'

import { describe, expect, test } from 'vitest'
import * as z from 'zod'

import { DATA_VERSION, openProfile } from '#electron/desk/data-version.ts'
import { placesIn } from '#electron/desk/places.ts'
import { standingSchema } from '#electron/desk/standing.ts'
import { openJournal } from '#electron/journal/journal.ts'
import {
  type DiskFault,
  type DiskStep,
  type MemoryDisk,
  createMemoryDisk,
} from '#electron/journal/memory-disk.ts'
import { startFailureWords } from '#electron/main/start-failure-words.ts'
import { frameSchema } from '#shared/contracts/frame.ts'
import { fail, ok } from '#shared/kernel/result.ts'

import { appendRecord, savedBody } from '../../harness/journal-records.ts'
import { createTestTill } from '../../harness/open-test-desk.ts'

const places = placesIn('/profile')
const WAITING = 10_000
const BATCH = 500

async function journalOn(disk: MemoryDisk) {
  const journal = await openJournal({ disk, folder: places.journal })
  if (!journal.ok) throw new Error(journal.failure)
  return journal.value
}

/** A profile as the first version left it: a journal, and no word of a version. */
async function oldProfile(records: number): Promise<MemoryDisk> {
  const disk = createMemoryDisk()
  const journal = await journalOn(disk)
  for (let count = 1; count <= records; count += 1) await appendRecord(journal, count)
  await journal.close()
  return disk
}

async function mustOpen(disk: MemoryDisk, version = DATA_VERSION) {
  const profile = await openProfile({ disk, places, version })
  if (!profile.ok) throw new Error(profile.failure)
  return profile.value
}

const copiesOn = (disk: MemoryDisk) => disk.files().filter((path) => path.startsWith(places.journalBefore))

/**
 * What each version writes into the journal and about how the till stands. An older version takes for damage whatever its own
 * shape does not allow, so a new shape needs a new version and a line here.
 */
const FINGERPRINTS: Readonly<Record<number, string>> = {
  2: 'joIm6IXpPY3OZQHao6-4Ht',
  3: 'kx5uN4yHgfmxx0VMVPxM7e',
}

describe('the version of a profile', () => {
  test('[D22] moves with what an older version would take for damage', () => {
    const shapes = [frameSchema, standingSchema].map((schema) =>
      z.toJSONSchema(schema, { unrepresentable: 'any' }),
    )
    const fingerprint = createHash('sha256').update(JSON.stringify(shapes)).digest('base64url').slice(0, 22)
    expect(FINGERPRINTS[DATA_VERSION]).toBe(fingerprint)
  })

  test('[D22] [D28] a bit that turns in what says the version makes it no newer one: the profile opens', async () => {
    for (const again of [{ again: DATA_VERSION }, {}]) {
      const disk = createMemoryDisk()
      // Versions before wrote it once, and the first start has it written twice.
      disk.put(
        places.dataVersion,
        Buffer.from(JSON.stringify({ version: DATA_VERSION, hasCopy: false, ...again })),
      )
      await mustOpen(disk)
      const written = await disk.read(places.dataVersion)
      if (!written.ok) throw new Error(written.failure)
      for (let bit = 0; bit < written.value.length * 8; bit += 1) {
        disk.put(
          places.dataVersion,
          written.value.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
        )
        expect([bit, (await openProfile({ disk, places, version: DATA_VERSION })).ok]).toEqual([bit, true])
      }
    }
  })

  test('[D23] an older journal is copied as it is, and the copy goes when the newer version has verified it', async () => {
    const disk = await oldProfile(3)
    const before = await disk.read(`${places.journal}/segment-000001.csj`)
    const profile = await mustOpen(disk)
    expect(await disk.read(`${places.journalBefore}/segment-000001.csj`)).toEqual(before)
    const journal = await journalOn(disk)
    expect(await journal.verifyAll()).toEqual(ok([]))
    await profile.noteVerified(journal)
    expect(copiesOn(disk)).toEqual([])
    await mustOpen(disk)
    expect(copiesOn(disk)).toEqual([])
  })

  test('[D23] a copy waits for its verification over a restart, and stays where something became unreadable', async () => {
    const disk = await oldProfile(1)
    await mustOpen(disk)
    const again = await mustOpen(disk)
    const { report } = await journalOn(disk)
    await again.noteVerified({ report: { ...report, isNew: true } })
    expect(copiesOn(disk)).not.toEqual([])
    await again.noteVerified({ report })
    expect(copiesOn(disk)).toEqual([])
  })

  test('[D23] [F14] killed at any step of an upgrade, the journal is whole and the next start ends the upgrade', async () => {
    const counting = await oldProfile(2)
    const first = counting.stepsDone()
    const profile = await mustOpen(counting)
    await profile.noteVerified(await journalOn(counting))
    const steps = counting.stepsDone() - first
    for (let at = 0; at < steps; at += 1) {
      const disk = await oldProfile(2)
      const from = disk.stepsDone()
      disk.setPlan((_step: DiskStep, index: number): DiskFault | null =>
        index === from + at ? 'crash' : null,
      )
      await mustOpen(disk)
        .then(async (opened) => opened.noteVerified(await journalOn(disk)))
        .catch(() => undefined)
      disk.setPlan(() => null)
      disk.crash()
      const after = await mustOpen(disk)
      const journal = await journalOn(disk)
      expect([journal.head(1).sequence, await journal.verifyAll()]).toEqual([2, ok([])])
      await after.noteVerified(journal)
      expect(copiesOn(disk)).toEqual([])
    }
  })

  test('[D23] without room for a copy the desk opens all the same', async () => {
    const disk = await oldProfile(1)
    disk.setPlan((step) => (step === 'write' ? 'no-space' : null))
    await mustOpen(disk)
    disk.setPlan(() => null)
    expect(copiesOn(disk)).toEqual([])
    expect((await journalOn(disk)).head(1).sequence).toBe(1)
  })

  test('[D23] [F75] ten thousand waiting records go through an upgrade as they are', async () => {
    const disk = createMemoryDisk()
    const old = await journalOn(disk)
    for (let count = 1; count <= WAITING; count += BATCH) {
      await old.append(async () => {
        let head = old.head(1)
        const bodies = Array.from({ length: BATCH }, (_, index) => {
          const body = savedBody({ head: () => head }, count + index)
          if (body.kind === 'saved') head = { ...head, sequence: head.sequence + 1, hash: body.envelope.hash }
          return body
        })
        return ok(bodies)
      })
    }
    await old.close()
    const profile = await mustOpen(disk)
    const journal = await journalOn(disk)
    expect(journal.openRecords().waiting).toBe(WAITING)
    expect(journal.head(1)).toEqual(old.head(1))
    await profile.noteVerified(journal)
    expect(copiesOn(disk)).toEqual([])
  })

  test('[D22] [F76] what a newer version wrote is not touched by an older one, which says so in words', async () => {
    const disk = await oldProfile(1)
    await mustOpen(disk, DATA_VERSION + 1)
    const before = disk.copy()
    expect(await openProfile({ disk, places, version: DATA_VERSION })).toEqual(fail('written-by-newer'))
    expect(disk.copy()).toEqual(before)
    for (const locale of ['pt-PT', 'en-GB']) {
      const { text } = startFailureWords({ kind: 'written-by-newer' }, locale)
      expect(text).toMatch(/nothing was deleted|Nada foi alterado/)
    }
  })

  test('[D22] [F76] the desk does not open on it, and opens again with the newer version', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await desk.close()
    const path = placesIn('/profile').dataVersion
    till.disk.put(path, Buffer.from(JSON.stringify({ version: DATA_VERSION + 1, hasCopy: false, more: 1 })))
    await expect(till.start()).rejects.toThrow('written-by-newer')
    till.disk.put(path, Buffer.from(JSON.stringify({ version: DATA_VERSION, hasCopy: false })))
    await (await till.start()).close()
  })
})
