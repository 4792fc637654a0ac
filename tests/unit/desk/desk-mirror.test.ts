import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { GATHER_MS } from '#electron/mirror/follow-mirror.ts'
import type { Desk } from '#electron/desk/open-desk.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'

import { eventually } from '../../harness/eventually.ts'
import type { ManualTime } from '../../harness/manual-time.ts'
import { createTestKeystore } from '../../harness/test-keystore.ts'
import {
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  registrationRequest,
  RUI,
  unlock,
} from '../../harness/open-test-desk.ts'
import { CODE, type ScriptedAccountApi, startScriptedAccountApi } from '../../harness/scripted-account-api.ts'
import { STICK, createTillWithStick } from '../../harness/till-with-stick.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

const framesOf = async (desk: Desk) => (await readJournal(desk, { afterFrame: 0, limit: 200 })).frames
const envelopesOf = async (desk: Desk) =>
  (await framesOf(desk)).flatMap((frame) =>
    frame.kind === 'saved' ? [frame.envelope as SealedEnvelope] : [],
  )
const mirrored = (desk: Desk, time: ManualTime) =>
  eventually(async () => {
    time.pass(GATHER_MS)
    expect(await desk.handlers['mirror.read']({})).toMatchObject({ kind: 'following', behind: 0 })
  })

/** A till with a mirror on a stick, a registration that nobody sent, and a manager at work. */
async function tillWithMirror(chosen = STICK) {
  const till = createTestTill()
  const machine = await createTillWithStick(till.disk)
  const start = () => till.start({ disk: machine.disk, chooseFolder: async () => chosen })
  const desk = await start()
  await atWork(desk, api.url)
  await desk.handlers['record.save'](ageCheckRequest(1))
  await desk.handlers['record.save'](registrationRequest(2, 1))
  await unlock(desk, RUI)
  expect(await desk.handlers['mirror.choose']({})).toBe('chosen')
  await mirrored(desk, till.time)
  return { ...till, machine, desk, start }
}

/** Another machine, new from the box, into which the stick of the dead one is put. */
async function newMachine(stick: Awaited<ReturnType<typeof createTillWithStick>>['stick'], chosen = STICK) {
  const till = createTestTill()
  const machine = await createTillWithStick(till.disk, stick)
  const start = () =>
    till.start({
      disk: machine.disk,
      keystore: createTestKeystore(0x33),
      chooseFolder: async () => chosen,
    })
  return { ...till, machine, start, desk: await start() }
}

describe('a mirror that is lost', () => {
  test('[MI8] is said on every screen and told to head office once; saving goes on', async () => {
    const { desk, machine, time } = await tillWithMirror()
    const before = (await envelopesOf(desk)).length
    machine.pullOut()
    time.pass(10_000)
    await eventually(async () =>
      expect((await desk.handlers['desk.state']({})).notices).toContain('mirror-lost'),
    )
    await eventually(async () => expect(await envelopesOf(desk)).toHaveLength(before + 1))
    expect((await envelopesOf(desk)).at(-1)).toMatchObject({ type: 'terminal-event', operatorId: null })
    machine.putBack()
    time.pass(10_000)
    await eventually(async () =>
      expect((await desk.handlers['desk.state']({})).notices).not.toContain('mirror-lost'),
    )
    await mirrored(desk, time)
  })
})

describe('a dead till', () => {
  test('[MI10] [MI12] goes on on another machine: what waited is delivered unchanged, the new one has a key and an epoch of its own', async () => {
    const dead = await tillWithMirror()
    const waited = await envelopesOf(dead.desk)
    const { desk, machine } = await newMachine(dead.machine.stick)
    expect(await desk.handlers['restore.read']({})).toEqual({ kind: 'empty' })
    expect(await desk.handlers['restore.find']({})).toMatchObject({
      kind: 'found',
      records: waited.length,
      damaged: 0,
    })
    expect(await desk.handlers['restore.run']({})).toBe('restored')
    expect(await desk.handlers['restore.read']({})).toEqual({ kind: 'restored', unsent: waited.length })
    machine.till.crash()
    expect(await desk.handlers['desk.enrol']({ accountApiUrl: api.url, code: CODE })).toEqual({
      kind: 'enrolled',
    })
    expect(await desk.handlers['restore.read']({})).toEqual({ kind: 'not-here' })
    const [first] = waited
    const now = await envelopesOf(desk)
    expect(now.slice(0, waited.length)).toEqual(waited)
    expect(now[waited.length]).toMatchObject({ terminalId: first?.terminalId, epoch: 2, sequence: 1 })
    await desk.handlers['sync.send']({ envelopes: waited })
    expect(api.delivered.at(-1)?.operations).toEqual(waited)
  })

  test('[MI10] a till with records of its own, or an enrolled one, is not restored', async () => {
    const dead = await tillWithMirror()
    expect(await dead.desk.handlers['restore.find']({})).toEqual({ kind: 'cancelled' })
    expect(await dead.desk.handlers['restore.run']({})).toBe('not-found')
  })

  test('[MI10] what cannot be read is said before anything is taken, and the rest is taken', async () => {
    const dead = await tillWithMirror()
    const { stick } = dead.machine
    const path = stick.files().find((name) => name.endsWith('segment-000001.csj')) ?? ''
    const read = await stick.read(path)
    if (!read.ok) throw new Error(read.failure)
    const at = Buffer.from(read.value).indexOf('"type":"age-check"')
    stick.put(path, read.value.fill(0x20, at, at + 4))
    const { desk } = await newMachine(stick)
    const waited = (await envelopesOf(dead.desk)).length
    expect(await desk.handlers['restore.find']({})).toMatchObject({ records: waited - 1, damaged: 1 })
    expect(await desk.handlers['restore.run']({})).toBe('restored')
    expect(await desk.handlers['desk.enrol']({ accountApiUrl: api.url, code: CODE })).toEqual({
      kind: 'enrolled',
    })
  })

  test('[MI10] a stick that may only be read gives everything, to as many machines as ask, and stays as it is', async () => {
    const dead = await tillWithMirror()
    const waited = (await envelopesOf(dead.desk)).length
    const { stick } = dead.machine
    // The end of it was torn when the till died, and whoever copied it left out what is empty.
    const segment = stick.files().find((name) => name.endsWith('segment-000001.csj')) ?? ''
    const read = await stick.read(segment)
    if (!read.ok) throw new Error(read.failure)
    stick.put(segment, Buffer.concat([read.value, read.value.subarray(0, 100)]))
    const before = stick.copy()
    const changes = new Set(['make-folder', 'open', 'write', 'truncate', 'rename', 'remove'])
    stick.setPlan((step) => (changes.has(step) ? 'io' : null))
    for (let machine = 1; machine <= 2; machine += 1) {
      const { desk } = await newMachine(stick)
      expect(await desk.handlers['restore.find']({})).toMatchObject({ records: waited, damaged: 0 })
      expect(await desk.handlers['restore.run']({})).toBe('restored')
      expect(await envelopesOf(desk)).toHaveLength(waited)
    }
    expect(stick.copy()).toEqual(before)
  })

  test('[MI11] a restore that was cut off is finished before the till can be enrolled, and from the same mirror', async () => {
    const dead = await tillWithMirror()
    const waited = (await envelopesOf(dead.desk)).length
    const next = await newMachine(dead.machine.stick)
    await next.desk.handlers['restore.find']({})
    let writes = 0
    next.machine.till.setPlan((step) => {
      if (step === 'write') writes += 1
      // The note that it began is written; the journal's first segment is not.
      return step === 'write' && writes > 2 ? 'io' : null
    })
    expect(await next.desk.handlers['restore.run']({})).toBe('failed')
    next.machine.till.setPlan(() => null)
    const again = await next.start()
    expect(await again.handlers['restore.read']({})).toEqual({ kind: 'unfinished', unsent: 0 })
    const asked = { accountApiUrl: api.url, code: CODE }
    expect(await again.handlers['desk.enrol'](asked)).toEqual({
      kind: 'failed',
      failure: 'restore-unfinished',
    })
    await again.handlers['restore.find']({})
    expect(await again.handlers['restore.run']({})).toBe('restored')
    expect(await again.handlers['desk.enrol'](asked)).toEqual({ kind: 'enrolled' })
    expect((await envelopesOf(again)).filter(({ epoch }) => epoch === 1)).toHaveLength(waited)
  })

  test('[MI11] killed at any step of a restore, the next start goes on with it: everything is there, once, and is sent', async () => {
    const dead = await tillWithMirror()
    const waited = await envelopesOf(dead.desk)
    const asked = { accountApiUrl: api.url, code: CODE }
    for (let killedAt = 0, isReached = true; isReached; killedAt += 1) {
      const next = await newMachine(dead.machine.stick)
      await next.desk.handlers['restore.find']({})
      const first = next.machine.till.stepsDone()
      next.machine.till.setPlan((_step, index) => (index === first + killedAt ? 'crash' : null))
      const run = async () => next.desk.handlers['restore.run']({})
      isReached = await run().then(
        () => false,
        () => true,
      )
      next.machine.till.setPlan(() => null)
      next.machine.till.crash()
      const again = await next.start()
      const { kind } = await again.handlers['restore.read']({})
      if (kind !== 'restored') {
        await again.handlers['restore.find']({})
        expect([killedAt, await again.handlers['restore.run']({})]).toEqual([killedAt, 'restored'])
      }
      expect(await envelopesOf(again)).toEqual(waited)
      expect(await again.handlers['desk.enrol'](asked)).toEqual({ kind: 'enrolled' })
      await again.close()
    }
  })

  test('[MI11] a stick that cannot be read any more, after a part was taken: the till goes on with that part', async () => {
    const dead = await tillWithMirror()
    for (let count = 10; count < 260; count += 1) {
      await dead.desk.handlers['record.save'](ageCheckRequest(count, { operator: RUI }))
    }
    await mirrored(dead.desk, dead.time)
    const next = await newMachine(dead.machine.stick)
    await next.desk.handlers['restore.find']({})
    let reads = 0
    next.machine.stick.setPlan((step) => {
      if (step === 'read') reads += 1
      // What the mirror says of itself, its segment, and the first frames of it.
      return step === 'read' && reads > 4 ? 'io' : null
    })
    expect(await next.desk.handlers['restore.run']({})).toBe('failed')
    const taken = await envelopesOf(next.desk)
    expect(taken.length).toBeGreaterThan(0)
    const asked = { accountApiUrl: api.url, code: CODE }
    expect(await next.desk.handlers['desk.enrol'](asked)).toMatchObject({ failure: 'restore-unfinished' })
    expect(await next.desk.handlers['restore.leave']({})).toBe('left')
    expect(await next.desk.handlers['restore.read']({})).toEqual({ kind: 'restored', unsent: taken.length })
    expect(await next.desk.handlers['desk.enrol'](asked)).toEqual({ kind: 'enrolled' })
    await next.desk.handlers['sync.send']({ envelopes: taken.slice(0, 50) })
    expect(api.delivered.at(-1)?.operations).toEqual(taken.slice(0, 50))
  })

  test('[MI11] an older copy of the mirror, which ends before what was taken, does not finish a restore; the mirror itself does', async () => {
    const dead = await tillWithMirror()
    const { stick } = dead.machine
    const segment = stick.files().find((name) => name.endsWith('segment-000001.csj')) ?? ''
    const older = await stick.read(segment)
    for (let count = 10; count < 260; count += 1) {
      await dead.desk.handlers['record.save'](ageCheckRequest(count, { operator: RUI }))
    }
    await mirrored(dead.desk, dead.time)
    const waited = await envelopesOf(dead.desk)
    const newer = await stick.read(segment)
    if (!older.ok || !newer.ok) throw new Error('the stick does not read')
    const next = await newMachine(stick)
    await next.desk.handlers['restore.find']({})
    let reads = 0
    stick.setPlan((step) => (step === 'read' && (reads += 1) > 4 ? 'io' : null))
    expect(await next.desk.handlers['restore.run']({})).toBe('failed')
    stick.setPlan(() => null)
    const taken = (await envelopesOf(next.desk)).length
    expect(taken).toBeGreaterThan(0)

    stick.put(segment, older.value)
    await next.desk.handlers['restore.find']({})
    expect(await next.desk.handlers['restore.run']({})).toBe('differs')
    expect(await next.desk.handlers['restore.read']({})).toEqual({ kind: 'unfinished', unsent: taken })
    stick.put(segment, newer.value)
    await next.desk.handlers['restore.find']({})
    expect(await next.desk.handlers['restore.run']({})).toBe('restored')
    expect(await envelopesOf(next.desk)).toEqual(waited)
  })

  test('[MI11] that a restore was begun is not forgotten where the note of it is damaged, however often the desk starts', async () => {
    const dead = await tillWithMirror()
    const next = await newMachine(dead.machine.stick)
    await next.desk.handlers['restore.find']({})
    let writes = 0
    // The note that it began is written, and nothing of the journal.
    next.machine.till.setPlan((step) => (step === 'write' && (writes += 1) > 2 ? 'io' : null))
    expect(await next.desk.handlers['restore.run']({})).toBe('failed')
    next.machine.till.setPlan(() => null)
    const note = next.machine.till.files().find((name) => name.endsWith('restoring.json')) ?? ''
    next.machine.till.put(note, Buffer.from('{"version":0}'))
    for (let count = 1; count <= 3; count += 1) {
      const again = await next.start()
      expect(await again.handlers['restore.read']({})).toMatchObject({ kind: 'unfinished' })
      await again.close()
    }
  })

  test('[MI11] where everything came and the note that it was begun stays, nobody is asked for the stick, or told that a part is missing', async () => {
    const dead = await tillWithMirror()
    const waited = await envelopesOf(dead.desk)
    const next = await newMachine(dead.machine.stick)
    const { till } = next.machine
    await next.desk.handlers['restore.find']({})
    till.setPlan((step) => (step === 'remove' ? 'io' : null))
    expect(await next.desk.handlers['restore.run']({})).toBe('restored')
    till.setPlan(() => null)
    expect(till.files().filter((name) => name.endsWith('restoring.json'))).toHaveLength(1)
    const again = await next.start()
    for (const desk of [next.desk, again]) {
      const restored = { kind: 'restored', unsent: waited.length }
      expect(await desk.handlers['restore.read']({})).toEqual(restored)
      expect(await desk.handlers['restore.leave']({})).toBe('left')
    }
    expect(till.files().filter((name) => name.endsWith('restoring.json'))).toEqual([])
    await again.handlers['desk.enrol']({ accountApiUrl: api.url, code: CODE })
    // That it started, and no more.
    expect((await envelopesOf(again)).filter(({ epoch }) => epoch === 2)).toHaveLength(1)
  })

  test('[MI11] a mirror that differs, and ends sooner, does not make what was begun look finished', async () => {
    const dead = await tillWithMirror()
    const { stick } = dead.machine
    const segment = stick.files().find((name) => name.endsWith('segment-000001.csj')) ?? ''
    const older = await stick.read(segment)
    for (let count = 10; count < 260; count += 1) {
      await dead.desk.handlers['record.save'](ageCheckRequest(count, { operator: RUI }))
    }
    await mirrored(dead.desk, dead.time)
    if (!older.ok) throw new Error('the stick does not read')
    const next = await newMachine(stick)
    await next.desk.handlers['restore.find']({})
    let reads = 0
    stick.setPlan((step) => (step === 'read' && (reads += 1) > 4 ? 'io' : null))
    expect(await next.desk.handlers['restore.run']({})).toBe('failed')
    stick.setPlan(() => null)
    stick.put(segment, older.value)
    await next.desk.handlers['restore.find']({})
    expect(await next.desk.handlers['restore.run']({})).toBe('differs')
    const again = await next.start()
    expect(await again.handlers['restore.read']({})).toMatchObject({ kind: 'unfinished' })
  })

  test('[MI10] a folder without a mirror, or with those of several tills, is said to be that', async () => {
    const empty = createMemoryDisk()
    const { desk } = await newMachine(empty)
    expect(await desk.handlers['restore.find']({})).toEqual({ kind: 'failed', reason: 'none' })
    await empty.makeFolder(`${STICK}/counterside-mirror-a`)
    await empty.makeFolder(`${STICK}/counterside-mirror-b`)
    expect(await desk.handlers['restore.find']({})).toEqual({ kind: 'failed', reason: 'several' })
    expect(await desk.handlers['restore.run']({})).toBe('not-found')
  })
})
