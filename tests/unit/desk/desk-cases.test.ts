import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { type SaveRequest, saveRequestSchema } from '#shared/ipc/record-methods.ts'
import type { Desk } from '#electron/desk/open-desk.ts'

import { A_CASE, operationId } from '../../harness/journal-records.ts'
import {
  CUSTOMER,
  RUI,
  VISIT,
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  registrationRequest,
  unlock,
} from '../../harness/open-test-desk.ts'
import {
  type ScriptedAccountApi,
  TERMINAL_ID,
  json,
  problem,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'

const OUTCOMES = `/v1/terminals/${TERMINAL_ID}/outcomes`
let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

/** A registration that the account API has answered with a case. */
async function withCase(desk: Desk) {
  await atWork(desk, api.url)
  await desk.handlers['record.save'](ageCheckRequest(1))
  const saved = await desk.handlers['record.save'](registrationRequest(2, 1))
  if (!('frame' in saved) || saved.frame.kind !== 'saved') throw new Error('not saved')
  api.settings.outcomes.set(operationId(2), A_CASE)
  await desk.handlers['sync.send']({ envelopes: [sealedEnvelopeSchema.parse(saved.frame.envelope)] })
}

async function deskWithCase() {
  const till = createTestTill()
  const desk = await till.start()
  await withCase(desk)
  const ask = (...counts: number[]) =>
    desk.handlers['sync.outcomes']({ operationIds: counts.map(operationId) })
  const lastFrame = async () => (await readJournal(desk, { afterFrame: 0, limit: 1 })).lastFrame
  return { till, desk, ask, lastFrame, save: desk.handlers['record.save'] }
}

function decisionRequest(count: number, bend: { caseId?: string; target?: number } = {}): SaveRequest {
  if (A_CASE.kind !== 'case') throw new Error('no case')
  const target = operationId(bend.target ?? 2)
  const decision = { choice: 'same-person', documentMatched: true }
  const payload = { caseId: bend.caseId ?? A_CASE.caseId, caseVersion: 1, operation: target, decision }
  return saveRequestSchema.parse({
    operationId: operationId(count),
    aggregateId: CUSTOMER,
    dependsOn: [target],
    operation: { type: 'resolution', payload },
  })
}

describe('following outcomes', () => {
  test('[T5] [T13] what changed is journaled as one more frame, once, and outlives a restart', async () => {
    const { till, ask, lastFrame } = await deskWithCase()
    const before = await lastFrame()
    const still = await ask(2)
    expect(still).toMatchObject({ kind: 'followed', frames: [{ outcome: A_CASE }] })
    expect(await lastFrame()).toBe(before)
    api.settings.outcomes.set(operationId(2), { kind: 'accepted' })
    const changed = await ask(2, 77)
    const frames: readonly Frame[] = changed.kind === 'followed' ? changed.frames : []
    expect(frames).toMatchObject([{ number: before + 1, kind: 'settled', outcome: { kind: 'accepted' } }])
    expect(await ask(2)).toEqual(changed)
    const again = await till.start()
    const { frames: kept } = await readJournal(again, { afterFrame: before - 1, limit: 2 })
    expect(kept.map((frame) => frame.kind === 'settled' && frame.outcome.kind)).toEqual(['case', 'accepted'])
  })

  test('[T5] a wait that comes late is not written over a final outcome', async () => {
    const { ask, lastFrame } = await deskWithCase()
    const before = await lastFrame()
    api.settings.outcomes.set(operationId(2), { kind: 'waiting', on: [operationId(9)] })
    expect(await ask(2)).toMatchObject({ frames: [{ outcome: A_CASE }] })
    expect(await lastFrame()).toBe(before)
  })

  test('[T13] [T4] an answer to another question, or about what was not asked, is none', async () => {
    const { ask, lastFrame } = await deskWithCase()
    const before = await lastFrame()
    const none = { kind: 'retry', cause: 'not-the-account-api', retryAfterMs: null }
    const result = (count: number) => ({ operationId: operationId(count), outcome: { kind: 'accepted' } })
    api.play(OUTCOMES, json({ nonce: 'n'.repeat(22), results: [result(2)] }))
    expect(await ask(2)).toEqual(none)
    api.play(OUTCOMES, { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Wi-Fi</h1>' })
    expect(await ask(2)).toEqual(none)
    expect(await lastFrame()).toBe(before)
  })

  test('[T3] a refusal is told by its class', async () => {
    const { ask, desk } = await deskWithCase()
    api.play(OUTCOMES, problem('unavailable', { 'retry-after': '5' }))
    expect(await ask(2)).toEqual({ kind: 'retry', cause: 'busy', retryAfterMs: 5000 })
    api.play(OUTCOMES, problem('malformed-request'))
    expect(await ask(2)).toEqual({ kind: 'retry', cause: 'server-error', retryAfterMs: null })
    api.play(OUTCOMES, problem('credential-expired'))
    expect(await ask(2)).toEqual({ kind: 'credential' })
    api.play(OUTCOMES, problem('terminal-revoked'))
    expect(await ask(2)).toEqual({ kind: 'stop', cause: 'terminal-revoked' })
    expect((await desk.handlers['desk.state']({})).notices).toContain('terminal-revoked')
  })
})

describe('deciding', () => {
  test('[D18] any operator decides in a case of this journal, and in nothing else', async () => {
    const { desk, save } = await deskWithCase()
    const invalid = { kind: 'not-saved', reason: 'invalid' }
    expect(await save(decisionRequest(3, { target: 1 }))).toEqual(invalid)
    expect(await save(decisionRequest(3, { target: 99 }))).toEqual(invalid)
    expect(await save(decisionRequest(3, { caseId: operationId(5) }))).toEqual(invalid)
    expect(await save({ ...decisionRequest(3), dependsOn: [] })).toEqual(invalid)
    expect(await save({ ...decisionRequest(3), aggregateId: VISIT })).toEqual(invalid)
    desk.suspend()
    await unlock(desk, RUI)
    expect(await save(decisionRequest(3))).toMatchObject({
      kind: 'saved',
      frame: { envelope: { type: 'resolution', operatorId: RUI, dependsOn: [operationId(2)] } },
    })
  })

  test('[D19] [D11] the slip of a decision is that of its record, with the choice, for who decided', async () => {
    const { desk, save } = await deskWithCase()
    await save(decisionRequest(3))
    const slips = await desk.handlers['slip.read']({ operationIds: [operationId(2), operationId(3)] })
    const slip = { initials: 'M. S.', devices: ['…TB3D'], ageOutcome: null }
    expect(slips.slips).toEqual([slip, { ...slip, decided: 'same-person' }])
  })
})
