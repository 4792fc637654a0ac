import { afterEach, beforeEach, expect, test } from 'vitest'

import { envelopeHash } from '#electron/journal/chain.ts'
import { openJournal } from '#electron/journal/journal.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { envelopeSchema } from '#shared/contracts/envelope.ts'
import { ok } from '#shared/kernel/result.ts'

import { envelopeAfter, operationId, savedBody } from '../../harness/journal-records.ts'
import { ANA, ageCheckRequest, atWork, createTestTill, unlock } from '../../harness/open-test-desk.ts'
import {
  CODE,
  type ScriptedAccountApi,
  TERMINAL_ID,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'

const OTHER_TILL = '01890000-0000-7000-8000-0000000000ff'
let api: ScriptedAccountApi
beforeEach(async () => void (api = await startScriptedAccountApi()))
afterEach(() => api.stop())

/** A segment of another till in this epoch of its own; by itself with more frames than the one that it is copied to. */
async function foreignSegment(epoch: number, upTo = 110): Promise<Uint8Array> {
  const disk = createMemoryDisk()
  const journal = await openJournal({ disk, folder: '/other' })
  if (!journal.ok) throw new Error(journal.failure)
  for (let count = 101; count <= upTo; count += 1) {
    const head = journal.value.head(epoch)
    const own = envelopeAfter({ head: () => head }, count)
    const { hash: _hash, ...moved } = { ...own, terminalId: OTHER_TILL, epoch }
    const envelope = envelopeSchema.parse({ ...moved, hash: own.hash })
    const body = {
      ...savedBody({ head: () => head }, count),
      envelope: { ...envelope, hash: envelopeHash(envelope) },
    }
    await journal.value.append(async () => ok([body]))
  }
  const read = await disk.read(disk.files().findLast((path) => path.includes('segment-0')) ?? '')
  if (!read.ok) throw new Error(read.failure)
  return read.value
}

test.each([
  ['behind its own', 'segment-000090.csj', 1],
  ['before its own', 'segment-000000.csj', 1],
  ['in the place of its own', 'segment-000001.csj', 1],
  ['behind its own, in a later epoch', 'segment-000090.csj', 3],
])(
  '[D28] a segment of another till, %s: no record goes on from it, and setting up again ends it',
  async (_where, name, epoch) => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    await desk.handlers['record.save'](ageCheckRequest(1))
    await desk.close()
    till.disk.put(`/profile/journal/${name}`, await foreignSegment(epoch))

    const again = await till.start()
    expect((await again.handlers['desk.state']({})).notices).toContain('journal-lost')
    await unlock(again, ANA)
    expect(await again.handlers['record.save'](ageCheckRequest(2))).toEqual({
      kind: 'not-saved',
      reason: 'stopped',
    })
    expect(await again.handlers['desk.enrol']({ accountApiUrl: api.url, code: CODE })).toEqual({
      kind: 'enrolled',
    })
    await unlock(again, ANA)
    const saved = await again.handlers['record.save'](ageCheckRequest(3))
    expect(saved).toMatchObject({ kind: 'saved', frame: { envelope: { terminalId: TERMINAL_ID } } })
    await again.close()
    expect((await (await till.start()).handlers['desk.state']({})).notices).not.toContain('journal-lost')
  },
)

test.each([
  ['behind its own', 'segment-000090.csj'],
  ['before its own', 'segment-000000.csj'],
  ['in the place of the first of its own', 'segment-000001.csj'],
])(
  '[D28] [D13] a shorter segment of another till, in the same epoch, %s: it is said, and what is read of it goes in the other till’s name alone',
  async (_where, name) => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    await desk.handlers['record.save'](ageCheckRequest(1))
    await desk.close()
    const second = await till.start()
    await unlock(second, ANA)
    for (const count of [2, 3, 4, 5]) await second.handlers['record.save'](ageCheckRequest(count))
    await second.close()
    till.disk.put(`/profile/journal/${name}`, await foreignSegment(1, 102))

    const again = await till.start()
    expect((await again.handlers['desk.state']({})).notices).toContain('journal-damaged')
    // What is read of it is offered in the other till's name, which the account API takes from no other one (wrong-terminal).
    const page = await again.handlers['journal.read']({ afterFrame: 0, limit: 200 })
    const saved =
      page.kind === 'page'
        ? page.frames.flatMap((frame) => (frame.kind === 'saved' ? [frame.envelope] : []))
        : []
    const own = saved.filter(({ terminalId }) => terminalId === TERMINAL_ID)
    expect(own.map(({ id }) => id)).toEqual(
      expect.arrayContaining([2, 3, 4, 5].map((count) => ageCheckRequest(count).operationId)),
    )
    const foreign: string[] = [101, 102].map(operationId)
    for (const { id, terminalId } of saved) expect(terminalId === OTHER_TILL).toBe(foreign.includes(id))
    await again.close()
  },
)
