import { createPublicKey, verify } from 'node:crypto'

import { compactDecrypt } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { isIntact } from '#electron/journal/chain.ts'
import { sealedContentSchema, sealedEnvelopeSchema, signatureInput } from '#shared/contracts/envelope.ts'
import { enrolmentRequestSchema } from '#shared/contracts/messages/enrolment.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import { operationId } from '../../harness/journal-records.ts'
import {
  ANA,
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
  TERMINAL_ID,
  problem,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

async function deskAtWork() {
  const till = createTestTill()
  const desk = await till.start()
  await atWork(desk, api.url)
  return { ...till, till, desk, save: desk.handlers['record.save'] }
}

const notSaved = (reason: string) => ({ kind: 'not-saved', reason })

describe('saving', () => {
  test('[D1] [V5] a record is sealed for the account API, signed by the terminal, chained, and on disk', async () => {
    const { disk, desk, save } = await deskAtWork()
    await save(ageCheckRequest(1))
    const saved = await save(registrationRequest(2, 1))
    disk.crash()
    if (saved.kind !== 'saved' || saved.frame.kind !== 'saved') throw new Error('not saved')
    const { envelope } = saved.frame
    expect(envelope).toMatchObject({
      type: 'registration',
      operatorId: 'ana',
      sequence: 3,
      epoch: 1,
      realm: 'practice',
      keyId: 'seal-1',
    })
    expect(isIntact(envelope)).toBe(true)
    const enrolled = api.seen.find(({ path }) => path === '/v1/enrolments')
    const { terminalKey } = enrolmentRequestSchema.parse(JSON.parse(enrolled?.body ?? ''))
    const key = createPublicKey({ key: terminalKey, format: 'jwk' })
    const signature = Buffer.from(envelope.signature, 'base64url')
    expect(
      verify(
        'sha256',
        Buffer.from(signatureInput(envelope.hash)),
        { key, dsaEncoding: 'ieee-p1363' },
        signature,
      ),
    ).toBe(true)
    const opened = await compactDecrypt(envelope.sealedPayload ?? '', api.sealingPrivateKey)
    const content = sealedContentSchema.parse(JSON.parse(Buffer.from(opened.plaintext).toString()))
    expect(content).toMatchObject({
      id: operationId(2),
      type: 'registration',
      payload: { familyName: 'Sobral' },
    })
    const files = await Promise.all(disk.files().map((path) => disk.read(path)))
    const everything = files.map((file) => (file.ok ? Buffer.from(file.value).toString('latin1') : '')).join()
    expect(everything).not.toMatch(/Sobral|maria@|1990-02-03/)
    expect(await readJournal(desk, { afterFrame: 0, limit: 10 })).toMatchObject({
      lastFrame: 3,
      unreadable: 0,
    })
  })

  test('[D2] a second save of the same id gives the first frame, also after a restart', async () => {
    const { till, save } = await deskAtWork()
    const first = await save(ageCheckRequest(1))
    const again = await save(ageCheckRequest(1))
    expect(again).toEqual({ ...first, kind: 'already-saved' })
    const restarted = await till.start()
    expect(await restarted.handlers['record.save'](ageCheckRequest(1))).toEqual(again)
  })

  test('[D1] saves asked for at once keep the chain whole', async () => {
    const { desk, save } = await deskAtWork()
    const results = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => save(ageCheckRequest(at + 1))),
    )
    expect(results.map((result) => result.kind === 'saved' && result.frame.number)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ])
    const { frames } = await readJournal(desk, { afterFrame: 0, limit: 50 })
    expect(frames.every((frame) => frame.kind === 'saved' && isIntact(frame.envelope))).toBe(true)
  })

  test('[D1] [I8] a record is of who was at work when it was asked for, also when they left before its turn', async () => {
    const { desk, save } = await deskAtWork()
    const asked = [1, 2].map(async (count) => save(ageCheckRequest(count)))
    desk.suspend()
    const results = await Promise.all(asked)
    const by = results.map(
      (result) =>
        result.kind === 'saved' && result.frame.kind === 'saved' && result.frame.envelope.operatorId,
    )
    expect(by).toEqual(['ana', 'ana'])
  })

  test('[D3] [R2] no sale and no registration without an allowed age check of this operator, now', async () => {
    const { desk, save, till, time } = await deskAtWork()
    expect(await save(saleRequest(5, 1))).toEqual(notSaved('age-check-missing'))
    await save(ageCheckRequest(1, { outcome: 'refused', reason: 'under-age', method: null }))
    expect(await save(saleRequest(5, 1))).toEqual(notSaved('age-check-missing'))
    await save(ageCheckRequest(2))
    expect(await save({ ...saleRequest(5, 2), dependsOn: [] })).toEqual(notSaved('age-check-missing'))
    expect(await save({ ...saleRequest(5, 2), aggregateId: registrationRequest(9, 2).aggregateId })).toEqual(
      notSaved('age-check-missing'),
    )
    expect(await save(saleRequest(5, 2))).toMatchObject({ kind: 'saved' })
    desk.suspend()
    await unlock(desk, RUI)
    expect(await save(saleRequest(6, 2))).toEqual(notSaved('age-check-missing'))
    await unlock(desk, ANA)
    time.setWall(0)
    for (let minutes = 0; minutes < PRACTICE.ageCheck.validMinutes; minutes += 0.5) {
      desk.noteActivity()
      time.pass(30_000)
    }
    expect(await save(registrationRequest(7, 2))).toMatchObject({ kind: 'saved' })
    time.pass(1)
    expect(await save(registrationRequest(8, 2))).toEqual(notSaved('age-check-missing'))
    const restarted = await till.start()
    await unlock(restarted, ANA)
    expect(await restarted.handlers['record.save'](saleRequest(9, 2))).toEqual(notSaved('age-check-missing'))
  })

  test('[D3] [R2] a check grows old while the machine sleeps, when only the wall clock goes on', async () => {
    const { desk, save, time } = await deskAtWork()
    await save(ageCheckRequest(1))
    time.setWall(time.clock.wallMs() + 3 * 24 * 60 * 60_000)
    desk.noteActivity()
    expect(await save(saleRequest(5, 1))).toEqual(notSaved('age-check-missing'))
  })

  test('[D3] [R2] one age check carries the registration of one customer, not of a second', async () => {
    const { save } = await deskAtWork()
    await save(ageCheckRequest(1))
    const first = registrationRequest(2, 1)
    expect(await save(first)).toMatchObject({ kind: 'saved' })
    const other = { ...registrationRequest(3, 1), aggregateId: ageCheckRequest(9).aggregateId }
    expect(await save(other)).toEqual(notSaved('age-check-missing'))
    expect(await save(first)).toMatchObject({ kind: 'already-saved' })
  })

  test('[D2] [D3] an age check that reached the disk unheard carries a sale once it is asked for again', async () => {
    const { disk, save } = await deskAtWork()
    disk.setPlan((step) => (step === 'sync' ? 'io' : null))
    expect(await save(ageCheckRequest(1))).toEqual({ kind: 'unknown' })
    disk.setPlan(() => null)
    expect(await save(ageCheckRequest(2))).toMatchObject({ kind: 'saved' })
    expect(await save(ageCheckRequest(1))).toMatchObject({ kind: 'already-saved' })
    expect(await save(saleRequest(3, 1))).toMatchObject({ kind: 'saved' })
  })

  test('[D2] [D3] a refusal that reached the disk unheard is not made a permission by asking again', async () => {
    const { disk, save } = await deskAtWork()
    disk.setPlan((step) => (step === 'sync' ? 'io' : null))
    await save(ageCheckRequest(1, { outcome: 'refused', reason: 'under-age' }))
    disk.setPlan(() => null)
    expect(await save(ageCheckRequest(1))).toMatchObject({ kind: 'already-saved' })
    expect(await save(saleRequest(3, 1))).toEqual(notSaved('age-check-missing'))
  })

  test('[D24] [R7] [R11] a registration with a field that no counter would have written is not saved', async () => {
    const { save } = await deskAtWork()
    await save(ageCheckRequest(1))
    const good = registrationRequest(2, 1)
    if (good.operation.type !== 'registration') throw new Error('not a registration')
    const { payload } = good.operation
    const twice = [...payload.devices, ...payload.devices]
    for (const wrong of [
      { givenName: '\u200B' },
      { familyName: '4111 1111 1111 1111' },
      { email: 'a@b' },
      { givenName: 'Joa\u0303o' },
      { mobilePhone: '+351212345678' },
      { dateOfBirth: '1890-01-01' },
      { countryOfResidence: 'ZZ' },
      { devices: twice },
      { invoiceReference: '4111111111111111' },
    ]) {
      const operation = { type: 'registration', payload: { ...payload, ...wrong } } as const
      expect(await save({ ...good, operation }), JSON.stringify(wrong)).toEqual(notSaved('invalid'))
    }
    expect(await save(good)).toMatchObject({ kind: 'saved' })
  })

  test('[V5] [R5] the length of what is sealed does not tell a refusal from a permission', async () => {
    const { save } = await deskAtWork()
    const results = [
      await save(ageCheckRequest(1)),
      await save(ageCheckRequest(2, { outcome: 'refused', reason: 'photo-differs' })),
      await save(ageCheckRequest(3, { outcome: 'refused', reason: 'doubt', documentKind: null })),
    ]
    const lengths = results.map((result) =>
      result.kind === 'saved' && result.frame.kind === 'saved'
        ? result.frame.envelope.sealedPayload?.length
        : null,
    )
    expect(new Set(lengths).size).toBe(1)
  })

  test('[D4] [D5] nobody saves as another operator, as another till, as the till itself, or while locked', async () => {
    const { desk, save } = await deskAtWork()
    expect(await save(ageCheckRequest(1, { operator: RUI }))).toEqual(notSaved('invalid'))
    expect(
      await save(ageCheckRequest(1, { terminal: TERMINAL_ID.replace('aaaa', 'bbbb') as typeof TERMINAL_ID })),
    ).toEqual(notSaved('invalid'))
    const payload = { kind: 'started', appVersion: '1', detail: null } as const
    expect(await save({ ...ageCheckRequest(1), operation: { type: 'terminal-event', payload } })).toEqual(
      notSaved('invalid'),
    )
    desk.suspend()
    expect(await save(ageCheckRequest(1))).toEqual(notSaved('invalid'))
    const fresh = await createTestTill().start()
    expect(await fresh.handlers['record.save'](ageCheckRequest(1))).toEqual(notSaved('not-enrolled'))
  })

  test('[J7] a full disk and a failing one: not saved, said so, and saved once the disk is better', async () => {
    const { disk, save, desk } = await deskAtWork()
    disk.setFreeBytes(1000)
    expect(await save(ageCheckRequest(1))).toEqual(notSaved('disk-full'))
    expect((await desk.handlers['desk.state']({})).notices).toContain('disk-full')
    disk.setFreeBytes(2 ** 40)
    disk.setPlan((step) => (step === 'sync' ? 'io' : null))
    expect(await save(ageCheckRequest(1))).toEqual({ kind: 'unknown' })
    disk.setPlan(() => null)
    expect(await save(ageCheckRequest(1))).toMatchObject({ kind: 'already-saved' })
    expect(await save(saleRequest(2, 1))).toMatchObject({ kind: 'saved' })
    const { frames } = await readJournal(desk, { afterFrame: 0, limit: 50 })
    expect(frames.length).toBe(3)
  })

  test('[D1] [I9] what may be on disk is not called not saved; what was not begun is', async () => {
    const { disk, save } = await deskAtWork()
    disk.setPlan((step) => (step === 'sync' || step === 'truncate' ? 'io' : null))
    expect(await save(ageCheckRequest(1))).toEqual({ kind: 'unknown' })
    expect(await save(ageCheckRequest(2))).toEqual(notSaved('disk-failed'))
    expect(await save(ageCheckRequest(1))).toEqual({ kind: 'unknown' })
    disk.setPlan(() => null)
    expect(await save(ageCheckRequest(2))).toMatchObject({ kind: 'saved' })
    expect(await save(ageCheckRequest(1))).toMatchObject({ kind: 'already-saved' })
  })

  test('[D2] [J4a] what a killed start left unsynced is called saved only once it is written again', async () => {
    const { till, disk, save } = await deskAtWork()
    disk.setPlan((step) => (step === 'sync' ? 'io' : null))
    expect(await save(ageCheckRequest(1))).toEqual({ kind: 'unknown' })
    const again = await till.start()
    await unlock(again, ANA)
    expect(await again.handlers['record.save'](ageCheckRequest(1))).toEqual({ kind: 'unknown' })
    disk.setPlan(() => null)
    expect(await again.handlers['record.save'](ageCheckRequest(1))).toMatchObject({ kind: 'already-saved' })
    disk.crash()
    const last = await till.start()
    await unlock(last, ANA)
    expect(await last.handlers['record.save'](ageCheckRequest(1))).toMatchObject({ kind: 'already-saved' })
  })

  test('[D11] a slip is for who captured it and for managers, until the record is settled', async () => {
    const { desk, save } = await deskAtWork()
    await save(ageCheckRequest(1))
    await save(registrationRequest(2, 1))
    const read = async () =>
      (await desk.handlers['slip.read']({ operationIds: [operationId(2), operationId(1)] })).slips
    const slip = { initials: 'M. S.', devices: ['…TB3D'], ageOutcome: null }
    const check = { initials: null, devices: [], ageOutcome: 'allowed' }
    expect(await read()).toEqual([slip, check])
    await unlock(desk, RUI)
    expect(await read()).toEqual([slip, check])
    desk.suspend()
    expect(await read()).toEqual([null, null])
    await unlock(desk, ANA)
    await sendAll(desk)
    expect(await read()).toEqual([null, null])
  })
})

async function sendAll(desk: Awaited<ReturnType<typeof deskAtWork>>['desk']) {
  const { frames } = await readJournal(desk, { afterFrame: 0, limit: 100 })
  const envelopes = frames.flatMap((frame) =>
    frame.kind === 'saved' ? [sealedEnvelopeSchema.parse(frame.envelope)] : [],
  )
  return desk.handlers['sync.send']({ envelopes })
}

describe('sending', () => {
  test('what was saved offline, over a restart, arrives whole and in order', async () => {
    const { till, save } = await deskAtWork()
    await save(ageCheckRequest(1))
    till.disk.crash()
    const desk = await till.start()
    expect(await unlock(desk, ANA)).toEqual({ kind: 'unlocked' })
    expect(await sendAll(desk)).toMatchObject({
      kind: 'settled',
      unanswered: [],
      serverHead: { sequence: 3 },
    })
    expect(api.delivered[0]?.operations.map(({ sequence, type }) => [sequence, type])).toEqual([
      [1, 'terminal-event'],
      [2, 'age-check'],
      [3, 'terminal-event'],
    ])
  })

  test('[D7] a stop outlives a restart: no new saves, reading and delivering go on', async () => {
    const { till, desk, save } = await deskAtWork()
    await save(ageCheckRequest(1))
    api.play(`/v1/terminals/${TERMINAL_ID}/operations`, problem('terminal-revoked'))
    expect(await sendAll(desk)).toEqual({ kind: 'stop', cause: 'terminal-revoked' })
    expect(await save(ageCheckRequest(2))).toEqual(notSaved('stopped'))
    expect(await save(ageCheckRequest(1))).toMatchObject({ kind: 'already-saved' })
    const restarted = await till.start()
    expect((await restarted.handlers['desk.state']({})).notices).toContain('terminal-revoked')
    expect(await sendAll(restarted)).toMatchObject({ kind: 'settled' })
    expect(await restarted.handlers['desk.enrol']({ accountApiUrl: api.url, code: '1' })).toEqual({
      kind: 'failed',
      failure: 'code-malformed',
    })
  })

  test('a credential that stays refused asks for attention, and a good answer ends it', async () => {
    const { desk } = await deskAtWork()
    api.play('/v1/token', problem('credential-invalid'))
    expect(await desk.handlers['sync.renew-credential']({})).toBe('refused')
    expect((await desk.handlers['desk.state']({})).notices).toContain('terminal-needs-attention')
    expect(await desk.handlers['sync.renew-credential']({})).toBe('renewed')
    expect((await desk.handlers['desk.state']({})).notices).not.toContain('terminal-needs-attention')
    api.play('/v1/token', problem('terminal-revoked'))
    expect(await desk.handlers['sync.renew-credential']({})).toBe('revoked')
  })

  test('a record too large for ever is quarantined once, for good', async () => {
    const { desk, save } = await deskAtWork()
    await save(ageCheckRequest(1))
    const request = { operationId: operationId(1), reason: 'too-large' } as const
    const first = await desk.handlers['journal.quarantine'](request)
    expect(first).toMatchObject({ kind: 'quarantined', frame: { kind: 'settled', number: 3 } })
    expect(await desk.handlers['journal.quarantine'](request)).toEqual(first)
    const unknown = await desk.handlers['journal.quarantine']({ ...request, operationId: operationId(77) })
    expect(unknown).toEqual({ kind: 'failed', reason: 'unknown-operation' })
  })
})
