import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { decodeFrameAt, encodeFrame } from '#electron/journal/frame-codec.ts'
import { PowerCut } from '#electron/journal/memory-disk.ts'
import { bootFailureOf } from '#electron/main/boot.ts'
import { startFailureWords } from '#electron/main/start-failure-words.ts'
import { noKeystore } from '#electron/vault/no-keystore.ts'
import { frameSchema } from '#shared/contracts/frame.ts'
import { storeIdSchema } from '#shared/contracts/identifiers.ts'
import { deskStateSchema } from '#shared/ipc/desk-state.ts'

import { eventually } from '../../harness/eventually.ts'
import {
  ANA,
  PIN,
  RUI,
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  unlock,
} from '../../harness/open-test-desk.ts'
import {
  CODE,
  type ScriptedAccountApi,
  json,
  problem,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

const enrol = async (desk: Awaited<ReturnType<ReturnType<typeof createTestTill>['start']>>, code = CODE) =>
  desk.handlers['desk.enrol']({ accountApiUrl: api.url, code })
const failed = (failure: string) => ({ kind: 'failed', failure })

describe('enrolling', () => {
  test('[T9] with a code; the desk is then locked, with its roster', async () => {
    const till = createTestTill()
    const desk = await till.start({ suggestedAccountApiUrl: api.url })
    expect(await desk.handlers['desk.state']({})).toEqual({
      phase: 'not-enrolled',
      accountApiUrl: api.url,
      notices: ['clock-unverified'],
    })
    expect(await enrol(desk, '0123-4567 89ab cdefghjkmnpqrs')).toEqual({ kind: 'enrolled' })
    const state = deskStateSchema.parse(await desk.handlers['desk.state']({}))
    expect(
      state.phase === 'locked' && state.operators.map(({ operatorId, hasPin }) => [operatorId, hasPin]),
    ).toEqual([
      ['ana', false],
      ['rui', false],
    ])
    expect(till.events).toContain('desk.state-changed')
    expect(await enrol(desk)).toEqual(failed('already-enrolled'))
  })

  test('[T1] [T9] [T18] what goes wrong is named, and leaves the till as it was', async () => {
    const till = createTestTill()
    const desk = await till.start()
    expect(await enrol(desk, 'short')).toEqual(failed('code-malformed'))
    expect(await enrol(desk, 'Z'.repeat(26))).toEqual(failed('code-refused'))
    api.play('/v1/health', { status: 200, headers: { 'content-type': 'text/html' }, body: 'Wi-Fi' })
    expect(await enrol(desk)).toEqual(failed('not-the-account-api'))
    api.play('/v1/health', problem('unavailable'))
    expect(await enrol(desk)).toEqual(failed('unreachable'))
    api.play('/v1/enrolments', problem('client-too-old'))
    expect(await enrol(desk)).toEqual(failed('client-too-old'))
    api.settings.isNewer = true
    expect(await enrol(desk)).toEqual(failed('client-too-old'))
    api.settings.isNewer = false
    // A server that answers without knowing the code plants no root key.
    api.play(
      '/v1/enrolments',
      json({
        terminalId: '01890000-0000-7000-8000-00000000aaaa',
        epoch: 1,
        rootKey: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
        configuration: await api.signConfiguration(),
        proof: 'A'.repeat(43),
      }),
    )
    expect(await enrol(desk)).toEqual(failed('not-the-account-api'))
    expect((await desk.handlers['desk.state']({})).phase).toBe('not-enrolled')
    expect(await enrol(desk)).toEqual({ kind: 'enrolled' })
  })

  test('[T9] a kill at any step of the disk leaves no half: enrolled, or the same code and key work again', async () => {
    for (let cutAt = 0; cutAt < 40; cutAt += 1) {
      const till = createTestTill()
      const desk = await till.start()
      const start = till.disk.stepsDone()
      till.disk.setPlan((_, index) => (index === start + cutAt ? 'crash' : null))
      const before = api.seen.length
      const first = await enrol(desk).catch((error: unknown) => expect(error).toBeInstanceOf(PowerCut))
      till.disk.setPlan(() => null)
      till.disk.crash()
      const again = await till.start()
      const state = await again.handlers['desk.state']({})
      if (state.phase === 'not-enrolled') {
        expect(first).not.toEqual({ kind: 'enrolled' })
        expect(await enrol(again)).toEqual({ kind: 'enrolled' })
      }
      const requests = api.seen.slice(before).filter(({ path }) => path === '/v1/enrolments')
      expect(new Set(requests.map(({ body }) => body)).size).toBe(1)
      expect((await again.handlers['desk.state']({})).notices).not.toContain('journal-damaged')
    }
  })

  test('after a revocation a new code brings a new key; the old records stay', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    await desk.handlers['record.save'](ageCheckRequest(1))
    api.play('/v1/token', problem('terminal-revoked'))
    await desk.handlers['sync.renew-credential']({})
    expect(await enrol(desk)).toEqual({ kind: 'enrolled' })
    const keys = api.seen
      .filter(({ path }) => path === '/v1/enrolments')
      .map(({ body }) => JSON.parse(body).terminalKey.x)
    expect(new Set(keys).size).toBe(2)
    expect((await desk.handlers['desk.state']({})).notices).not.toContain('terminal-revoked')
    expect(till.disk.files().filter((name) => name.includes('terminal-key'))).toHaveLength(2)
  })
})

describe('starting', () => {
  test('[D8] needs no network, and is a record; without a keystore that is told once', async () => {
    const till = createTestTill()
    const desk = await till.start({ keystore: noKeystore })
    await enrol(desk)
    await api.stop()
    const again = await till.start({ keystore: noKeystore })
    const { frames } = await readJournal(again, { afterFrame: 0, limit: 10 })
    expect(
      frames.map((frame) => frame.kind === 'saved' && [frame.envelope.type, frame.envelope.operatorId]),
    ).toEqual([1, 2, 3].map(() => ['terminal-event', null]))
    expect((await again.handlers['desk.state']({})).notices).toEqual(['clock-unverified', 'no-keystore'])
    api = await startScriptedAccountApi()
  })

  test('a journal that is gone, one that is damaged, settings that do not parse: said, and the desk opens', async () => {
    const till = createTestTill()
    await atWork(await till.start(), api.url)
    const segment = '/profile/journal/segment-000001.csj'
    const read = await till.disk.read(segment)
    if (!read.ok) throw new Error('no segment')
    till.disk.put(
      segment,
      read.value.map((byte, at) => (at === 100 ? byte ^ 1 : byte)),
    )
    till.disk.put('/profile/settings.json', Buffer.from('{"language":'))
    const damaged = await till.start()
    const { notices } = await damaged.handlers['desk.state']({})
    expect(notices).toEqual(
      expect.arrayContaining(['journal-damaged', 'record-unreadable', 'settings-unreadable']),
    )
    expect(await damaged.handlers['settings.read']({})).toEqual({
      language: 'pt-PT',
      theme: 'system',
      singleKeyShortcuts: true,
      printing: { printer: null, paper: 'receipt-80mm', afterSaving: 'ask' },
      scanner: { layout: 'us', prefix: '', tail: '', suffix: 'enter', gapMs: 30 },
      cameraId: null,
      cameraName: null,
    })
    const printing = { printer: 'Office', paper: 'a4', afterSaving: 'never' } as const
    const display = { language: 'en', theme: 'dark', singleKeyShortcuts: false } as const
    const scanner = { layout: 'pt', prefix: '~', suffix: 'tab', tail: '', gapMs: 30 } as const
    const settings = {
      ...display,
      printing,
      scanner,
      cameraId: 'document-camera',
      cameraName: 'Document camera',
    }
    expect(await damaged.handlers['settings.write'](settings)).toBe('written')
    expect((await damaged.handlers['desk.state']({})).notices).not.toContain('settings-unreadable')
    for (const name of till.disk.files())
      if (name.startsWith('/profile/journal/')) await till.disk.remove(name)
    const gone = await till.start()
    expect((await gone.handlers['desk.state']({})).notices).toContain('journal-lost')
    // A record under a number of which nobody knows whether it was used would fork the chain.
    expect(await readJournal(gone, { afterFrame: 0, limit: 10 })).toMatchObject({ frames: [] })
    const later = await till.start()
    expect((await later.handlers['desk.state']({})).notices).toContain('journal-lost')
    expect(await gone.handlers['settings.read']({})).toEqual(settings)
  })

  const losingItsJournal = async () => {
    const till = createTestTill()
    await atWork(await till.start(), api.url)
    for (const name of till.disk.files())
      if (name.startsWith('/profile/journal/')) await till.disk.remove(name)
    await till.disk.syncFolder('/profile/journal')
    return till
  }

  test('[D27] [F21] [F26] a journal that is lost on a full disk: the desk stays closed, and opens stopped once there is room', async () => {
    const till = await losingItsJournal()
    till.disk.setPlan((step) => (step === 'write' ? 'no-space' : null))
    for (let start = 1; start <= 3; start += 1) await expect(till.start()).rejects.toThrow('loss-not-noted')
    till.disk.setPlan(() => null)
    const desk = await till.start()
    await unlock(desk, ANA)
    expect((await desk.handlers['desk.state']({})).notices).toContain('journal-lost')
    expect(await desk.handlers['record.save'](ageCheckRequest(1))).toMatchObject({ reason: 'stopped' })
    expect((await readJournal(desk, { afterFrame: 0, limit: 10 })).frames).toEqual([])
  })

  test('[D27] [F21] whatever step of a start it is killed at, a till that lost its journal begins no chain', async () => {
    const till = await losingItsJournal()
    const lost = till.disk.copy()
    for (let cutAt = 0, wasCut = true; wasCut; cutAt += 1) {
      till.disk.putBack(lost)
      const start = till.disk.stepsDone()
      till.disk.setPlan((_, index) => (index === start + cutAt ? 'crash' : null))
      wasCut = await till.start().then(
        () => till.disk.stepsDone() < start + cutAt,
        (error: unknown) => error instanceof PowerCut,
      )
      till.disk.setPlan(() => null)
      till.disk.crash()
      const desk = await till.start()
      expect((await desk.handlers['desk.state']({})).notices).toContain('journal-lost')
    }
  })

  test('[D27] a disk that is full before the desk can open is said to be full', async () => {
    const till = createTestTill()
    till.disk.setPlan((step) => (step === 'make-folder' ? 'no-space' : null))
    await expect(till.start()).rejects.toThrow('no-space')
    expect(bootFailureOf('no-space')).toEqual({ kind: 'disk-full' })
    expect(bootFailureOf('io')).toEqual({ kind: 'disk-unreadable', reason: 'io' })
    for (const failure of ['disk-full', 'loss-not-noted'] as const) {
      expect(startFailureWords({ kind: failure }, 'en-GB').text).toMatch(
        /Nothing .*deleted.*safe.*start again/,
      )
      expect(startFailureWords({ kind: failure }, 'pt-PT').text).toMatch(/Nada .*apagado.*seguro.*abra/)
    }
  })

  test('[V8] [F26] [I9] a PIN that a full disk does not let count is not tried, and nobody is told that it was wrong', async () => {
    const till = createTestTill()
    await atWork(await till.start(), api.url)
    const desk = await till.start()
    till.disk.setPlan((step) => (step === 'write' ? 'no-space' : null))
    expect(await unlock(desk, ANA)).toEqual({ kind: 'disk-failed' })
    till.disk.setPlan(() => null)
    expect(await unlock(desk, ANA)).toEqual({ kind: 'unlocked' })
  })

  test('[J4b] [F26] what a full disk does not take again is no page for the window and no bug, until it does', async () => {
    const till = createTestTill()
    await enrol(await till.start())
    till.disk.setPlan((step) => (step === 'open' || step === 'write' ? 'no-space' : null))
    const desk = await till.start()
    const page = { afterFrame: 0, limit: 10 }
    expect(await desk.handlers['journal.read'](page)).toEqual({ kind: 'failed' })
    till.disk.setPlan(() => null)
    expect(await desk.handlers['journal.read'](page)).toMatchObject({ kind: 'page', frames: [{ number: 1 }] })
  })

  test('[V3] a lost keystore asks for attention and enrols again', async () => {
    const till = createTestTill()
    await atWork(await till.start(), api.url)
    const lost = await till.start({ keystore: noKeystore })
    expect(await lost.handlers['desk.state']({})).toMatchObject({ phase: 'not-enrolled' })
    // Nobody is told to go on working, nor that the account API is the one that refuses [I9].
    const { notices } = await lost.handlers['desk.state']({})
    expect(notices).toContain('set-up-unusable')
    expect(notices).not.toContain('terminal-needs-attention')
    const back = await till.start()
    expect(await unlock(back, ANA)).toEqual({ kind: 'unlocked' })
  })

  test('[V3] [I9] a till that was set up again without the keystore it had works at every start, and nobody is said to refuse it', async () => {
    const till = createTestTill()
    await atWork(await till.start(), api.url)
    await atWork(await till.start({ keystore: noKeystore }), api.url)
    const again = await till.start({ keystore: noKeystore })
    expect((await again.handlers['desk.state']({})).notices).toEqual(['clock-unverified', 'no-keystore'])
    expect(await unlock(again, ANA)).toEqual({ kind: 'unlocked' })
    expect(await again.handlers['record.save'](ageCheckRequest(1))).toMatchObject({ kind: 'saved' })
  })
})

describe('telling head office', () => {
  const eventsOf = async (desk: Awaited<ReturnType<ReturnType<typeof createTestTill>['start']>>) =>
    (await readJournal(desk, { afterFrame: 0, limit: 50 })).frames.map(
      (frame) => frame.kind === 'saved' && frame.envelope.type,
    )

  test('[D12] [OB24] trouble with the window’s store is a record, also while locked, once for each start', async () => {
    const till = createTestTill()
    await enrol(await till.start())
    const desk = await till.start()
    const before = await eventsOf(desk)
    await Promise.all([1, 2, 3].map(async () => desk.handlers['terminal.report']({ kind: 'store-rebuilt' })))
    await desk.handlers['terminal.report']({ kind: 'store-damaged' })
    expect(await eventsOf(desk)).toEqual([...before, 'terminal-event', 'terminal-event'])
    const again = await till.start()
    await again.handlers['terminal.report']({ kind: 'store-rebuilt' })
    expect((await eventsOf(again)).length).toBe(before.length + 4)
  })

  test('[D13] a record that was altered before the last checkpoint is found after the start, said and told', async () => {
    const till = createTestTill()
    await atWork(await till.start(), api.url)
    const desk = await till.start()
    await unlock(desk, ANA)
    for (let count = 1; count <= 510; count += 1) await desk.handlers['record.save'](ageCheckRequest(count))
    // A whole frame whose checksums are right and whose record is another: the hash alone finds it.
    // The second start wrote the first record again, in the segment that it began [J4a].
    const segment = '/profile/journal/segment-000002.csj'
    const read = await till.disk.read(segment)
    if (!read.ok) throw new Error('no segment')
    const first = decodeFrameAt(read.value, 0)
    const offset = first.kind === 'frame' ? first.length : 0
    const at = decodeFrameAt(read.value, offset)
    if (at.kind !== 'frame' || at.frame.kind !== 'saved') throw new Error('no record')
    const altered = { ...at.frame.envelope, occurredAt: '2026-11-22T11:00:00.000Z' as const }
    const bytes = encodeFrame(frameSchema.parse({ ...at.frame, envelope: altered }))
    till.disk.put(
      segment,
      Buffer.concat([read.value.subarray(0, offset), bytes, read.value.subarray(offset + at.length)]),
    )
    const again = await till.start()
    const notices = async () => (await again.handlers['desk.state']({})).notices
    expect(await notices()).not.toContain('journal-damaged')
    const lastFrame = async () => (await readJournal(again, { afterFrame: 0, limit: 1 })).lastFrame
    const before = await lastFrame()
    till.time.pass(15_000)
    await eventually(async () => expect(await notices()).toContain('journal-damaged'))
    await eventually(async () => expect(await lastFrame()).toBe(before + 1))
  })

  test('[D12] nothing is told by a till that is not enrolled, was just enrolled, or is stopped', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await desk.handlers['terminal.report']({ kind: 'store-rebuilt' })
    expect(await eventsOf(desk)).toEqual([])
    await enrol(desk)
    await desk.handlers['terminal.report']({ kind: 'store-rebuilt' })
    expect(await eventsOf(desk)).toHaveLength(1)
    const stopped = await till.start()
    api.play('/v1/token', problem('terminal-revoked'))
    await stopped.handlers['sync.renew-credential']({})
    await stopped.handlers['terminal.report']({ kind: 'store-damaged' })
    expect(await eventsOf(stopped)).toHaveLength(2)
  })

  test('[D12] one that could not be written is told again', async () => {
    const till = createTestTill()
    await enrol(await till.start())
    const desk = await till.start()
    till.disk.setFreeBytes(1000)
    await desk.handlers['terminal.report']({ kind: 'store-damaged' })
    till.disk.setFreeBytes(2 ** 40)
    expect(await eventsOf(desk)).toHaveLength(2)
    await desk.handlers['terminal.report']({ kind: 'store-damaged' })
    expect(await eventsOf(desk)).toHaveLength(3)
  })
})

describe('operators', () => {
  test('[D6] the desk locks when idle, later with a customer open, and at once on suspend', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    expect(desk.session()).toEqual({ isLocked: false, roles: ['assistant'] })
    till.time.pass(59_000)
    desk.noteActivity()
    till.time.pass(59_000)
    expect(desk.session().isLocked).toBe(false)
    await desk.handlers['operator.customer-open']({ isOpen: true, isVisitOpen: true })
    till.time.pass(299_000)
    expect(desk.session().isLocked).toBe(false)
    till.time.pass(1000)
    expect(desk.session().isLocked).toBe(true)
    expect(till.events.at(-1)).toBe('desk.state-changed')
    await unlock(desk, RUI)
    till.time.pass(60_000)
    expect(desk.session().isLocked).toBe(true)
    await unlock(desk, RUI)
    desk.suspend()
    expect(desk.session().isLocked).toBe(true)
    await unlock(desk, RUI)
    await desk.handlers['operator.lock']({})
    expect(desk.session().isLocked).toBe(true)
  })

  test('[V6] [V9] PINs: first with a code, wrong ones counted, a new code sets a new one', async () => {
    const desk = await createTestTill().start()
    await enrol(desk)
    const set = (pin: string, code = CODE, operatorId = ANA) =>
      desk.handlers['operator.set-first-pin']({ operatorId, code, pin })
    expect(await unlock(desk, ANA)).toEqual({ kind: 'no-pin' })
    expect(await set('123456')).toBe('pin-too-common')
    expect(await set('4829')).toBe('pin-too-short')
    expect(await set('48291x')).toBe('pin-not-digits')
    expect(await set(PIN, 'x')).toBe('code-malformed')
    expect(await set(PIN, 'Z'.repeat(26))).toBe('code-refused')
    expect(await set(PIN, CODE, 'eva' as typeof ANA)).toBe('unknown-operator')
    expect(await set(PIN)).toBe('set')
    expect(await desk.handlers['operator.unlock']({ operatorId: ANA, pin: '000000' })).toEqual({
      kind: 'wrong-pin',
      triesLeft: 9,
    })
    for (let count = 0; count < 4; count += 1)
      await desk.handlers['operator.unlock']({ operatorId: ANA, pin: '000000' })
    expect(await unlock(desk, ANA)).toEqual({ kind: 'wait', retryAfterMs: 30_000 })
    const state = await desk.handlers['desk.state']({})
    expect(state.phase === 'locked' && state.operators[0]?.retryAt).toBe('2026-11-22T10:00:30.000Z')
    expect(await set('907314')).toBe('set')
    expect(await desk.handlers['operator.unlock']({ operatorId: ANA, pin: '907314' })).toEqual({
      kind: 'unlocked',
    })
    await api.stop()
    expect(await set(PIN)).toBe('unreachable')
    api = await startScriptedAccountApi()
  })

  test('[R1] [T10] a configuration whose time zone this engine does not know is not put in force: it could tell no day', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    const storeId = storeIdSchema.parse('lisboa-1')
    const store = { storeId, name: 'Lisboa', timeZone: 'Europe/Lisbonn', channel: 'brand-store' } as const
    await api.setConfiguration({ version: 5, store })
    till.time.pass(5 * 60_000)
    expect(await desk.handlers['sync.probe']({})).toMatchObject({ kind: 'online' })
    await settle()
    expect(await desk.handlers['desk.state']({})).toMatchObject({
      configuration: { version: 1, store: { timeZone: 'Europe/Lisbon' } },
    })
  })

  test('[D9] [T10] [T18] a newer configuration is taken on contact, and the till says how it went with the last: who was removed is locked out; an older or foreign one is not', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    const contact = async () => {
      till.time.pass(5 * 60_000)
      await unlock(desk, ANA)
      expect(await desk.handlers['sync.probe']({})).toMatchObject({ kind: 'online' })
      await settle()
    }
    const roster = [{ operatorId: RUI, name: 'Rui', roles: ['manager' as const] }]
    await api.setConfiguration({ version: 5, roster, realm: 'live' })
    await contact()
    await api.setConfiguration({ version: 5, roster, terminalName: 'Till 2' })
    expect(desk.session().isLocked).toBe(false)
    await contact()
    expect(desk.session().isLocked).toBe(true)
    expect(await unlock(desk, ANA)).toEqual({ kind: 'unknown-operator' })
    await api.setConfiguration({ version: 4 })
    await contact()
    await contact()
    const said = api.seen.flatMap(({ path }) => /configuration\?(.*)$/.exec(path)?.[1] ?? [])
    expect(said).toEqual(['inForce=1', 'inForce=1&refused=not-ours', 'inForce=5', 'inForce=5&refused=older'])
    const restarted = await till.start()
    expect(await restarted.handlers['desk.state']({})).toMatchObject({
      phase: 'locked',
      configuration: { version: 5, terminalName: 'Till 2' },
    })
    till.disk.put(
      '/profile/vault/configuration.jws',
      Buffer.from(await api.signConfiguration({ version: 9 }, 'JWT')),
    )
    const tampered = await till.start()
    expect(await tampered.handlers['desk.state']({})).toMatchObject({ configuration: { version: 1 } })
    expect(till.disk.files()).toContain('/profile/vault/configuration.jws.unreadable-1')
  })

  test('the clock is unverified until the server was heard, and wrong when it is far off', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    const notices = async () => (await desk.handlers['desk.state']({})).notices
    expect(await notices()).toEqual(['clock-unverified'])
    expect(await desk.handlers['sync.probe']({})).toMatchObject({ kind: 'online' })
    expect(await notices()).toEqual([])
    till.time.setWall(Date.UTC(2036, 0, 1))
    expect(await notices()).toEqual(['clock-wrong'])
    api.settings.realm = 'live'
    expect(await desk.handlers['sync.probe']({})).toEqual({ kind: 'offline', cause: 'not-the-account-api' })
  })
})

/** Lets what nobody waits for come to its end. */
async function settle() {
  for (let count = 0; count < 20; count += 1) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('practice set-up', () => {
  const path = '/setup.json'
  const setup = () =>
    Buffer.from(
      JSON.stringify({
        accountApiUrl: api.url,
        code: CODE,
        operators: [{ operatorId: 'ana', code: CODE, pin: PIN }],
      }),
    )

  test('[D10] enrols and sets PINs unattended; again it changes nothing', async () => {
    const till = createTestTill()
    till.disk.put(path, setup())
    const desk = await till.start({ practiceSetupPath: path })
    expect(await desk.practiceSetup).toEqual({ kind: 'done' })
    expect(await unlock(desk, ANA)).toEqual({ kind: 'unlocked' })
    const calls = api.seen.length
    const again = await till.start({ practiceSetupPath: path })
    expect(await again.practiceSetup).toEqual({ kind: 'done' })
    expect(api.seen.length).toBe(calls)
  })

  test('[D10] never enrols with a live server, and sets no PIN on a live till', async () => {
    api.settings.realm = 'live'
    const till = createTestTill()
    till.disk.put(path, setup())
    const desk = await till.start({ practiceSetupPath: path })
    expect(await desk.practiceSetup).toEqual({ kind: 'not-enrolled', failure: 'not-the-account-api' })
    expect(api.seen.map((request) => request.path)).toEqual(['/v1/health'])
    await enrol(desk)
    expect(await (await till.start({ practiceSetupPath: path })).practiceSetup).toEqual({
      kind: 'not-practice',
    })
    till.disk.put(path, Buffer.from('{}'))
    expect(await (await till.start({ practiceSetupPath: path })).practiceSetup).toEqual({
      kind: 'unreadable',
    })
  })
})
