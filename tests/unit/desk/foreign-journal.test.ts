import { afterEach, beforeEach, expect, test } from 'vitest'

import { envelopeHash } from '#electron/journal/chain.ts'
import { openJournal } from '#electron/journal/journal.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { envelopeSchema } from '#shared/contracts/envelope.ts'
import { ok } from '#shared/kernel/result.ts'

import { envelopeAfter, savedBody } from '../../harness/journal-records.ts'
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

/** A segment of another till in this epoch of its own, with more frames than the one that it is copied to. */
async function foreignSegment(epoch: number): Promise<Uint8Array> {
  const disk = createMemoryDisk()
  const journal = await openJournal({ disk, folder: '/other' })
  if (!journal.ok) throw new Error(journal.failure)
  for (let count = 101; count <= 110; count += 1) {
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
