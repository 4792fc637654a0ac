import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { responseChain } from '#account-api/credentials/response-chain.ts'
import type { Desk } from '#electron/desk/open-desk.ts'
import { type OperatorId, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import { writeSpoken } from '#shared/contracts/spoken-code.ts'

import { ANA, PIN, RUI, atWork, createTestTill, unlock } from '../../harness/open-test-desk.ts'
import {
  CODE,
  RESET_KEY,
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

const HOUR_MS = 60 * 60_000
const NEW_PIN = '739205'

/** What head office reads out. */
function responseFor(operatorId: OperatorId, given: { round?: number; epoch?: number } = {}): string {
  const { round = 0, epoch = 1 } = given
  return writeSpoken(responseChain(RESET_KEY, { terminalId: TERMINAL_ID, epoch, operatorId }).response(round))
}

function challengeFor(operatorId: OperatorId, round = 0): string {
  return writeSpoken(
    responseChain(RESET_KEY, { terminalId: TERMINAL_ID, epoch: 1, operatorId }).challenge(round),
  )
}

async function show(desk: Desk, operatorId: OperatorId) {
  return desk.handlers['operator.challenge']({ operatorId })
}

async function answer(desk: Desk, operatorId: OperatorId, given: { response: string; pin?: string | null }) {
  const { response, pin = NEW_PIN } = given
  return desk.handlers['operator.answer-challenge']({ operatorId, response, pin })
}

/** A till with Ana and Rui, its only manager, whom ten wrong PINs locked out, and no network. */
async function lockedOutOffline() {
  const till = createTestTill()
  const desk = await till.start()
  await atWork(desk, api.url)
  await desk.handlers['operator.lock']({})
  for (let count = 0; count < 10; count += 1) {
    await desk.handlers['operator.unlock']({ operatorId: RUI, pin: '000000' })
    till.time.pass(HOUR_MS)
  }
  expect(await unlock(desk, RUI)).toEqual({ kind: 'locked-out' })
  await api.stop()
  return { till, desk }
}

describe('the only manager, locked out, without a connection', () => {
  test('[C12] [V13] [V17] sets a new PIN with the response of head office, over restarts', async () => {
    const { till, desk } = await lockedOutOffline()
    expect(await show(desk, RUI)).toEqual({ kind: 'shown', challenge: challengeFor(RUI) })
    const again = await till.start()
    expect(await show(again, RUI)).toEqual({ kind: 'shown', challenge: challengeFor(RUI) })
    expect(await answer(again, RUI, { response: responseFor(RUI), pin: null })).toEqual({ kind: 'right' })
    expect(await unlock(again, RUI)).toEqual({ kind: 'locked-out' })
    const third = await till.start()
    till.events.length = 0
    expect(await answer(third, RUI, { response: responseFor(RUI) })).toEqual({ kind: 'set' })
    expect(till.events).toContain('desk.state-changed')
    expect(await unlock(third, RUI)).toEqual({ kind: 'wrong-pin', triesLeft: 9 })
    const unlocked = await third.handlers['operator.unlock']({ operatorId: RUI, pin: NEW_PIN })
    expect(unlocked).toEqual({ kind: 'unlocked' })
  })

  test('[C12] [V15] the response of this lock-out opens no later one', async () => {
    const { till, desk } = await lockedOutOffline()
    await show(desk, RUI)
    await answer(desk, RUI, { response: responseFor(RUI) })
    for (let count = 0; count < 10; count += 1) {
      await desk.handlers['operator.unlock']({ operatorId: RUI, pin: '000000' })
      till.time.pass(HOUR_MS)
    }
    expect(await show(desk, RUI)).toEqual({ kind: 'shown', challenge: challengeFor(RUI, 1) })
    expect((await answer(desk, RUI, { response: responseFor(RUI) })).kind).toBe('wrong')
    expect(await unlock(desk, RUI)).toEqual({ kind: 'locked-out' })
    expect(await answer(desk, RUI, { response: responseFor(RUI, { round: 1 }) })).toEqual({ kind: 'set' })
  })

  test('[C12] [V13] a response for somebody else, another epoch or another round is wrong, and locks no other', async () => {
    const { desk } = await lockedOutOffline()
    await show(desk, RUI)
    await show(desk, ANA)
    const wrong = [responseFor(ANA), responseFor(RUI, { epoch: 2 }), responseFor(RUI, { round: 1 })]
    for (const [at, response] of wrong.entries()) {
      expect(await answer(desk, RUI, { response })).toEqual({
        kind: 'wrong',
        triesLeft: 4 - at,
        retryAfterMs: null,
      })
    }
    expect(await unlock(desk, RUI)).toEqual({ kind: 'locked-out' })
    expect(await unlock(desk, ANA)).toEqual({ kind: 'unlocked' })
  })

  test('[V16] [V18] a misheard response is told from a wrong one, and is not counted', async () => {
    const { desk } = await lockedOutOffline()
    await show(desk, RUI)
    const response = responseFor(RUI)
    const misheard = (response.startsWith('A') ? 'B' : 'A') + response.slice(1)
    for (let count = 0; count < 6; count += 1)
      expect(await answer(desk, RUI, { response: misheard })).toEqual({ kind: 'malformed' })
    expect(await answer(desk, RUI, { response })).toEqual({ kind: 'set' })
  })

  test('[V6] [V17] a PIN that is not taken uses nothing up', async () => {
    const { desk } = await lockedOutOffline()
    await show(desk, RUI)
    const response = responseFor(RUI)
    expect(await answer(desk, RUI, { response, pin: '123456' })).toEqual({ kind: 'pin-too-common' })
    expect(await answer(desk, RUI, { response, pin: '1' })).toEqual({ kind: 'pin-too-short' })
    expect(await answer(desk, RUI, { response })).toEqual({ kind: 'set' })
  })

  test('[V15] one response sent twice at once sets one PIN', async () => {
    const { desk } = await lockedOutOffline()
    await show(desk, RUI)
    const response = responseFor(RUI)
    const [first, second] = await Promise.all([
      answer(desk, RUI, { response }),
      answer(desk, RUI, { response, pin: '905274' }),
    ])
    expect([first.kind, second.kind]).toEqual(['set', 'wrong'])
    const unlocked = await desk.handlers['operator.unlock']({ operatorId: RUI, pin: NEW_PIN })
    expect(unlocked).toEqual({ kind: 'unlocked' })
  })

  test('[V14] [V16] a disk that takes nothing shows no challenge and takes no response', async () => {
    const { till, desk } = await lockedOutOffline()
    till.disk.setPlan(() => 'io')
    expect(await show(desk, RUI)).toEqual({ kind: 'disk-failed' })
    till.disk.setPlan(() => null)
    await show(desk, RUI)
    till.disk.setPlan(() => 'io')
    expect(await answer(desk, RUI, { response: responseFor(RUI) })).toEqual({ kind: 'disk-failed' })
    till.disk.setPlan(() => null)
    expect(await unlock(desk, RUI)).toEqual({ kind: 'locked-out' })
  })
})

describe('a challenge', () => {
  test('[C12] is there for who forgot a PIN before ten tries, too', async () => {
    const desk = await createTestTill().start()
    await atWork(desk, api.url)
    await desk.handlers['operator.lock']({})
    await show(desk, ANA)
    expect(await answer(desk, ANA, { response: responseFor(ANA) })).toEqual({ kind: 'set' })
    expect(await unlock(desk, ANA)).toEqual({ kind: 'wrong-pin', triesLeft: 9 })
  })

  test('[V19] nobody outside the roster has one, nor anybody on a till that has no anchors', async () => {
    const till = createTestTill()
    const desk = await till.start()
    const stranger = operatorIdSchema.parse('bea')
    expect(await show(desk, ANA)).toEqual({ kind: 'unknown-operator' })
    await atWork(desk, api.url)
    expect(await show(desk, stranger)).toEqual({ kind: 'unknown-operator' })
    const response = responseFor(stranger)
    expect(await answer(desk, stranger, { response })).toEqual({ kind: 'unknown-operator' })
    await api.setConfiguration({ version: 5 })
    till.time.pass(5 * 60_000)
    await desk.handlers['sync.probe']({})
    await expect.poll(() => show(desk, ANA)).toEqual({ kind: 'unavailable' })
    expect(await answer(desk, ANA, { response: responseFor(ANA) })).toEqual({ kind: 'unavailable' })
  })

  test('[V13] belongs to one enrolment: the response of the one before opens nothing', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    const before = await show(desk, ANA)
    api.play('/v1/token', problem('terminal-revoked'))
    await desk.handlers['sync.renew-credential']({})
    expect(await desk.handlers['desk.enrol']({ accountApiUrl: api.url, code: CODE })).toEqual({
      kind: 'enrolled',
    })
    expect(await show(desk, ANA)).not.toEqual(before)
    expect((await answer(desk, ANA, { response: responseFor(ANA) })).kind).toBe('wrong')
    expect(await answer(desk, ANA, { response: responseFor(ANA, { epoch: 2 }) })).toEqual({ kind: 'set' })
  })
})

describe('a PIN reset', () => {
  test('[D16] locks whoever is at the desk with the old PIN, and nobody else', async () => {
    const desk = await createTestTill().start()
    await atWork(desk, api.url)
    await desk.handlers['operator.set-first-pin']({ operatorId: RUI, code: CODE, pin: NEW_PIN })
    expect(desk.session().isLocked).toBe(false)
    await desk.handlers['operator.set-first-pin']({ operatorId: ANA, code: CODE, pin: NEW_PIN })
    expect(desk.session().isLocked).toBe(true)
    expect(await unlock(desk, ANA)).toEqual({ kind: 'wrong-pin', triesLeft: 9 })
    expect(PIN).not.toBe(NEW_PIN)
  })

  test('[C12] [D16] a new one-time code ends a lock-out', async () => {
    const till = createTestTill()
    const desk = await till.start()
    await atWork(desk, api.url)
    await desk.handlers['operator.lock']({})
    for (let count = 0; count < 10; count += 1) {
      await desk.handlers['operator.unlock']({ operatorId: ANA, pin: '000000' })
      till.time.pass(HOUR_MS)
    }
    const asked = { operatorId: ANA, code: CODE, pin: NEW_PIN }
    expect(await desk.handlers['operator.set-first-pin'](asked)).toBe('set')
    const unlocked = await desk.handlers['operator.unlock']({ operatorId: ANA, pin: NEW_PIN })
    expect(unlocked).toEqual({ kind: 'unlocked' })
  })
})
