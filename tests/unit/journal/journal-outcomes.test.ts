import { describe, expect, test } from 'vitest'

import { type Journal, openJournal } from '#electron/journal/journal.ts'
import { isDamaged } from '#electron/journal/journal-report.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { scanSegment } from '#electron/journal/segment-scan.ts'
import { journalOutcomes } from '#electron/transport/journal-outcomes.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { ok } from '#shared/kernel/result.ts'

import { A_CASE, appendRecord, framesOf, operationId, settledBody } from '../../harness/journal-records.ts'

const folder = '/till/journal'
const FIRST = `${folder}/segment-000001.csj`

async function mustOpen(disk: ReturnType<typeof createMemoryDisk>) {
  const journal = await openJournal({ disk, folder })
  if (!journal.ok) throw new Error(`open: ${journal.failure}`)
  return journal.value
}

/** A record that was a case, and then was decided. */
async function decidedElsewhere() {
  const disk = createMemoryDisk()
  const journal = await mustOpen(disk)
  await appendRecord(journal, 1)
  await journal.append(async () => ok([settledBody(1, A_CASE)]))
  await journal.append(async () => ok([settledBody(1)]))
  return { disk, journal }
}

const settledRecord = (count: number, settledBy: number) => ({
  id: operationId(count),
  sequence: count,
  settledBy,
  hasPlace: true,
  wasLost: false,
})
const ACCEPTED = { frame: 3, outcome: { kind: 'accepted' } }

describe('an outcome that changes', () => {
  test('[T5] what became of a record that went with what was damaged is journaled once, also over a start', async () => {
    const disk = createMemoryDisk()
    const told = (journal: Journal, outcome: Outcome) => {
      const ports = { journal, clock: { wallMs: () => 0, monotonicMs: () => 0 } }
      return journalOutcomes(ports, [{ operationId: operationId(7), outcome }])
    }
    const journal = await mustOpen(disk)
    const first = await told(journal, A_CASE)
    expect(await told(journal, A_CASE)).toEqual(first)
    expect(await told(journal, { kind: 'waiting', on: [operationId(8)] })).toEqual(first)
    const again = await mustOpen(disk)
    expect(await told(again, A_CASE)).toEqual(first)
    expect(again.lastFrame()).toBe(1)
    await told(again, { kind: 'accepted' })
    expect(again.outcome(operationId(7))).toEqual({ frame: 2, outcome: { kind: 'accepted' } })
  })

  test('[J20] the newest frame holds, while it is open and after it was opened again', async () => {
    const { disk, journal } = await decidedElsewhere()
    expect(journal.record(operationId(1))?.settled).toEqual(ACCEPTED)
    disk.crash()
    const again = await mustOpen(disk)
    expect(isDamaged(again.report)).toBe(false)
    expect(again.record(operationId(1))?.settled).toEqual(ACCEPTED)
    const frames = await framesOf(again, { after: 0, limit: 9 })
    expect(frames.map(({ kind }) => kind)).toEqual(['saved', 'settled', 'settled'])
  })

  test('[J20] [J12] when one of them cannot be read, the other holds', async () => {
    for (const [hit, left] of [
      [1, ACCEPTED],
      [2, { frame: 2, outcome: A_CASE }],
    ] as const) {
      const { disk, journal } = await decidedElsewhere()
      await journal.append(async () => ok([settledBody(9)]))
      await journal.close()
      const read = await disk.read(FIRST)
      if (!read.ok) throw new Error('no segment')
      const flipped = read.value.slice()
      const at = (scanSegment(flipped).frames[hit]?.offset ?? 0) + 30
      flipped[at] = (flipped[at] ?? 0) ^ 1
      disk.put(FIRST, flipped)
      const again = await mustOpen(disk)
      expect(again.record(operationId(1))?.settled).toEqual(left)
      expect(again.report.missingFrames).toEqual([[hit + 1, hit + 1]])
    }
  })

  test('[J21] [F50] what the account API has lost has no outcome until a newer one comes, whatever was read first', async () => {
    const disk = createMemoryDisk()
    const journal = await mustOpen(disk)
    for (const count of [1, 2]) await appendRecord(journal, count)
    await journal.append(async () => ok([settledBody(1), settledBody(2)]))
    expect(journal.settledOf(1)).toEqual([settledRecord(1, 3), settledRecord(2, 4)])
    await journal.append(async () => ok([{ kind: 'refill', operationIds: [operationId(2)] }]))
    expect(journal.record(operationId(2))?.settled).toBeNull()
    expect(journal.openRecords().waiting).toBe(1)
    const again = await mustOpen(disk)
    expect(again.record(operationId(2))?.settled).toBeNull()
    expect(again.settledOf(1)).toEqual([settledRecord(1, 3)])
    await again.append(async () => ok([settledBody(2)]))
    expect(again.record(operationId(2))?.settled).toEqual({ frame: 6, outcome: { kind: 'accepted' } })
    const lostBefore = { ...settledRecord(2, 6), wasLost: true }
    expect(again.settledOf(1)).toEqual([settledRecord(1, 3), lostBefore])
  })

  test('[J21] nothing can be lost that has no outcome, no place in the chain, no bytes, or is of another epoch', async () => {
    const journal = await mustOpen(createMemoryDisk())
    for (const count of [1, 2, 3, 4, 5]) await appendRecord(journal, count)
    await journal.append(async () =>
      ok([
        settledBody(1),
        settledBody(2, { kind: 'quarantined', reason: 'too-large' }),
        settledBody(3),
        settledBody(4, { kind: 'waiting', on: [operationId(9)] }),
      ]),
    )
    expect(journal.settledOf(1)).toEqual([settledRecord(1, 6), settledRecord(3, 8)])
    await journal.append(async () => ok([{ kind: 'removed', operationIds: [operationId(1)] }]))
    expect(journal.settledOf(1)).toEqual([settledRecord(3, 8)])
    expect(journal.settledOf(2)).toEqual([])
  })

  test('[J21] [IN3] what came under an id that another record had keeps no place, whatever became of it since', async () => {
    const disk = createMemoryDisk()
    const journal = await mustOpen(disk)
    await appendRecord(journal, 1)
    const second = { ...A_CASE, caseKind: 'id-reused' } as const
    await journal.append(async () => ok([settledBody(1, second as never)]))
    const placeless = { ...settledRecord(1, 2), hasPlace: false }
    expect(journal.settledOf(1)).toEqual([placeless])
    await journal.append(async () => ok([settledBody(1, { kind: 'superseded' })]))
    const again = await mustOpen(disk)
    expect(again.settledOf(1)).toEqual([{ ...placeless, settledBy: 3 }])
  })

  test('[J20] [J18] [J19] sealed bytes go once, and no frame of an outcome with them', async () => {
    const { disk, journal } = await decidedElsewhere()
    expect(journal.removable({ epoch: 1, sequence: 1 })).toEqual([operationId(1)])
    await journal.append(async () => ok([{ kind: 'removed', operationIds: [operationId(1)] }]))
    expect(journal.removable({ epoch: 1, sequence: 1 })).toEqual([])
    expect(await journal.rewriteRemoved()).toEqual(ok(1))
    const again = await mustOpen(disk)
    expect(again.record(operationId(1))).toMatchObject({ settled: ACCEPTED, hasSealedBytes: false })
    expect((await framesOf(again, { after: 0, limit: 9 })).map(({ number }) => number)).toEqual([1, 2, 3, 4])
  })
})
