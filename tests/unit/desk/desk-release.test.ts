import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { createDispatcher } from '#electron/ipc/dispatch.ts'
import { createRateLimit } from '#electron/ipc/rate-limit.ts'
import { type OperatorId, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import { fail, ok } from '#shared/kernel/result.ts'

import { ANA, PIN, RUI, atWork, createTestTill, unlock } from '../../harness/open-test-desk.ts'
import { type ScriptedAccountApi, startScriptedAccountApi } from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

const HOUR_MS = 60 * 60_000
const BEA = operatorIdSchema.parse('bea')

/** A till with Ana and Rui, a manager; `call` goes through the dispatcher, as a window's calls do. */
async function deskAtWork() {
  const till = createTestTill()
  const desk = await till.start()
  await atWork(desk, api.url)
  const dispatcher = createDispatcher({
    contract: IPC_CONTRACT,
    handlers: {
      ...desk.handlers,
      'desk.answer-close': () => ({}),
      'camera.scanning': () => ({}),
      'app.info': () => ({ version: '0.1.0', electron: '0', chromium: '0', platform: 'test' }),
    },
    session: () => desk.session(),
    rateLimit: createRateLimit(till.time.clock),
    reportBug: (method, error) => expect.fail(`${method}: ${String(error)}`),
  })
  const release = async (operatorId: OperatorId) =>
    dispatcher.dispatch({
      windowRole: 'desk',
      message: { method: 'operator.release', request: { operatorId } },
    })
  const tryWrong = async (operatorId: OperatorId) =>
    desk.handlers['operator.unlock']({ operatorId, pin: '000000' })
  const lockOut = async (operatorId: OperatorId) => {
    for (let count = 0; count < 10; count += 1) {
      await tryWrong(operatorId)
      till.time.pass(HOUR_MS)
    }
  }
  return { till, desk, release, tryWrong, lockOut }
}

describe('somebody who is locked out', () => {
  test('[C12] [D14] gets ten tries again from a manager, also after a restart', async () => {
    const { till, desk, release, tryWrong, lockOut } = await deskAtWork()
    await lockOut(ANA)
    expect(await unlock(desk, ANA)).toEqual({ kind: 'locked-out' })
    await unlock(desk, RUI)
    till.events.length = 0
    expect(await release(ANA)).toEqual(ok('released'))
    expect(till.events).toContain('desk.state-changed')
    expect(await release(ANA)).toEqual(ok('not-locked-out'))
    expect(await tryWrong(ANA)).toEqual({ kind: 'wrong-pin', triesLeft: 9 })
    expect(await unlock(await till.start(), ANA)).toEqual({ kind: 'unlocked' })
  })

  test('[C12] [D14] is not released by an assistant, nor while the desk is locked', async () => {
    const { till, desk, release, lockOut } = await deskAtWork()
    await lockOut(RUI)
    expect(await release(RUI)).toEqual(fail({ kind: 'locked' }))
    await unlock(desk, ANA)
    expect(await release(RUI)).toEqual(fail({ kind: 'not-permitted' }))
    expect(await unlock(desk, RUI)).toEqual({ kind: 'locked-out' })
    expect(await unlock(await till.start(), RUI)).toEqual({ kind: 'locked-out' })
  })

  test('[C12] [D14] does not release themselves while they are still at the desk', async () => {
    const { till, desk, release, tryWrong } = await deskAtWork()
    await unlock(desk, RUI)
    for (let count = 0; count < 10; count += 1) {
      await tryWrong(RUI)
      // Less than what locks an idle desk, often enough to wait out every delay.
      for (let part = 0; part < 80; part += 1) {
        till.time.pass(50_000)
        desk.noteActivity()
      }
    }
    expect(desk.session()).toEqual({ isLocked: false, roles: ['manager'] })
    expect(await release(RUI)).toEqual(ok('not-oneself'))
    expect(await unlock(desk, RUI)).toEqual({ kind: 'locked-out' })
  })

  test('[C12] [V9] [D14] locks no other, and whoever is not locked out or not known is left as they are', async () => {
    const { till, desk, release, tryWrong, lockOut } = await deskAtWork()
    await lockOut(ANA)
    expect(await tryWrong(RUI)).toEqual({ kind: 'wrong-pin', triesLeft: 9 })
    const roster = [
      { operatorId: ANA, name: 'Ana', roles: ['assistant' as const] },
      { operatorId: RUI, name: 'Rui', roles: ['manager' as const] },
      { operatorId: BEA, name: 'Bea', roles: ['assistant' as const] },
    ]
    await unlock(desk, RUI)
    expect(await release(BEA)).toEqual(ok('unknown-operator'))
    await api.setConfiguration({ version: 5, roster })
    till.time.pass(5 * 60_000)
    await desk.handlers['sync.probe']({})
    await expect
      .poll(async () => {
        await unlock(desk, RUI)
        return release(BEA)
      })
      .toEqual(ok('not-locked-out'))
    expect(await unlock(desk, ANA)).toEqual({ kind: 'locked-out' })
  })

  test('[D14] [V8] stays locked out when the disk does not take it', async () => {
    const { till, desk, release, lockOut } = await deskAtWork()
    await lockOut(ANA)
    await desk.handlers['operator.unlock']({ operatorId: RUI, pin: PIN })
    till.disk.setPlan(() => 'io')
    expect(await release(ANA)).toEqual(ok('disk-failed'))
    till.disk.setPlan(() => null)
    expect(await unlock(desk, ANA)).toEqual({ kind: 'locked-out' })
    expect(await release(ANA)).toEqual(ok('released'))
  })
})
