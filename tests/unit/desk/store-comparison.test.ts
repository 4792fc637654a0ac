import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { createStoreComparison } from '#electron/desk/store-comparison.ts'
import { openJournal } from '#electron/journal/journal.ts'
import { type MemoryDisk, createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { scanSegment } from '#electron/journal/segment-scan.ts'
import { type SealedEnvelope, sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import type { OwnPart } from '#electron/transport/own-ends.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import { MAX_REFILLED } from '#shared/contracts/held-places.ts'
import { ok } from '#shared/kernel/result.ts'

import { appendRecord, operationId, settledBody } from '../../harness/journal-records.ts'
import {
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  saleRequest,
} from '../../harness/open-test-desk.ts'
import { type ScriptedAccountApi, startScriptedAccountApi } from '../../harness/scripted-account-api.ts'

const folder = '/till/journal'

/** Flips one bit of the frame with this number. */
async function damage(disk: MemoryDisk, given: { folder: string; number: number }) {
  const path = `${given.folder}/segment-000001.csj`
  const read = await disk.read(path)
  if (!read.ok) throw new Error('no segment')
  const place = scanSegment(read.value).frames.find(({ frame }) => frame.number === given.number)
  const at = (place?.offset ?? 0) + 40
  disk.put(
    path,
    read.value.map((byte, index) => (index === at ? byte ^ 1 : byte)),
  )
}

/** Records 1 to 3, all settled; the frame of one of them is damaged, or none. */
async function comparison(damaged: number | null) {
  const disk = createMemoryDisk()
  const first = await openJournal({ disk, folder })
  if (!first.ok) throw new Error('no journal')
  for (const count of [1, 2, 3]) await appendRecord(first.value, count)
  await first.value.append(async () => ok([1, 2, 3].map((count) => settledBody(count))))
  await first.value.close()
  if (damaged !== null) await damage(disk, { folder, number: damaged })
  const journal = await openJournal({ disk, folder })
  if (!journal.ok) throw new Error('no journal')
  const asked: OperationId[][] = []
  const byId = new Map<OperationId, boolean>()
  const hashes: (string | null)[] = []
  const store = createStoreComparison(journal.value, async (records) => {
    asked.push(records.map(({ id }) => id))
    hashes.push(...records.map(({ hash }) => hash))
    return byId
  })
  const refill = (ids: readonly OperationId[]) => store.refill(ids.map(named))
  const due = (held: readonly Held[], hasStartedOver?: boolean) =>
    store.due(held.map(ownPart), hasStartedOver)
  return { disk, journal: journal.value, asked, hashes, byId, ...store, due, refill }
}

const named = (id: OperationId) => ({ operationId: id, hash: id.slice(-12).padStart(43, 'h') })

/** Of the epochs whose end another wrote nothing is surely this till's. */
function ownPart(held: Held): OwnPart {
  const isForeign = held.ends !== undefined
  const own = isForeign ? { epoch: held.epoch, last: 0, gaps: [] } : held
  return { held, own, isOwn: () => !isForeign }
}

const upTo = (last: number, gaps: [number, number][] = []): [Held] => [{ epoch: 1, last, gaps }]

describe('comparing the store', () => {
  test('[D32] [J24] a whole journal can tell alone; one that lost a frame, or the beginning of an epoch, cannot', async () => {
    const whole = await comparison(null)
    expect(whole.due(upTo(1))).toBeNull()
    expect(whole.due([...upTo(1), { epoch: 2, last: 0, gaps: [] }])).not.toBeNull()
    expect((await comparison(2)).due(upTo(1))).toEqual(upTo(1))
    // An outcome that cannot be read proves nothing, either.
    expect((await comparison(5)).due(upTo(1))).toEqual(upTo(1))
  })

  test('[D32] [OB32] a whole journal behind which the store started over cannot tell alone, until the store was compared', async () => {
    const { due, refill, byId, journal } = await comparison(null)
    expect(due(upTo(3), false)).toBeNull()
    // Whatever it has: at its places this journal may have written since.
    expect(due(upTo(3), true)).toEqual(upTo(0))
    byId.set(operationId(7), false)
    const number = journal.lastFrame() + 1
    expect(await refill([operationId(7)])).toEqual({
      kind: 'refilled',
      frames: [{ number, kind: 'refill', operationIds: [operationId(7)] }],
    })
    expect(due(upTo(3), true)).toBeNull()
    expect(due(upTo(2), true)).toEqual(upTo(0))
  })

  test('[D32] it is asked for until it was done, and again only after a loss', async () => {
    const { due, refill } = await comparison(2)
    expect(due(upTo(3))).toEqual(upTo(3))
    expect(due(upTo(3))).toEqual(upTo(3))
    expect(await refill([])).toEqual({ kind: 'refilled', frames: [] })
    expect(due(upTo(3))).toBeNull()
    expect(due(upTo(5))).toBeNull()
    expect(due(upTo(4))).toEqual(upTo(4))
    await refill([])
    expect(due(upTo(4, [[2, 2]]))).toEqual(upTo(4, [[2, 2]]))
    expect(due([])).toBeNull()
  })

  test('[D32] two batches on their way: that the store was compared for the first does not count for what the second one showed', async () => {
    const { due, refill } = await comparison(2)
    due(upTo(5))
    // The account API was put back between the two.
    expect(due(upTo(4))).toEqual(upTo(4))
    await refill([])
    expect(due(upTo(4))).toEqual(upTo(4))
    await refill([])
    await refill([])
    expect(due(upTo(4))).toBeNull()
  })

  test('[D32] what the journal has no outcome of is opened again, and what it can judge itself is not', async () => {
    const { due, refill, journal, byId, asked, hashes } = await comparison(2)
    due(upTo(1))
    byId.set(operationId(2), false)
    const number = journal.lastFrame() + 1
    expect(await refill([operationId(2), operationId(3)])).toEqual({
      kind: 'refilled',
      frames: [{ number, kind: 'refill', operationIds: [operationId(2)] }],
    })
    // What is named is asked for by its hash: a record of the store may be a second one under its id.
    expect([asked, hashes]).toEqual([[[operationId(2)]], [named(operationId(2)).hash]])
    const told = await comparison(5)
    told.due(upTo(1))
    told.byId.set(operationId(2), false)
    expect(await told.refill([operationId(2)])).toMatchObject({
      frames: [{ operationIds: [operationId(2)] }],
    })
  })

  test('[D32] it is due until the last of many is there: what came less full than a frame takes', async () => {
    const { due, refill, byId } = await comparison(2)
    due(upTo(1))
    const full = Array.from({ length: MAX_REFILLED }, (_, at) => operationId(at + 10))
    for (const id of full) byId.set(id, false)
    expect(await refill(full)).toMatchObject({ kind: 'refilled' })
    expect(due(upTo(1))).toEqual(upTo(1))
    expect(await refill([])).toEqual({ kind: 'refilled', frames: [] })
    expect(due(upTo(1))).toBeNull()
  })

  test('[D32] [T19] where another record may be at a place, a store is compared without it, and what it names asked for by id', async () => {
    const { due, refill, asked, byId, journal } = await comparison(2)
    const foreign = (fork: string): Held[] => [
      { epoch: 1, last: 3, gaps: [], ends: [[3, 'F'.repeat(43)]], fork: fork.repeat(43) },
    ]
    expect(due(foreign('A'))).toEqual([{ epoch: 1, last: 0, gaps: [] }])
    const stored = [1, 2, 7, 8].map(operationId)
    expect(await refill(stored)).toEqual({ kind: 'failed' })
    expect(due(foreign('A'))).not.toBeNull()
    for (const count of [2, 7]) byId.set(operationId(count), count === 7)
    byId.set(operationId(8), false)
    const number = journal.lastFrame() + 1
    expect(await refill(stored)).toEqual({
      kind: 'refilled',
      frames: [{ number, kind: 'refill', operationIds: [2, 8].map(operationId) }],
    })
    // The first is settled in the journal, which can tell of it alone.
    expect(asked).toEqual([2, 2].map(() => [2, 7, 8].map(operationId)))
    expect(due(foreign('A'))).toBeNull()
    expect(due(foreign('B'))).not.toBeNull()
  })

  test('[D32] [T19] a whole journal cannot tell alone what another life of this till wrote, and its store may have', async () => {
    const { due } = await comparison(null)
    expect(due([{ ...upTo(3)[0], ends: [[3, 'F'.repeat(43)]], fork: null }])).toEqual(upTo(0))
  })

  test('[D32] where the disk does not take it, it is still due', async () => {
    const { due, refill, disk, byId } = await comparison(2)
    due(upTo(1))
    byId.set(operationId(2), false)
    disk.setPlan((step) => (step === 'open' || step === 'write' ? 'io' : null))
    expect(await refill([operationId(2)])).toEqual({ kind: 'failed' })
    expect(due(upTo(1))).toEqual(upTo(1))
  })
})

describe('a desk whose journal is damaged', () => {
  let api: ScriptedAccountApi
  beforeEach(async () => void (api = await startScriptedAccountApi()))
  afterEach(() => api.stop())

  test('[D32] [T14] asks its window what a restored account API lost, and takes it from there', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    const saved: SealedEnvelope[] = []
    for (const request of [ageCheckRequest(1), saleRequest(2, 1)]) {
      const { frame } = (await desk.handlers['record.save'](request)) as { frame: { envelope: unknown } }
      saved.push(sealedEnvelopeSchema.parse(frame.envelope))
    }
    const { frames } = await readJournal(desk, { afterFrame: 0, limit: 10 })
    const started = frames.flatMap((frame) => (frame.kind === 'saved' ? [frame.envelope] : []))
    const all = started.map((envelope) => sealedEnvelopeSchema.parse(envelope))
    expect(await desk.handlers['sync.send']({ envelopes: all })).not.toHaveProperty('held')
    await desk.close()
    const number = frames.find(
      (frame) => frame.kind === 'saved' && frame.envelope.id === saved[0]?.id,
    )?.number
    await damage(till.disk, { folder: '/profile/journal', number: number ?? 0 })
    api.forget(1)
    const again = await till.start()
    const heard = await again.handlers['sync.send']({ envelopes: [] })
    expect(heard).toMatchObject({ kind: 'settled', held: [{ epoch: 1, last: 1, gaps: [] }] })
    const operationIds = [saved[0]?.id ?? operationId(9)]
    const records = [{ operationId: operationIds[0] ?? operationId(9), hash: saved[0]?.hash ?? '' }]
    expect(await again.handlers['journal.refill']({ records })).toMatchObject({
      kind: 'refilled',
      frames: [{ kind: 'refill', operationIds }],
    })
    expect(await again.handlers['sync.send']({ envelopes: saved.slice(0, 1) })).toMatchObject({
      kind: 'settled',
      frames: [{ kind: 'settled', operationId: operationIds[0], outcome: { kind: 'accepted' } }],
    })
    await again.close()
  })
})
