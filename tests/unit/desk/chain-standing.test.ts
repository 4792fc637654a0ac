import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'

import { ageCheckRequest, atWork, createTestTill, readJournal } from '../../harness/open-test-desk.ts'
import { type ScriptedAccountApi, startScriptedAccountApi } from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

async function deskAtWork() {
  const till = createTestTill()
  const desk = await till.start()
  await atWork(desk, api.url)
  /** Sends everything that main has written. */
  const sendAll = async () => {
    const { frames } = await readJournal(desk, { afterFrame: 0, limit: 100 })
    const envelopes = frames.flatMap((frame) =>
      frame.kind === 'saved' ? [sealedEnvelopeSchema.parse(frame.envelope)] : [],
    )
    return desk.handlers['sync.send']({ envelopes })
  }
  return { till, desk, sendAll, read: async () => desk.handlers['chain.read']({}) }
}

describe('how far the chain is confirmed', () => {
  test('[D17] a till that is not enrolled has no chain', async () => {
    const desk = await createTestTill().start()
    expect(await desk.handlers['chain.read']({})).toBeNull()
  })

  test('[D17] [I9] nothing is confirmed until the account API says so, and then with number and hash', async () => {
    const { desk, sendAll, read } = await deskAtWork()
    await desk.handlers['record.save'](ageCheckRequest(1))
    const before = await read()
    expect(before).toMatchObject({ confirmed: null })
    expect(before?.open.waiting).toBe(before?.written.sequence)
    await sendAll()
    const after = await read()
    expect(after?.open).toEqual({ waiting: 0, cases: 0, quarantined: 0 })
    expect(after?.confirmed?.head).toEqual(after?.written)
    expect(after?.confirmed?.gaps).toEqual([])
  })

  test('[D17] what is written afterwards is not confirmed with it', async () => {
    const { desk, sendAll, read } = await deskAtWork()
    await sendAll()
    await desk.handlers['record.save'](ageCheckRequest(1))
    const standing = await read()
    expect(standing?.written.sequence).toBe((standing?.confirmed?.head.sequence ?? 0) + 1)
    expect(standing?.open.waiting).toBe(1)
  })

  test('[D17] its age is the longer one of both clocks, whichever way the wall clock is moved', async () => {
    const { till, sendAll, read } = await deskAtWork()
    await sendAll()
    till.time.pass(1_000)
    const heardAgo = async () => (await read())?.confirmed?.heardAgoMs
    expect(await heardAgo()).toBe(1_000)
    till.time.setWall(till.time.clock.wallMs() - 3_600_000)
    expect(await heardAgo()).toBe(3_599_000)
    till.time.setWall(till.time.clock.wallMs() + 2 * 3_600_000)
    expect(await heardAgo()).toBe(3_601_000)
  })

  test('[D17] [I9] a restart has to hear it again', async () => {
    const { till, desk, sendAll } = await deskAtWork()
    await sendAll()
    await desk.close()
    const again = await till.start()
    expect(await again.handlers['chain.read']({})).toMatchObject({ confirmed: null })
  })
})
