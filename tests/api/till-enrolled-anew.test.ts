import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Desk } from '#electron/desk/open-desk.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { eventually } from '#tests/harness/eventually.ts'
import { createTestTill, readJournal } from '#tests/harness/open-test-desk.ts'
import { openTestWindow } from '#tests/harness/open-test-window.ts'
import { STICK, createTillWithStick } from '#tests/harness/till-with-stick.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'

describe(`a desk before the account API on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  const enrol = async (desk: Desk, code: string) =>
    desk.handlers['desk.enrol']({ accountApiUrl: under.url, code })
  const terminalIdOf = async (desk: Desk) => {
    const state = await desk.handlers['desk.state']({})
    if (state.phase === 'not-enrolled') throw new Error('not enrolled')
    return state.configuration.terminalId
  }
  const chainsOf = async (terminalId: string) =>
    (
      (await (await under.asAdministrator('GET', `/v1/terminals/${terminalId}/chain`)).json()) as {
        epochs: unknown
      }
    ).epochs
  const noticesOf = async (desk: Desk) => (await desk.handlers['desk.state']({})).notices

  test('[IN13] [T12] a revoked till is enrolled anew: what waited arrives with the old key, the rest with the new one', async () => {
    const till = createTestTill()
    const desk = await till.start()
    expect(await enrol(desk, await under.newCode())).toEqual({ kind: 'enrolled' })
    const terminalId = await terminalIdOf(desk)
    // Each start is a record that nobody sends.
    await till.start()
    const started = await till.start()
    await under.asAdministrator('POST', `/v1/terminals/${terminalId}/revocation`, { reason: 'stolen' })
    const window = openTestWindow(started)
    await window.catchUp()
    window.sync.start()
    await eventually(() => expect(window.sync.getStatus().pausedBy).toBe('terminal-revoked'))

    expect(await enrol(started, await under.newCode())).toEqual({ kind: 'failed', failure: 'code-refused' })
    expect(await enrol(started, await under.newCode(terminalId))).toEqual({ kind: 'enrolled' })
    expect(await noticesOf(started)).not.toContain('terminal-revoked')
    await window.catchUp()
    window.sync.noteEnrolledAgain()
    await eventually(async () => {
      expect(await window.outbox.tally()).toMatchObject({ value: { waiting: 0, needsYou: 0, done: 4 } })
    })
    window.sync.stop()
    const whole = { terminalId, gaps: [], forks: [], altered: [], intact: true }
    expect(await chainsOf(terminalId)).toMatchObject([
      { ...whole, epoch: 1, held: 3, contiguousSequence: 3 },
      { ...whole, epoch: 2, held: 1, contiguousSequence: 1, claimedSequence: 1 },
    ])
  })

  test('[IN13] [T9] [T12] killed anywhere while it is set up, first or anew, a till gets its set-up with the same code; each chain is whole', async () => {
    const isWhole = { gaps: [], forks: [], altered: [], intact: true }
    // Not every step of the disk: each takes a till of its own.
    const EACH = 7
    for (const isAnew of [false, true]) {
      for (let at = 0, isKilled = true; isKilled; at += EACH) {
        const till = createTestTill()
        let desk = await till.start()
        let code = await under.newCode()
        if (isAnew) {
          await enrol(desk, code)
          const terminalId = await terminalIdOf(desk)
          await under.asAdministrator('POST', `/v1/terminals/${terminalId}/revocation`, { reason: 'stolen' })
          await desk.handlers['sync.renew-credential']({})
          code = await under.newCode(terminalId)
        }
        const first = till.disk.stepsDone()
        till.disk.setPlan((_step, index) => (index === first + at ? 'crash' : null))
        isKilled = await enrol(desk, code).then(
          () => false,
          () => true,
        )
        till.disk.setPlan(() => null)
        till.disk.crash()
        desk = await till.start()
        const { phase, notices } = await desk.handlers['desk.state']({})
        const isToBeSetUp = phase === 'not-enrolled' || notices.includes('terminal-revoked')
        if (isToBeSetUp) expect([at, await enrol(desk, code)]).toEqual([at, { kind: 'enrolled' }])
        const window = openTestWindow(desk)
        await window.catchUp()
        window.sync.start()
        await eventually(async () => {
          expect(await window.outbox.tally()).toMatchObject({ value: { waiting: 0, needsYou: 0 } })
        })
        window.sync.stop()
        const epochs = isAnew ? [isWhole, isWhole] : [isWhole]
        expect(await chainsOf(await terminalIdOf(desk))).toMatchObject(epochs)
        await desk.close()
      }
    }
  })

  test.each([
    ['a restore that was left: a part did not come', true, null, [/^restored in part: up to frame \d+$/]],
    ['a stick whose end is damaged: a part did not come', false, -8, [/^restored in part: 1 damaged$/]],
    ['a restore of which everything came, and the note that it was begun stayed', false, null, []],
  ])(
    '[MI10] [MI11] [I5] %s; the end of a chain leaves no gap, and head office is told what is true',
    async (_name, isCutOff, damagedAt, details) => {
      const dead = createTestTill()
      await enrol(await dead.start(), await under.newCode())
      const terminalId = await terminalIdOf(await dead.start())
      const stick = createMemoryDisk()
      const folder = `${STICK}/counterside-mirror-${terminalId}`
      await stick.makeFolder(folder)
      const segments = dead.disk.files().filter((name) => name.endsWith('.csj'))
      for (const path of segments) {
        const bytes = Buffer.from(dead.disk.durable(path) ?? [])
        if (damagedAt !== null && path === segments.at(-1))
          bytes.fill(0x20, bytes.length + damagedAt, bytes.length + damagedAt + 1)
        stick.put(`${folder}/${basename(path)}`, bytes)
      }
      const machine = createTestTill()
      const { disk } = await createTillWithStick(machine.disk, stick)
      let desk = await machine.start({ disk, chooseFolder: async () => STICK })
      await desk.handlers['restore.find']({})
      machine.disk.setPlan((step) => (step === 'remove' && damagedAt === null ? 'io' : null))
      expect(await desk.handlers['restore.run']({})).toBe('restored')
      machine.disk.setPlan(() => null)
      if (isCutOff) {
        // As if the stick had had one more, and the machine was killed before it came.
        const note = machine.disk.files().find((name) => name.endsWith('restoring.json')) ?? ''
        machine.disk.put(note, Buffer.from(JSON.stringify({ version: 1, until: 9999 })))
        desk = await machine.start({ disk, chooseFolder: async () => STICK })
      }
      expect(await desk.handlers['restore.leave']({})).toBe('left')
      // Pressed once more, it is told once all the same.
      await desk.handlers['restore.leave']({})
      expect(await enrol(desk, await under.newCode(terminalId))).toEqual({ kind: 'enrolled' })
      const window = openTestWindow(desk)
      await window.catchUp()
      window.sync.start()
      await eventually(async () => {
        expect(await window.outbox.tally()).toMatchObject({ value: { waiting: 0, needsYou: 0 } })
      })
      window.sync.stop()
      expect(await chainsOf(terminalId)).toMatchObject([{ gaps: [] }, { gaps: [] }])
      const told = await under.api.context.database
        .selectFrom('terminalEvents')
        .select(['kind', 'detail'])
        .where('terminalId', '=', terminalId)
        .where('kind', '=', 'mirror-lost')
        .execute()
      expect(told).toEqual(
        details.map((detail) => ({ kind: 'mirror-lost', detail: expect.stringMatching(detail) })),
      )
    },
  )

  test('[MI10] [MI12] [I5] a till that was taken for dead comes alive again beside the one that was restored from its stick: it is not accepted, and what it alone holds counts by a sealed file', async () => {
    const dead = createTestTill()
    await enrol(await dead.start(), await under.newCode())
    const terminalId = await terminalIdOf(await dead.start())
    // The stick has what was saved so far, and nothing of what comes after.
    const stick = createMemoryDisk()
    const folder = `${STICK}/counterside-mirror-${terminalId}`
    await stick.makeFolder(folder)
    for (const path of dead.disk.files().filter((name) => name.endsWith('.csj')))
      stick.put(`${folder}/${basename(path)}`, dead.disk.durable(path) ?? new Uint8Array())
    const machine = createTestTill()
    const { disk } = await createTillWithStick(machine.disk, stick)
    const restored = await machine.start({ disk, chooseFolder: async () => STICK })
    expect(await restored.handlers['restore.find']({})).toMatchObject({ kind: 'found', damaged: 0 })
    expect(await restored.handlers['restore.run']({})).toBe('restored')
    expect(await enrol(restored, await under.newCode(terminalId))).toEqual({ kind: 'enrolled' })
    const window = openTestWindow(restored)
    await window.catchUp()
    window.sync.start()
    await eventually(async () => {
      expect(await window.outbox.tally()).toMatchObject({ value: { waiting: 0, needsYou: 0 } })
    })
    window.sync.stop()

    const alive = await dead.start()
    const its = openTestWindow(alive)
    await its.catchUp()
    its.sync.start()
    await eventually(() => expect(its.sync.getStatus().pausedBy).toBe('credential'))
    // It pauses while it asks for a new token; that there is none is heard after that.
    await eventually(async () => expect(await noticesOf(alive)).toContain('terminal-needs-attention'))
    its.sync.stop()
    const { frames } = await readJournal(alive, { afterFrame: 0, limit: 200 })
    const operations = frames.flatMap((frame) => (frame.kind === 'saved' ? [frame.envelope] : []))
    const body = { contractVersion: 1, operations }
    const imported = await under.asAdministrator('POST', `/v1/terminals/${terminalId}/imports`, body)
    expect(await imported.json()).toMatchObject({
      known: operations.length - 1,
      results: operations.map(() => ({ outcome: { kind: 'accepted' } })),
    })
    const whole = { terminalId, gaps: [], forks: [], altered: [], intact: true }
    expect(await chainsOf(terminalId)).toMatchObject([
      { ...whole, epoch: 1, held: operations.length },
      { ...whole, epoch: 2 },
    ])
  })

  test('[IN6] [T11] a till whose profile was put back is told so at its first contact, and is free after enrolling anew', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await enrol(desk, await under.newCode())
    const terminalId = await terminalIdOf(desk)
    const old = new Map<string, Uint8Array>()
    for (const path of till.disk.files()) {
      const read = await till.disk.read(path)
      if (read.ok) old.set(path, read.value)
    }
    const sendAll = async (from: Desk) => {
      const window = openTestWindow(from)
      await window.catchUp()
      window.sync.start()
      await eventually(async () => {
        expect(await window.outbox.tally()).toMatchObject({ value: { waiting: 0 } })
      })
      window.sync.stop()
    }
    await sendAll(await till.start())
    for (const path of till.disk.files()) await till.disk.remove(path)
    for (const [path, bytes] of old) till.disk.put(path, bytes)
    const restored = await till.start()
    expect(await noticesOf(restored)).not.toContain('chain-fork')
    await sendAll(restored)
    expect(await noticesOf(restored)).toContain('chain-fork')
    expect(await enrol(restored, await under.newCode(terminalId))).toEqual({ kind: 'enrolled' })
    await sendAll(restored)
    expect(await noticesOf(restored)).not.toContain('chain-fork')
    expect(await chainsOf(terminalId)).toMatchObject([
      { epoch: 1, held: 3, forks: [2], intact: false },
      { epoch: 2, held: 1, forks: [], intact: true },
    ])
  })
})
