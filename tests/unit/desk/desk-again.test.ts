import { createPublicKey, verify } from 'node:crypto'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { PowerCut } from '#electron/journal/memory-disk.ts'
import { signatureInput } from '#shared/contracts/envelope.ts'
import { enrolmentRequestSchema } from '#shared/contracts/messages/enrolment.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'

import { eventually } from '../../harness/eventually.ts'
import {
  ANA,
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  saleRequest,
  unlock,
} from '../../harness/open-test-desk.ts'
import { openTestWindow } from '../../harness/open-test-window.ts'
import {
  CODE,
  type ScriptedAccountApi,
  TERMINAL_ID,
  json,
  problem,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

const OPERATIONS = `/v1/terminals/${TERMINAL_ID}/operations`
const notSaved = { kind: 'not-saved', reason: 'stopped' }
const deliveredOnce = () => api.delivered.flatMap(({ operations }) => operations)

async function deskAtWork() {
  const till = createTestTill()
  const desk = await till.start()
  await atWork(desk, api.url)
  return { till, desk, save: desk.handlers['record.save'] }
}

const enrolAgain = async (desk: Awaited<ReturnType<typeof deskAtWork>>['desk']) =>
  desk.handlers['desk.enrol']({ accountApiUrl: api.url, code: CODE })
const enrolmentRequests = () =>
  api.seen
    .filter(({ path }) => path === '/v1/enrolments')
    .map(({ body }) => enrolmentRequestSchema.parse(JSON.parse(body)))

describe('a forked chain', () => {
  test('[D7] [T11] [SY18] stops saving at once and for good, and never stops sending', async () => {
    const { till, desk, save } = await deskAtWork()
    const window = openTestWindow(desk)
    await save(ageCheckRequest(1))
    api.settings.isForked = true
    window.sync.start()
    await eventually(() => expect(deliveredOnce()).toHaveLength(2))
    // The account API has it before the desk has its answer.
    await eventually(async () =>
      expect((await desk.handlers['desk.state']({})).notices).toContain('chain-fork'),
    )
    expect(await save(ageCheckRequest(2))).toEqual(notSaved)
    await eventually(async () => {
      await window.catchUp()
      expect(await window.outbox.tally()).toMatchObject({ value: { waiting: 0, done: 2 } })
    })
    expect(window.sync.getStatus()).toMatchObject({ connection: 'online', pausedBy: null })
    window.sync.stop()
    const restarted = await till.start()
    await unlock(restarted, ANA)
    expect(await restarted.handlers['record.save'](ageCheckRequest(3))).toEqual(notSaved)
  })

  test('[D7] what waits when the fork is found goes on being delivered', async () => {
    const { desk, save } = await deskAtWork()
    const window = openTestWindow(desk)
    api.settings.isForked = true
    expect(await desk.handlers['sync.send']({ envelopes: [] })).toMatchObject({ kind: 'settled' })
    expect(await save(ageCheckRequest(1))).toEqual(notSaved)
    window.sync.start()
    await eventually(() => expect(deliveredOnce().map(({ sequence }) => sequence)).toEqual([1]))
    window.sync.stop()
  })
})

describe('enrolling anew', () => {
  test('[T12] [IN13] a new key and a new chain; what waits from before arrives unchanged, in the order of the journal', async () => {
    const { till, desk, save } = await deskAtWork()
    await save(ageCheckRequest(1))
    await save(saleRequest(2, 1))
    api.play('/v1/token', problem('terminal-revoked'))
    expect(await desk.handlers['sync.renew-credential']({})).toBe('revoked')
    const before = await readJournal(desk, { afterFrame: 0, limit: 50 })

    expect(await enrolAgain(desk)).toEqual({ kind: 'enrolled' })
    expect(enrolmentRequests().map(({ previous }) => previous)).toEqual([
      null,
      { terminalId: TERMINAL_ID, epoch: 1 },
    ])
    await unlock(desk, ANA)
    expect(await save(ageCheckRequest(3))).toMatchObject({
      kind: 'saved',
      frame: { envelope: { epoch: 2, sequence: 2 } },
    })

    const restarted = await till.start()
    const window = openTestWindow(restarted)
    await window.catchUp()
    window.sync.start()
    await eventually(() => expect(deliveredOnce()).toHaveLength(6))
    window.sync.stop()
    const sent = deliveredOnce().toSorted(
      (left, right) => left.epoch - right.epoch || left.sequence - right.sequence,
    )
    expect(sent.map(({ epoch, sequence }) => [epoch, sequence])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 2],
      [2, 3],
    ])
    expect(sent[3]?.previousHash).toBe(GENESIS_HASH)
    const old = before.frames.flatMap((frame) => (frame.kind === 'saved' ? [frame.envelope] : []))
    expect(sent.slice(0, 3)).toEqual(old)
    expect(api.delivered[0]?.head).toMatchObject({ epoch: 2, sequence: 3 })
    const keys = enrolmentRequests().map(({ terminalKey }) => terminalKey)
    for (const envelope of sent) {
      const key = createPublicKey({ key: keys[envelope.epoch - 1] ?? {}, format: 'jwk' })
      const signature = Buffer.from(envelope.signature, 'base64url')
      const data = Buffer.from(signatureInput(envelope.hash))
      expect(verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
    }
    const verified = await till.start()
    expect((await verified.handlers['desk.state']({})).notices).not.toContain('journal-damaged')
  })

  test('[J18] [IN13] sealed bytes of the older epoch go, too, once the server holds them durably', async () => {
    const { desk, save } = await deskAtWork()
    await save(ageCheckRequest(1))
    api.play('/v1/token', problem('terminal-revoked'))
    await desk.handlers['sync.renew-credential']({})
    await enrolAgain(desk)
    api.settings.durableSequence = 9
    const window = openTestWindow(desk)
    await window.catchUp()
    window.sync.start()
    await eventually(async () => {
      const { frames } = await readJournal(desk, { afterFrame: 0, limit: 50 })
      const sealed = frames.map((frame) => frame.kind === 'saved' && frame.envelope.sealedPayload)
      expect(sealed.slice(0, 3)).toEqual([null, null, null])
    })
    window.sync.stop()
  })

  test('[D7] a till before a server of the other realm stops, and may be enrolled again with its own', async () => {
    const { desk, save } = await deskAtWork()
    await save(ageCheckRequest(1))
    api.play(OPERATIONS, problem('wrong-realm'))
    const window = openTestWindow(desk)
    await window.catchUp()
    window.sync.start()
    await eventually(() => expect(window.sync.getStatus().pausedBy).toBe('wrong-realm'))
    expect(await save(ageCheckRequest(2))).toEqual(notSaved)
    api.settings.realm = 'live'
    expect(await enrolAgain(desk)).toEqual({ kind: 'failed', failure: 'not-the-account-api' })
    api.settings.realm = 'practice'
    expect(await enrolAgain(desk)).toEqual({ kind: 'enrolled' })
    window.sync.noteEnrolledAgain()
    await eventually(() => expect(deliveredOnce().length).toBeGreaterThan(1))
    window.sync.stop()
  })

  test('[D7] [T9] a kill at any step of enrolling anew leaves the till stopped, or enrolled and free of the stop', async () => {
    for (let cutAt = 0; cutAt < 30; cutAt += 1) {
      const { till, desk } = await deskAtWork()
      api.play('/v1/token', problem('terminal-revoked'))
      await desk.handlers['sync.renew-credential']({})
      const start = till.disk.stepsDone()
      till.disk.setPlan((_, index) => (index === start + cutAt ? 'crash' : null))
      await enrolAgain(desk).catch((error: unknown) => expect(error).toBeInstanceOf(PowerCut))
      till.disk.setPlan(() => null)
      till.disk.crash()
      const again = await till.start()
      const isStopped = (await again.handlers['desk.state']({})).notices.includes('terminal-revoked')
      if (isStopped) expect(await enrolAgain(again)).toEqual({ kind: 'enrolled' })
      await unlock(again, ANA)
      expect(await again.handlers['record.save'](ageCheckRequest(9))).toMatchObject({
        kind: 'saved',
        frame: { envelope: { epoch: 2 } },
      })
    }
  })

  test('[T12] an answer that would not continue this till is refused, and the till stays as it was', async () => {
    const { desk } = await deskAtWork()
    api.play('/v1/token', problem('terminal-revoked'))
    await desk.handlers['sync.renew-credential']({})
    api.settings.epochs = 'begin-again'
    expect(await enrolAgain(desk)).toEqual({ kind: 'failed', failure: 'not-the-account-api' })
    expect((await desk.handlers['desk.state']({})).notices).toContain('terminal-revoked')
    api.play('/v1/health', json({}))
    expect(await enrolAgain(desk)).toEqual({ kind: 'failed', failure: 'not-the-account-api' })
  })

  test('[D15] the lock screen knows where the till is enrolled; a version that is too old is not enrolled again', async () => {
    const { till, desk } = await deskAtWork()
    await desk.handlers['operator.lock']({})
    const locked = { phase: 'locked', accountApiUrl: api.url }
    expect(await desk.handlers['desk.state']({})).toMatchObject(locked)
    api.play(OPERATIONS, problem('client-too-old'))
    await desk.handlers['sync.send']({ envelopes: [] })
    expect((await desk.handlers['desk.state']({})).notices).toContain('client-too-old')
    expect(await enrolAgain(desk)).toEqual({ kind: 'failed', failure: 'already-enrolled' })
    const newer = await till.start({ appVersion: '0.2.0' })
    api.play('/v1/token', problem('terminal-revoked'))
    await newer.handlers['sync.renew-credential']({})
    expect(await newer.handlers['desk.state']({})).toMatchObject({
      ...locked,
      notices: ['terminal-revoked', 'clock-unverified'],
    })
    expect(await enrolAgain(newer)).toEqual({ kind: 'enrolled' })
    expect(await newer.handlers['desk.state']({})).toMatchObject(locked)
  })
})
