import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Desk } from '#electron/desk/open-desk.ts'
import type { DiskCopy } from '#electron/journal/memory-disk.ts'
import type { SavedFrame } from '#shared/contracts/frame.ts'

import { operationId } from '../../harness/journal-records.ts'
import {
  ANA,
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  unlock,
} from '../../harness/open-test-desk.ts'
import {
  CODE,
  type ScriptedAccountApi,
  problem,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'

const till = createTestTill()
let api: ScriptedAccountApi
/** The profile as it was enrolled first, and after it was revoked, enrolled anew and at work. */
let [early, late]: DiskCopy[] = []
let before: readonly SavedFrame[] = []

const isJournal = (path: string) => path.startsWith('/profile/journal')

beforeAll(async () => {
  api = await startScriptedAccountApi()
  const first = await till.start()
  await atWork(first, api.url)
  await first.handlers['record.save'](ageCheckRequest(1))
  early = new Map(till.disk.copy())
  api.play('/v1/token', problem('terminal-revoked'))
  await first.handlers['sync.renew-credential']({})
  await first.handlers['desk.enrol']({ accountApiUrl: api.url, code: CODE })
  await unlock(first, ANA)
  await first.handlers['record.save'](ageCheckRequest(2))
  await first.handlers['settings.write'](await first.handlers['settings.read']({}))
  before = await savedIn(first)
  await first.close()
  late = new Map(till.disk.copy())
})
afterAll(() => api.stop())

async function savedIn(desk: Desk): Promise<readonly SavedFrame[]> {
  const { frames } = await readJournal(desk, { afterFrame: 0, limit: 100 })
  return frames.filter((frame) => frame.kind === 'saved')
}

/** Whether the last start could save. */
let hasSaved = false

/** What is wrong after somebody started, unlocked and saved on this profile; null when nothing is. */
async function harmOf(profile: DiskCopy): Promise<string | null> {
  till.disk.putBack(profile)
  try {
    const desk = await till.start()
    await unlock(desk, ANA)
    await desk.handlers['record.save'](ageCheckRequest(9))
    const after = await savedIn(desk)
    hasSaved = after.some(({ envelope }) => envelope.id === operationId(9))
    await desk.close()
    if (before.some(({ envelope }, at) => after[at]?.envelope.hash !== envelope.hash))
      return 'a record is lost'
    const forks = after.filter(({ envelope }, at) => {
      const last = after[at - 1]?.envelope
      if (last === undefined || last.epoch < envelope.epoch) return envelope.sequence !== 1
      return envelope.epoch !== last.epoch || envelope.previousHash !== last.hash
    })
    return forks.length > 0
      ? `a chain forks at ${forks[0]?.envelope.epoch}:${forks[0]?.envelope.sequence}`
      : null
  } catch (error) {
    return String(error)
  }
}

const DAMAGES: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | null>> = {
  deleted: () => null,
  emptied: () => new Uint8Array(),
  halved: (bytes) => bytes.slice(0, bytes.length >> 1),
  zeroed: (bytes) => new Uint8Array(bytes.length),
  'with one bit turned': (bytes) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 4 : byte)),
  'of something else': () => Buffer.from('{"version":1}'),
}

test('a profile that is whole opens, and saves behind what it has', async () => {
  expect(await harmOf(late ?? new Map())).toBeNull()
  expect(hasSaved).toBe(true)
})

test.each(Object.entries(DAMAGES))(
  '[D28] each file beside the journal, %s: the desk opens, no record is lost and no chain forks',
  async (_name, damage) => {
    const harms: string[] = []
    for (const [path, bytes] of late ?? []) {
      if (isJournal(path)) continue
      const profile = new Map(late)
      const damaged = damage(bytes)
      if (damaged === null) profile.delete(path)
      else profile.set(path, damaged)
      const harm = await harmOf(profile)
      if (harm !== null) harms.push(`${path}: ${harm}`)
    }
    expect(harms).toEqual([])
  },
)

test('[D28] [F32] each file beside the journal, put back to what it was before the till was enrolled anew: no chain forks', async () => {
  const harms: string[] = []
  for (const [path, bytes] of early ?? []) {
    if (isJournal(path)) continue
    const harm = await harmOf(new Map([...(late ?? []), [path, bytes]]))
    if (harm !== null) harms.push(`${path}: ${harm}`)
  }
  expect(harms).toEqual([])
})
