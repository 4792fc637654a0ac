import { afterEach, beforeEach, expect, test } from 'vitest'

import type { Desk } from '#electron/desk/open-desk.ts'
import { envelopeHash } from '#electron/journal/chain.ts'
import { scanSegment } from '#electron/journal/segment-scan.ts'
import { type ExportTaker, countUnsent, handOver } from '#renderer/outbox/hand-over.ts'
import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'
import { type SealedEnvelope, sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import { operationIdSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { MAX_HANDED_OVER } from '#shared/ipc/export-methods.ts'

import { operationId } from '../../harness/journal-records.ts'
import {
  RUI,
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  registrationRequest,
  saleRequest,
  unlock,
} from '../../harness/open-test-desk.ts'
import {
  type ScriptedAccountApi,
  problem,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

const STICK = '/stick'
const SEGMENT = '/profile/journal/segment-000001.csj'

/** A revoked till; its journal lost the sale, and its outbox saw everything. A manager is at work. */
async function revokedTill() {
  const till = createTestTill()
  await till.disk.makeFolder(STICK)
  const first = await till.start()
  await atWork(first, api.url)
  await first.handlers['record.save'](ageCheckRequest(1))
  await first.handlers['record.save'](saleRequest(2, 1))
  await first.handlers['record.save'](registrationRequest(3, 1))
  const { frames } = await readJournal(first, { afterFrame: 0, limit: 200 })
  const outbox = createMemoryOutbox()
  await outbox.applyFrames(frames)
  api.play('/v1/token', problem('terminal-revoked'))
  await first.handlers['sync.renew-credential']({})
  await first.close()
  await flipBitOf(till.disk)
  const desk = await till.start({ chooseFolder: async () => STICK })
  await unlock(desk, RUI)
  expect((await desk.handlers['desk.state']({})).phase).toBe('unlocked')
  const envelopes = frames.flatMap((frame) =>
    frame.kind === 'saved' ? [sealedEnvelopeSchema.parse(frame.envelope)] : [],
  )
  const exported = async (): Promise<readonly SealedEnvelope[]> => {
    const made = await desk.handlers['export.make']({})
    if (made.kind !== 'made') throw new Error(made.kind)
    const read = await till.disk.read(`${STICK}/${made.files[0]}`)
    if (!read.ok) throw new Error(read.failure)
    const lines = Buffer.from(read.value).toString().trimEnd().split('\n').slice(1, -1)
    return lines.map((line) => sealedEnvelopeSchema.parse(JSON.parse(line)))
  }
  return { desk, outbox, envelopes, exported }
}

/** Damages the frame of the sale. */
async function flipBitOf(disk: ReturnType<typeof createTestTill>['disk']): Promise<void> {
  const read = await disk.read(SEGMENT)
  if (!read.ok) throw new Error(read.failure)
  const damaged = Buffer.from(read.value)
  for (const { frame, offset } of scanSegment(read.value).frames) {
    if (frame.kind === 'saved' && frame.envelope.id === operationId(2))
      damaged.writeUInt8(damaged.readUInt8(offset + 40) ^ 1, offset + 40)
  }
  disk.put(SEGMENT, damaged)
}

const mainOf = (desk: Desk): ExportTaker => ({
  lacks: async (ids) => (await desk.handlers['export.lacks']({ operationIds: [...ids] })).operationIds,
  take: async (envelopes) => (await desk.handlers['export.hand-over']({ envelopes: [...envelopes] })).isKept,
})

test('[D20] [OB33] what the journal lost and the store has whole is exported, in its place, and nothing twice', async () => {
  const { desk, outbox, envelopes, exported } = await revokedTill()
  expect(await handOver(outbox, { main: mainOf(desk), what: 'unsent' })).toBe(true)
  expect(await exported()).toEqual(envelopes)
})

test('[D20] what was handed over is of one export only', async () => {
  const { desk, outbox, envelopes, exported } = await revokedTill()
  await handOver(outbox, { main: mainOf(desk), what: 'unsent' })
  await exported()
  expect(await exported()).toEqual(envelopes.filter(({ id }) => id !== operationId(2)))
})

test('[D20] of what the window hands over, what is altered, of another till, or in the journal whole is not exported', async () => {
  const { desk, envelopes, exported } = await revokedTill()
  const lost = envelopes.find(({ id }) => id === operationId(2))
  const kept = envelopes.find(({ id }) => id === operationId(1))
  if (lost === undefined || kept === undefined) throw new Error('no record')
  const other = terminalIdSchema.parse(operationId(7))
  const header = { ...lost, terminalId: other }
  const others = { ...header, hash: envelopeHash(header) }
  for (const envelope of [{ ...lost, sequence: 99 }, others, kept]) {
    await desk.handlers['export.hand-over']({ envelopes: [envelope] })
    expect(await exported()).toEqual(envelopes.filter(({ id }) => id !== operationId(2)))
  }
})

test('[D20] main keeps no more of the store than it can, and says so', async () => {
  const { desk, envelopes } = await revokedTill()
  const [envelope] = envelopes
  if (envelope === undefined) throw new Error('no record')
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...envelope,
      hash: (from + index).toString().padStart(43, 'A'),
    }))
  const keeps = async (handed: readonly SealedEnvelope[]) =>
    (await desk.handlers['export.hand-over']({ envelopes: [...handed] })).isKept
  expect(await keeps(many(0, MAX_HANDED_OVER))).toBe(true)
  expect(await keeps(many(0, 1))).toBe(true)
  expect(await keeps(many(MAX_HANDED_OVER, 1))).toBe(false)
})

test('[OB33] where the store or main does not answer, that is said, and what was given stays given', async () => {
  const { desk, outbox, envelopes, exported } = await revokedTill()
  const main = mainOf(desk)
  expect(await handOver(outbox, { main: { ...main, lacks: async () => null }, what: 'unsent' })).toBe(false)
  expect(await handOver(outbox, { main: { ...main, take: async () => false }, what: 'unsent' })).toBe(false)
  let pages = 0
  const stalling: Outbox = {
    ...outbox,
    async page(query) {
      pages += 1
      return pages > 1 ? { ok: false, failure: { kind: 'stalled' } } : outbox.page(query)
    },
  }
  expect(await handOver(stalling, { main, what: 'unsent' })).toBe(false)
  expect(await exported()).toEqual(envelopes)
})

test('[D20] [OB33] where everything is handed in, so is what was settled, which the journal lost and the store has whole', async () => {
  const { desk, outbox, envelopes, exported } = await revokedTill()
  const applied = await outbox.appliedFrame()
  if (!applied.ok) throw new Error('no outbox')
  const settledAt = '2026-11-22T10:00:00.000Z'
  await outbox.applyFrames(
    [1, 2, 3].map((count) => ({
      kind: 'settled',
      number: applied.value + count,
      operationId: operationId(count),
      outcome: { kind: 'accepted' },
      settledAt,
    })),
  )
  await handOver(outbox, { main: mainOf(desk), what: 'unsent' })
  expect(await exported()).toEqual(envelopes.filter(({ id }) => id !== operationId(2)))
  await handOver(outbox, { main: mainOf(desk), what: 'all' })
  expect(await exported()).toEqual(envelopes)
})

test('[OB33] what is settled is neither counted nor asked about', async () => {
  const { outbox, envelopes } = await revokedTill()
  const settledAt = '2026-11-22T10:00:00.000Z'
  const applied = await outbox.appliedFrame()
  if (!applied.ok) throw new Error('no outbox')
  expect(await countUnsent(outbox)).toBe(envelopes.length)
  await outbox.applyFrames([
    {
      kind: 'settled',
      number: applied.value + 1,
      operationId: operationId(1),
      outcome: { kind: 'accepted' },
      settledAt,
    },
    {
      kind: 'settled',
      number: applied.value + 2,
      operationId: operationId(2),
      outcome: { kind: 'quarantined', reason: 'too-large' },
      settledAt,
    },
  ])
  const asked: string[] = []
  const main: ExportTaker = {
    lacks: async (ids) => {
      asked.push(...ids)
      return []
    },
    take: async () => true,
  }
  await handOver(outbox, { main, what: 'unsent' })
  expect(asked.map((id) => operationIdSchema.parse(id)).toSorted()).toEqual(
    envelopes
      .map(({ id }) => id)
      .filter((id) => id !== operationId(1))
      .toSorted(),
  )
  expect(await countUnsent(outbox)).toBe(envelopes.length - 1)
})
