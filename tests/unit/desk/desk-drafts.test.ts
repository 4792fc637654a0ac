import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { Desk } from '#electron/desk/open-desk.ts'
import { noKeystore } from '#electron/vault/no-keystore.ts'
import { aggregateIdSchema } from '#shared/contracts/identifiers.ts'
import { MAX_DRAFTS } from '#shared/ipc/draft-methods.ts'

import {
  ANA,
  PIN,
  RUI,
  VISIT,
  ageCheckRequest,
  atWork,
  createTestTill,
  registrationRequest,
  saleRequest,
  unlock,
} from '../../harness/open-test-desk.ts'
import { operationId } from '../../harness/journal-records.ts'
import { parkRequest } from '../../harness/parked.ts'
import { CODE, type ScriptedAccountApi, startScriptedAccountApi } from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

const DAY = 24 * 60 * 60_000

async function working() {
  const till = createTestTill()
  const desk = await till.start()
  await atWork(desk, api.url)
  return { till, desk }
}

const park = (desk: Desk, ...given: Parameters<typeof parkRequest>) =>
  desk.handlers['draft.park'](parkRequest(...given))
const list = async (desk: Desk) => desk.handlers['draft.list']({})
const open = async (desk: Desk, number: number) =>
  desk.handlers['draft.open']({ draftId: parkRequest(number).draftId })
const draftFiles = ({ disk }: { disk: { files(): readonly string[] } }) =>
  disk.files().filter((name) => name.startsWith('/profile/drafts/'))

describe('drafts of a till', () => {
  test('[C13] [DR3] what was parked is found after a kill by who typed it and by a colleague, in its author’s name', async () => {
    const { till, desk } = await working()
    expect(await park(desk, 1, { isOnHold: true })).toBe('parked')
    till.disk.crash()
    const again = await till.start()
    expect(again.session()).toEqual({ isLocked: true })
    for (const operatorId of [ANA, RUI]) {
      await unlock(again, operatorId)
      expect(await list(again)).toMatchObject({
        keptOn: 'disk',
        drafts: [{ draftId: parkRequest(1).draftId, operatorId: ANA, isOnHold: true }],
        alreadySaved: [],
        forOthers: 0,
        lost: { unreadable: 0, newPin: 0, dayOver: 0 },
      })
      expect(await open(again, 1)).toMatchObject({
        kind: 'opened',
        operatorId: ANA,
        form: parkRequest(1).form,
      })
    }
    await again.handlers['operator.lock']({})
    expect(await open(again, 1)).toEqual({ kind: 'for-others' })
  })

  test('[C22] [DR2] without a keystore nothing is on disk, and the window is told', async () => {
    const till = createTestTill()
    const desk = await till.start({ keystore: noKeystore })
    await atWork(desk, api.url)
    expect(await park(desk, 1)).toBe('parked')
    expect(await list(desk)).toMatchObject({ keptOn: 'memory', drafts: [{ operatorId: ANA }] })
    await unlock(desk, RUI)
    expect(await open(desk, 1)).toMatchObject({ kind: 'opened', operatorId: ANA })
    expect(draftFiles(till)).toEqual([])
    const again = await till.start({ keystore: noKeystore })
    await unlock(again, ANA)
    expect(await list(again)).toMatchObject({ drafts: [] })
  })

  test('[C14] [DR6] what was typed in the moment of a lock is parked for who typed it; later nobody parks', async () => {
    const { till, desk } = await working()
    desk.suspend()
    till.time.pass(9000)
    expect(await park(desk, 1)).toBe('parked')
    till.time.pass(2000)
    expect(await park(desk, 2)).toBe('nobody')
    await unlock(desk, RUI)
    expect(await list(desk)).toMatchObject({ drafts: [{ operatorId: ANA }] })
  })

  test('[C13] [DR7] a new PIN destroys what only the old one opened, and it is told', async () => {
    const { till, desk } = await working()
    await park(desk, 1)
    await desk.handlers['operator.set-first-pin']({ operatorId: ANA, code: CODE, pin: PIN })
    expect((await list(desk)).lost).toMatchObject({ newPin: 0 })
    await unlock(desk, ANA)
    // Rui still reads it; Ana, with a new pair, does not.
    expect(await list(desk)).toMatchObject({ drafts: [], forOthers: 1 })
    await desk.handlers['operator.set-first-pin']({ operatorId: RUI, code: CODE, pin: PIN })
    expect(await list(desk)).toMatchObject({ drafts: [], forOthers: 0, lost: { newPin: 1 } })
    expect(draftFiles(till)).toEqual([])
  })

  test('[R4] [DR5] a refusal destroys the copy of its visit as soon as it is saved', async () => {
    const { till, desk } = await working()
    await park(desk, 1, { draftId: VISIT })
    await park(desk, 2)
    const refusal = ageCheckRequest(1, { outcome: 'refused', reason: 'under-age' })
    await desk.handlers['record.save'](refusal)
    expect((await list(desk)).drafts.map(({ draftId }) => draftId)).toEqual([parkRequest(2).draftId])
    expect(draftFiles(till)).toHaveLength(1)
  })

  test('[C20] [DR5] a sale or a registration destroys its draft as soon as it is on disk', async () => {
    const { till, desk } = await working()
    await desk.handlers['record.save'](ageCheckRequest(1))
    await park(desk, 1, { sale: operationId(2) })
    await park(desk, 2, { registration: operationId(3) })
    await desk.handlers['record.save'](saleRequest(2, 1))
    await desk.handlers['record.save'](registrationRequest(3, 1))
    expect(draftFiles(till)).toEqual([])
    expect(await list(desk)).toMatchObject({ drafts: [], alreadySaved: [] })
    expect(await park(desk, 1, { sale: operationId(2) })).toBe('saved')
  })

  test('[DR5] a draft whose record reached the disk before a kill is destroyed at the start and said to be saved', async () => {
    const { till, desk } = await working()
    await park(desk, 1, { registration: operationId(3) })
    await desk.handlers['record.save'](ageCheckRequest(1))
    const path = draftFiles(till)[0] ?? ''
    const kept = await till.disk.read(path)
    await desk.handlers['record.save'](registrationRequest(3, 1))
    till.disk.put(path, kept.ok ? kept.value : new Uint8Array())
    const again = await till.start()
    expect(draftFiles(till)).toEqual([])
    await unlock(again, RUI)
    const saved = { draftId: parkRequest(1).draftId, what: 'registration', sequence: 3 }
    expect(await list(again)).toMatchObject({ drafts: [], alreadySaved: [saved] })
    expect(await open(again, 1)).toEqual({ kind: 'already-saved', saved })
    await again.handlers['draft.discard']({ draftId: parkRequest(1).draftId })
    expect(await list(again)).toMatchObject({ alreadySaved: [] })
  })

  test('[DR7] what is of another day is destroyed at the start and while the desk is open, and told', async () => {
    const { till, desk } = await working()
    await park(desk, 1)
    till.time.pass(DAY)
    await unlock(desk, ANA)
    expect(await list(desk)).toMatchObject({ drafts: [], lost: { dayOver: 1 } })
    await park(desk, 2)
    await desk.close()
    till.time.pass(DAY)
    const again = await till.start()
    expect(draftFiles(till)).toEqual([])
    await unlock(again, ANA)
    expect(await list(again)).toMatchObject({ drafts: [], lost: { dayOver: 1 } })
  })

  test('[DR8] the twenty-first customer is refused, and one of the twenty is still parked anew', async () => {
    const { desk } = await working()
    for (let number = 0; number < MAX_DRAFTS; number += 1) expect(await park(desk, number)).toBe('parked')
    expect(await park(desk, 99)).toBe('too-many')
    expect(await park(desk, 0, { form: 'changed' })).toBe('parked')
    expect((await list(desk)).drafts).toHaveLength(MAX_DRAFTS)
  })

  test('[DR10] what the disk refuses to destroy is not shown again, and destroyed later', async () => {
    const { till, desk } = await working()
    await park(desk, 1)
    const draftId = aggregateIdSchema.parse(parkRequest(1).draftId)
    till.disk.setPlan((step) => (step === 'remove' ? 'io' : null))
    expect(await desk.handlers['draft.discard']({ draftId })).toBe('disk-failed')
    expect(await list(desk)).toMatchObject({ drafts: [] })
    till.disk.setPlan(() => null)
    expect(await list(desk)).toMatchObject({ drafts: [], lost: { dayOver: 0 } })
    expect(draftFiles(till)).toEqual([])
  })

  test('[DR9] a damaged draft is counted and said, and the others are listed', async () => {
    const { till, desk } = await working()
    await park(desk, 1)
    await park(desk, 2)
    const path = draftFiles(till)[0] ?? ''
    const read = await till.disk.read(path)
    till.disk.put(
      path,
      read.ok ? read.value.map((byte, at) => (at > 1500 ? byte ^ 1 : byte)) : new Uint8Array(),
    )
    expect(await list(desk)).toMatchObject({
      drafts: [{ draftId: parkRequest(2).draftId }],
      lost: { unreadable: 1 },
    })
  })
})
