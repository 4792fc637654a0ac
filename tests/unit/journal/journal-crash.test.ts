import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { openJournal } from '#electron/journal/journal.ts'
import { isDamaged } from '#electron/journal/journal-report.ts'
import { type DiskFault, PowerCut, createMemoryDisk } from '#electron/journal/memory-disk.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { ok } from '#shared/kernel/result.ts'

import { appendRecord, framesOf, operationId, settledBody } from '../../harness/journal-records.ts'

const folder = '/till/journal'

type Action =
  | { readonly kind: 'save' }
  | { readonly kind: 'settle'; readonly count: number }
  | { readonly kind: 'reopen' }

const actionArbitrary: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'save' } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settle' as const), count: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' } as const) },
)

/** Runs actions until the disk stops the machine; says what was confirmed, by frame number. */
async function run(disk: ReturnType<typeof createMemoryDisk>, actions: readonly Action[]) {
  const confirmed = new Map<number, Frame>()
  try {
    let journal = await mustOpen(disk)
    for (const [at, action] of actions.entries()) {
      if (action.kind === 'reopen') {
        await journal.close()
        journal = await mustOpen(disk)
        continue
      }
      const appended =
        action.kind === 'save'
          ? await appendRecord(journal, at + 1)
          : await journal.append(async () => ok([settledBody(action.count), settledBody(action.count + 1)]))
      if (appended.ok) for (const frame of appended.value) confirmed.set(frame.number, frame)
    }
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error
  }
  return confirmed
}

async function mustOpen(disk: ReturnType<typeof createMemoryDisk>) {
  const journal = await openJournal({ disk, folder })
  if (!journal.ok) throw new Error(`open: ${journal.failure}`)
  return journal.value
}

async function expectConfirmed(disk: ReturnType<typeof createMemoryDisk>, confirmed: Map<number, Frame>) {
  const journal = await mustOpen(disk)
  const frames = await framesOf(journal, { after: 0, limit: 1000 })
  expect(frames.map((frame) => frame.number)).toEqual(frames.map((_, at) => at + 1))
  for (const [number, frame] of confirmed) expect(frames[number - 1]).toEqual(frame)
  expect(await journal.verifyAll()).toEqual({ ok: true, value: [] })
  return { journal, frames }
}

describe('a power cut', () => {
  test('[I1] [J1] [J11] at any step of the disk: what was confirmed is there, in order, once, and no damage is said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(actionArbitrary, { minLength: 1, maxLength: 12 }),
        fc.nat(120),
        fc.nat(900),
        async (actions, cutAt, keptBytes) => {
          const disk = createMemoryDisk()
          disk.setPlan((_, index) => (index === cutAt ? 'crash' : null))
          const confirmed = await run(disk, actions)
          disk.setPlan(() => null)
          disk.crash(keptBytes)
          const { journal, frames } = await expectConfirmed(disk, confirmed)
          expect(isDamaged(journal.report)).toBe(false)
          // At most one append was under way, of at most two frames.
          expect(frames.length - confirmed.size).toBeLessThanOrEqual(2)
          expect((await appendRecord(journal, 999)).ok).toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('[I1] [J1] [J11] room that was made and never written, or not all of it, is no loss and no damage', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(actionArbitrary, { minLength: 1, maxLength: 12 }),
        fc.nat(120),
        fc.oneof(fc.constant(0), fc.nat(900)),
        fc.oneof(fc.constant(10_000), fc.nat(900)),
        async (actions, cutAt, keptBytes, zeroedBytes) => {
          const disk = createMemoryDisk()
          disk.setPlan((_, index) => (index === cutAt ? 'crash' : null))
          const confirmed = await run(disk, [{ kind: 'save' }, ...actions])
          disk.setPlan(() => null)
          disk.crash(keptBytes, zeroedBytes)
          const { journal } = await expectConfirmed(disk, confirmed)
          expect(isDamaged(journal.report)).toBe(false)
          expect(journal.report.isHeadLost).toBe(false)
          expect((await appendRecord(journal, 999)).ok).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('[I1] [J4] [J5] also after failures of the disk on the way', async () => {
    const faultArbitrary = fc.constantFrom<DiskFault>('io', 'no-space', 'short')
    await fc.assert(
      fc.asyncProperty(
        fc.array(actionArbitrary, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(60), faultArbitrary), { maxLength: 6 }),
        fc.nat(150),
        fc.nat(900),
        async (actions, faults, cutAt, keptBytes) => {
          const disk = createMemoryDisk()
          const byIndex = new Map(faults)
          disk.setPlan((step, index) => {
            if (index === cutAt) return 'crash'
            return ['write', 'sync', 'truncate'].includes(step) ? (byIndex.get(index) ?? null) : null
          })
          const confirmed = await run(
            disk,
            actions.filter((action) => action.kind !== 'reopen'),
          )
          disk.setPlan(() => null)
          disk.crash(keptBytes)
          const { journal } = await expectConfirmed(disk, confirmed)
          expect(journal.report.missingFrames).toEqual([])
          expect(journal.report.conflicting).toEqual([])
          expect(journal.report.altered).toEqual([])
        },
      ),
      { numRuns: 400 },
    )
  })

  test('[J19] in a rewrite leaves the old segment or the new one, whole', async () => {
    for (let cutAt = 0; cutAt < 12; cutAt += 1) {
      const disk = createMemoryDisk()
      const journal = await mustOpen(disk)
      for (let count = 1; count <= 110; count += 1) await appendRecord(journal, count, 40_000)
      await journal.append(async () => ok(Array.from({ length: 110 }, (_, at) => settledBody(at + 1))))
      await journal.append(async () =>
        ok([
          {
            kind: 'removed',
            operationIds: [operationId(1), ...journal.removable({ epoch: 1, sequence: 110 })],
          },
        ]),
      )
      const start = disk.stepsDone()
      disk.setPlan((_, index) => (index === start + cutAt ? 'crash' : null))
      await journal.rewriteRemoved().catch((error: unknown) => expect(error).toBeInstanceOf(PowerCut))
      disk.setPlan(() => null)
      disk.crash()
      const again = await mustOpen(disk)
      expect(isDamaged(again.report)).toBe(false)
      expect(again.head(1)).toEqual(journal.head(1))
      expect(await again.verifyAll()).toEqual({ ok: true, value: [] })
    }
  })
})
