import { afterEach, beforeEach, expect, test } from 'vitest'

import { lookUpSchema, MATCH_LIFE_MS } from '#shared/contracts/messages/look-ups.ts'
import { saveRequestSchema } from '#shared/ipc/record-methods.ts'

import { operationId } from '../../harness/journal-records.ts'
import { ANA, CUSTOMER, RUI, VISIT, atWork, createTestTill, unlock } from '../../harness/open-test-desk.ts'
import {
  type ScriptedAccountApi,
  TERMINAL_ID,
  json,
  problem,
  startScriptedAccountApi,
} from '../../harness/scripted-account-api.ts'

const LOOK_UPS = `/v1/terminals/${TERMINAL_ID}/look-ups`
const LOOK_UP_ID = '01890000-0000-7000-8000-00000000bbbb'
const MATCH = json({ answer: 'match', lookUpId: LOOK_UP_ID, aggregateId: CUSTOMER })
const VIEW = {
  email: 'm…@e….pt',
  isEmailConfirmed: true,
  mobilePhone: null,
  language: 'pt',
  devices: [],
  history: null,
  consents: [],
  openCases: 0,
  openServiceCases: [],
}
const ASKED = lookUpSchema.parse({
  named: { by: 'device', deviceId: 'A1B2C3D4TB3D' },
  document: 'citizen-card',
  givenName: 'Maria',
  familyName: 'Sobral',
  dateOfBirth: '1990-02-03',
})

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

async function deskAtWork() {
  const till = createTestTill()
  const desk = await till.start()
  await atWork(desk, api.url)
  let saves = 0
  const release = async (aggregateId = CUSTOMER) => {
    saves += 1
    const payload = { deviceId: 'A1B2C3D4TB3D', reason: 'lost', registration: null }
    const operation = { type: 'device-released', payload }
    const id = operationId(saves)
    const request = saveRequestSchema.parse({ operationId: id, aggregateId, dependsOn: [], operation })
    return (await desk.handlers['record.save'](request)).kind
  }
  return { till, desk, release, find: () => desk.handlers['account.find'](ASKED) }
}

test('[R15] [D30] a match opens the account for this operator, whose number goes along; its reference stays in main', async () => {
  const { desk, find, release } = await deskAtWork()
  expect(await release()).toBe('not-saved')
  api.play(LOOK_UPS, MATCH)
  const match = await find()
  expect(match).toMatchObject({ kind: 'match', found: { aggregateId: CUSTOMER } })
  expect(JSON.stringify([match, await desk.handlers['account.current']({})])).not.toContain(LOOK_UP_ID)
  const asked = api.seen.find(({ path }) => path === LOOK_UPS)
  expect(JSON.parse(asked?.body ?? '{}')).toEqual({ ...ASKED, operatorId: ANA })
  expect([await release(VISIT), await release()]).toEqual(['not-saved', 'saved'])
})

test('[R15] [D30] a lock, leaving it, another look-up and fifteen minutes close it', async () => {
  const ends = {
    lock: async ({ desk }: Awaited<ReturnType<typeof deskAtWork>>) => {
      await desk.handlers['operator.lock']({})
      await unlock(desk, ANA)
    },
    colleague: async ({ desk }: Awaited<ReturnType<typeof deskAtWork>>) => {
      await desk.handlers['operator.lock']({})
      await unlock(desk, RUI)
    },
    leave: async ({ desk }: Awaited<ReturnType<typeof deskAtWork>>) => desk.handlers['account.leave']({}),
    another: async ({ find }: Awaited<ReturnType<typeof deskAtWork>>) => {
      api.play(LOOK_UPS, json({ answer: 'no-match', triesLeft: 2 }))
      expect(await find()).toEqual({ kind: 'no-match', triesLeft: 2 })
    },
    time: async ({ till, desk }: Awaited<ReturnType<typeof deskAtWork>>) => {
      for (let gone = 0; gone < MATCH_LIFE_MS; gone += 50_000) {
        desk.noteActivity()
        till.time.pass(50_000)
      }
    },
  }
  for (const [name, end] of Object.entries(ends)) {
    const at = await deskAtWork()
    api.play(LOOK_UPS, MATCH)
    await at.find()
    await end(at)
    expect([name, await at.desk.handlers['account.current']({}), await at.release()]).toEqual([
      name,
      null,
      'not-saved',
    ])
  }
})

test('[R15] [D30] who locks while it waits gets no account, and neither does who comes next', async () => {
  const { desk, find } = await deskAtWork()
  api.play(LOOK_UPS, { ...MATCH, delayMs: 50 })
  const waiting = find()
  await desk.handlers['operator.lock']({})
  await unlock(desk, RUI)
  expect(await waiting).toEqual({ kind: 'no-answer', cause: 'refused' })
  expect(await desk.handlers['account.current']({})).toBeNull()
})

test('[R15] what is no answer says why: no network, too many tries, refused', async () => {
  const { find } = await deskAtWork()
  api.play(LOOK_UPS, problem('too-many-requests', { 'retry-after': '1800' }))
  expect(await find()).toEqual({ kind: 'wait', retryAfterMs: 1_800_000 })
  api.play(LOOK_UPS, problem('forbidden'))
  expect(await find()).toEqual({ kind: 'no-answer', cause: 'refused' })
  api.play(LOOK_UPS, json({ answer: 'perhaps' }))
  expect(await find()).toEqual({ kind: 'no-answer', cause: 'offline' })
  await api.stop()
  expect(await find()).toEqual({ kind: 'no-answer', cause: 'offline' })
})

test('[R15] [D30] an account that has no points stays open; it is closed once the account API has no such account', async () => {
  const { desk, find, release } = await deskAtWork()
  api.play(LOOK_UPS, MATCH)
  await find()
  const points = () => desk.handlers['loyalty.read']({ registration: null })
  api.play(`${LOOK_UPS}/${LOOK_UP_ID}/loyalty`, problem('not-found'))
  api.play(`${LOOK_UPS}/${LOOK_UP_ID}/account`, json(VIEW))
  expect(await points()).toEqual({ kind: 'unknown-customer' })
  expect(await release()).toBe('saved')
  api.play(`${LOOK_UPS}/${LOOK_UP_ID}/loyalty`, problem('not-found'))
  api.play(`${LOOK_UPS}/${LOOK_UP_ID}/account`, problem('not-found'))
  expect(await points()).toEqual({ kind: 'unknown-customer' })
  expect(await desk.handlers['account.read']({})).toEqual({ kind: 'closed' })
  expect(await release()).toBe('not-saved')
})
