import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { envelopeSchema } from '#shared/contracts/envelope.ts'
import { exportEndSchema, exportHeaderSchema } from '#shared/contracts/sealed-export.ts'

import {
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  registrationRequest,
  RUI,
  unlock,
} from '../../harness/open-test-desk.ts'
import {
  type ScriptedAccountApi,
  TERMINAL_ID,
  problem,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

const STICK = '/stick'

/** A till with one registration that nobody sent, and a stick; a manager is at work. */
async function tillWithStick(choose: () => Promise<string | null> = async () => STICK) {
  const till = createTestTill()
  await till.disk.makeFolder(STICK)
  const desk = await till.start({ chooseFolder: choose })
  await atWork(desk, api.url)
  await desk.handlers['record.save'](ageCheckRequest(1))
  const saved = await desk.handlers['record.save'](registrationRequest(2, 1))
  if (saved.kind !== 'saved' || saved.frame.kind !== 'saved') throw new Error('not saved')
  await unlock(desk, RUI)
  const linesOf = async (name: string) => {
    const read = await till.disk.read(`${STICK}/${name}`)
    if (!read.ok) throw new Error(read.failure)
    return Buffer.from(read.value)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
  }
  const eventsOf = async () => {
    const { frames } = await readJournal(desk, { afterFrame: 0, limit: 200 })
    return frames.filter((frame) => frame.kind === 'saved' && frame.envelope.type === 'terminal-event').length
  }
  return { ...till, desk, linesOf, eventsOf, envelope: saved.frame.envelope }
}

/** The same till once head office took all of it, up to `durable` for good. */
async function sentTill({ durable = 0 } = {}) {
  const till = await tillWithStick()
  const { desk } = till
  const { frames } = await readJournal(desk, { afterFrame: 0, limit: 200 })
  const envelopes = frames.flatMap((frame) => (frame.kind === 'saved' ? [frame.envelope] : []))
  api.settings.durableSequence = durable
  await desk.handlers['sync.send']({ envelopes: envelopes as never })
  await desk.handlers['sync.send']({ envelopes: [] })
  return { ...till, envelopes }
}

describe('a sealed export', () => {
  test('[D20] holds every unsent record as it is, between a first and a last line, and nothing else', async () => {
    const { desk, disk, linesOf, envelope } = await tillWithStick()
    expect(await desk.handlers['export.read']({})).toMatchObject({ records: 3 })
    const made = await desk.handlers['export.make']({})
    if (made.kind !== 'made') throw new Error(made.kind)
    expect(made).toMatchObject({ folder: STICK, records: 3, unreadable: 0 })
    expect(made.files).toEqual([
      expect.stringMatching(/^counterside-[0-9a-f]{8}-\d{8}-\d{6}-1-[0-9a-f]{8}\.sealed$/),
    ])
    expect(disk.files().filter((path) => path.startsWith(STICK))).toEqual([`${STICK}/${made.files[0]}`])
    const lines = await linesOf(made.files[0] ?? '')
    expect(exportHeaderSchema.parse(lines[0])).toMatchObject({ realm: 'practice', terminalId: TERMINAL_ID })
    expect(exportEndSchema.parse(lines.at(-1))).toEqual({ end: true, records: 3 })
    const records = lines.slice(1, -1).map((line) => envelopeSchema.parse(line))
    expect(records.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(records[2]).toEqual(envelope)
    expect(JSON.stringify(lines)).not.toMatch(/Sobral|maria@/)
  })

  test('[D20] is on disk before it has its name', async () => {
    const { desk, disk } = await tillWithStick()
    const made = await desk.handlers['export.make']({})
    disk.crash()
    if (made.kind !== 'made') throw new Error(made.kind)
    expect((await disk.read(`${STICK}/${made.files[0]}`)).ok).toBe(true)
  })

  test('[D20] that it was made is a record, and the records are sent all the same', async () => {
    const { desk, eventsOf } = await tillWithStick()
    const before = await eventsOf()
    await desk.handlers['export.make']({})
    expect(await eventsOf()).toBe(before + 1)
    expect(await desk.handlers['export.read']({})).toMatchObject({ records: 4 })
  })

  test('[D20] under a stop it is made all the same, and told once the till is enrolled anew', async () => {
    const { desk, eventsOf } = await tillWithStick()
    api.play('/v1/token', problem('terminal-revoked'))
    expect(await desk.handlers['sync.renew-credential']({})).toBe('revoked')
    const before = await eventsOf()
    expect(await desk.handlers['export.make']({})).toMatchObject({ kind: 'made', records: 3 })
    expect(await eventsOf()).toBe(before)
    await atWork(desk, api.url)
    // That it started, and the export.
    expect(await eventsOf()).toBe(before + 2)
  })

  test('[D20] while head office takes what the till sends, what is settled is not in it', async () => {
    const { desk } = await sentTill()
    expect(await desk.handlers['export.read']({})).toEqual({ records: 0, oldestAt: null, settled: null })
    expect(await desk.handlers['export.make']({})).toEqual({ kind: 'nothing', unreadable: 0 })
  })

  test.each([
    ['revoked', 'terminal-revoked', 'revoked'],
    ['not accepted', 'credential-invalid', 'refused'],
  ] as const)(
    '[D20] once the till is %s, what is settled is in it, in its place among what is not sent; enrolled anew it is not',
    async (_name, refusal, word) => {
      const { desk, linesOf, envelopes } = await sentTill()
      expect(await desk.handlers['record.save'](ageCheckRequest(4, { operator: RUI }))).toMatchObject({
        kind: 'saved',
      })
      api.play('/v1/token', problem(refusal))
      expect(await desk.handlers['sync.renew-credential']({})).toBe(word)
      expect(await desk.handlers['export.read']({})).toMatchObject({ records: 1, settled: 3 })
      const made = await desk.handlers['export.make']({})
      if (made.kind !== 'made') throw new Error(made.kind)
      expect(made).toMatchObject({ records: 4, unreadable: 0 })
      const records = (await linesOf(made.files[0] ?? ''))
        .slice(1, -1)
        .map((line) => envelopeSchema.parse(line))
      expect(records.slice(0, 3)).toEqual(envelopes)
      expect(records.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
      await atWork(desk, api.url)
      expect(await desk.handlers['export.read']({})).toMatchObject({ settled: null })
    },
  )

  test('[D20] [J18] what gave up its sealed bytes, since no backup lacks it, is not in it', async () => {
    const { desk } = await sentTill({ durable: 2 })
    api.play('/v1/token', problem('terminal-revoked'))
    await desk.handlers['sync.renew-credential']({})
    expect(await desk.handlers['export.read']({})).toEqual({ records: 0, oldestAt: null, settled: 1 })
    expect(await desk.handlers['export.make']({})).toMatchObject({ kind: 'made', records: 1, unreadable: 0 })
  })

  test('[D20] a stick without room, or none at all, leaves no half file behind', async () => {
    const { desk, disk } = await tillWithStick()
    disk.setPlan((step) => (step === 'write' ? 'short' : null))
    expect(await desk.handlers['export.make']({})).toEqual({ kind: 'failed', reason: 'no-space' })
    disk.setPlan(() => null)
    expect(disk.files().filter((path) => path.startsWith(STICK))).toEqual([])
    const gone = await tillWithStick(async () => '/pulled-out')
    expect(await gone.desk.handlers['export.make']({})).toEqual({ kind: 'failed', reason: 'disk-failed' })
  })

  test('[D20] nothing is written where no folder is chosen, or the desk locked meanwhile', async () => {
    const none = await tillWithStick(async () => null)
    expect(await none.desk.handlers['export.make']({})).toEqual({ kind: 'cancelled' })
    const locking = await tillWithStick(async () => {
      locking.desk.suspend()
      return STICK
    })
    expect(await locking.desk.handlers['export.make']({})).toEqual({ kind: 'cancelled' })
    expect(locking.disk.files().filter((path) => path.startsWith(STICK))).toEqual([])
  })
})
