import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import { type SaveRequest, saveRequestSchema } from '#shared/ipc/record-methods.ts'

import { operationId } from '../../harness/journal-records.ts'
import {
  ANA,
  CUSTOMER,
  RUI,
  VISIT,
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  registrationRequest,
  saleRequest,
  unlock,
} from '../../harness/open-test-desk.ts'
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
  return { till, desk, save: desk.handlers['record.save'] }
}

/** The first two records: an age check (1) and the registration that rests on it (2). */
async function deskWithCustomer() {
  const parts = await deskAtWork()
  await parts.save(ageCheckRequest(1))
  await parts.save(registrationRequest(2, 1))
  return parts
}

const notSaved = (reason: string) => ({ kind: 'not-saved', reason })
const saved = { kind: 'saved' }

function about(
  count: number,
  said: { type: string; payload: object; on: readonly number[] },
  aggregateId: string = CUSTOMER,
): SaveRequest {
  const dependsOn = said.on.map((on) => operationId(on))
  const operation = { type: said.type, payload: said.payload }
  return saveRequestSchema.parse({ operationId: operationId(count), aggregateId, dependsOn, operation })
}

const correction = (
  count: number,
  fields: object,
  more: { on?: number[]; type?: string; target?: number } = {},
) =>
  about(count, {
    type: 'correction',
    payload: {
      target: operationId(more.target ?? 2),
      changes: { type: more.type ?? 'registration', fields },
    },
    on: more.on ?? [more.target ?? 2],
  })

const taken = (count: number, target: number, aggregateId?: string) =>
  about(
    count,
    {
      type: 'void',
      payload: { target: operationId(target), reason: 'recorded-by-mistake' },
      on: [target],
    },
    aggregateId,
  )

describe('amending', () => {
  test('[D3b] a registration of this till is corrected and taken back, in its own aggregate', async () => {
    const { save } = await deskWithCustomer()
    expect(await save(correction(3, { email: 'm@example.pt' }))).toMatchObject(saved)
    expect(await save(taken(4, 2))).toMatchObject(saved)
  })

  test('[D3b] nobody amends what is not there, in another aggregate, of another type, or without depending on it', async () => {
    const { save } = await deskWithCustomer()
    const refused = notSaved('invalid')
    expect(await save(correction(3, { email: 'm@example.pt' }, { target: 77 }))).toEqual(refused)
    expect(await save(correction(3, { email: 'm@example.pt' }, { on: [] }))).toEqual(refused)
    expect(await save(correction(3, { productClasses: ['consumable'] }, { type: 'sale' }))).toEqual(refused)
    expect(await save(taken(3, 2, VISIT))).toEqual(refused)
    expect(await save(correction(3, { email: 'm@example.pt' }))).toMatchObject(saved)
    // What amends is not amended itself.
    expect(await save(taken(4, 3))).toEqual(refused)
  })

  test('[D3a] [R2] another date of birth needs a new check of this operator, allowed, in time, that carries nothing else', async () => {
    const { save, desk, till } = await deskWithCustomer()
    const fields = (check: number) => ({ dateOfBirth: '1991-02-03', ageCheck: operationId(check) })
    const missing = notSaved('age-check-missing')
    // The check that the registration rests on is of the other date.
    expect(await save(correction(10, fields(1), { on: [2, 1] }))).toEqual(missing)
    await save(ageCheckRequest(3, { outcome: 'refused', reason: 'under-age' }))
    expect(await save(correction(10, fields(3), { on: [2, 3] }))).toEqual(missing)
    await save(ageCheckRequest(4))
    expect(await save(correction(10, fields(4), { on: [2] }))).toEqual(missing)
    expect(await save(correction(10, fields(4), { on: [2, 4] }))).toMatchObject(saved)
    expect(await save(correction(11, fields(4), { on: [2, 4] }))).toEqual(missing)
    expect(await save(correction(10, fields(4), { on: [2, 4] }))).toMatchObject({ kind: 'already-saved' })
    await save(ageCheckRequest(5))
    desk.suspend()
    await unlock(desk, RUI)
    expect(await save(correction(12, fields(5), { on: [2, 5] }))).toEqual(missing)
    const again = await till.start()
    await unlock(again, ANA)
    expect(await again.handlers['record.save'](correction(12, fields(5), { on: [2, 5] }))).toEqual(missing)
  })

  test('[D3a] the contract itself refuses another date of birth without a check', () => {
    expect(() => correction(3, { dateOfBirth: '1991-02-03' })).toThrow(/another age check/)
  })

  test('[D3b] a sale is amended within its visit', async () => {
    const { save } = await deskAtWork()
    await save(ageCheckRequest(1))
    await save(saleRequest(2, 1))
    const payload = {
      target: operationId(2),
      changes: { type: 'sale', fields: { productClasses: ['consumable'] } },
    }
    const request = (aggregateId: string) => about(3, { type: 'correction', payload, on: [2] }, aggregateId)
    expect(await save(request(CUSTOMER))).toEqual(notSaved('invalid'))
    expect(await save(request(VISIT))).toMatchObject(saved)
    expect(await save(taken(4, 2, VISIT))).toMatchObject(saved)
  })

  test('[D3b] [R4] a correction of an age check is about a check of the same visit', async () => {
    const { save } = await deskWithCustomer()
    const corrected = (count: number, of: number, given: { on?: number[]; aggregateId?: string } = {}) =>
      about(
        count,
        {
          type: 'age-check-correction',
          payload: { of: operationId(of), why: 'date-typed-wrong' },
          on: given.on ?? [of],
        },
        given.aggregateId ?? VISIT,
      )
    const refused = notSaved('invalid')
    await save(ageCheckRequest(3, { outcome: 'refused', reason: 'under-age', method: null }))
    expect(await save(corrected(4, 99))).toEqual(refused)
    expect(await save(corrected(4, 2))).toEqual(refused)
    expect(await save(corrected(4, 3, { aggregateId: CUSTOMER }))).toEqual(refused)
    expect(await save(corrected(4, 3, { on: [] }))).toEqual(refused)
    expect(await save(corrected(4, 3))).toMatchObject(saved)
  })

  test('[D3b] a return stays with what it names, and may name nothing', async () => {
    const { save } = await deskWithCustomer()
    const back = (count: number, of: number | null, given: { on: number[]; aggregateId: string }) => {
      const payload = { devices: ['A1B2C3D4TB3D'], of: of === null ? null : operationId(of) }
      return about(count, { type: 'return', payload, on: given.on }, given.aggregateId)
    }
    const refused = notSaved('invalid')
    expect(await save(back(3, 1, { on: [1], aggregateId: VISIT }))).toEqual(refused)
    expect(await save(back(3, 2, { on: [2], aggregateId: VISIT }))).toEqual(refused)
    expect(await save(back(3, 2, { on: [2], aggregateId: CUSTOMER }))).toMatchObject(saved)
    expect(await save(back(4, null, { on: [], aggregateId: VISIT }))).toMatchObject(saved)
  })

  test.each([
    ['device-added', { device: { deviceId: 'K7M29QX4TB3D', kind: 'kit', model: null, origin: 'gift' } }],
    ['device-released', { deviceId: 'K7M29QX4TB3D', reason: 'sold' }],
    [
      'consent-change',
      {
        purpose: 'marketing',
        channel: 'email',
        answer: 'no',
        textVersion: 'v1',
        textHash: 'T'.repeat(43),
        language: 'pt-PT',
      },
    ],
  ])(
    '[D3b] [R12] [C37] %s is of a customer who registered at this till, in their aggregate',
    async (type, what) => {
      const { save } = await deskWithCustomer()
      const wished = (count: number, of: number, aggregateId: string = CUSTOMER, on = [of]) =>
        about(count, { type, payload: { ...what, registration: operationId(of) }, on }, aggregateId)
      expect(await save(wished(3, 2))).toMatchObject(saved)
      expect(await save(wished(4, 2, VISIT))).toEqual(notSaved('invalid'))
      expect(await save(wished(5, 2, CUSTOMER, []))).toEqual(notSaved('invalid'))
      expect(await save(wished(6, 1, VISIT))).toEqual(notSaved('invalid'))
      expect(await save(wished(7, 99))).toEqual(notSaved('invalid'))
    },
  )

  test('[D19] the slip of a return names its devices; that of a correction what it changes, or else its record', async () => {
    const { desk, save } = await deskWithCustomer()
    await save(correction(3, { email: 'm@example.pt' }))
    await save(correction(4, { familyName: 'Tavares' }))
    const payload = { devices: ['A1B2C3D4TB3D'], of: operationId(2) }
    await save(about(5, { type: 'return', payload, on: [2] }))
    const operationIds = [operationId(3), operationId(4), operationId(5)]
    const { slips } = await desk.handlers['slip.read']({ operationIds })
    expect(slips).toEqual([
      { initials: 'M. S.', devices: ['…TB3D'], ageOutcome: null },
      { initials: 'T.', devices: [], ageOutcome: null },
      { initials: null, devices: ['…TB3D'], ageOutcome: null },
    ])
  })
})

describe('a device that a pending record takes', () => {
  const DEVICE = 'A1B2C3D4TB3D'
  const OTHER = '9B2KX47MTQ3D'
  const ALIKE = 'K7M29QX4TB3D'
  const deviceOf = (deviceId: string) => ({ deviceId, kind: 'kit', model: null, origin: 'bought-here' })
  const elsewhere = operationId(99)

  /** The till after a restart, at work; `named` asks about a device. */
  async function restarted({ till }: Awaited<ReturnType<typeof deskAtWork>>) {
    const desk = await till.start()
    await unlock(desk, ANA)
    const named = async (deviceId: string, except = elsewhere) =>
      (
        await desk.handlers['slip.names-device'](
          IPC_CONTRACT['slip.names-device'].request.parse({ deviceId, except }),
        )
      ).isNamed
    return { desk, named }
  }

  test('[D21] is known over a restart, to whoever is at work, and not of its own record', async () => {
    const { desk, named } = await restarted(await deskWithCustomer())
    expect(await named(DEVICE)).toBe(true)
    expect(await named(OTHER)).toBe(false)
    // No more of it can be read than how it ends.
    expect(await named(ALIKE)).toBe(true)
    expect(await named(DEVICE, operationId(2))).toBe(false)
    await unlock(desk, RUI)
    expect(await named(DEVICE)).toBe(true)
  })

  test('[D21] [R16] is free once its customer wished to be removed, of whom no slip is shown from then on; a new registration of it is taken', async () => {
    const at = await deskWithCustomer()
    const payload = { who: { by: 'record', registration: operationId(2) }, document: 'passport' }
    expect(await at.save(about(3, { type: 'removal-request', payload, on: [2] }))).toMatchObject(saved)
    const { desk, named } = await restarted(at)
    expect(await named(DEVICE)).toBe(false)
    const { slips } = await desk.handlers['slip.read']({ operationIds: [operationId(2), operationId(3)] })
    expect(slips).toEqual([null, null])
    // Taken back, it is as if nobody had asked.
    expect(await at.save(taken(4, 3))).toMatchObject(saved)
  })

  test('[D21] is taken again when the record that let it go is taken back', async () => {
    const at = await deskWithCustomer()
    const payload = { deviceId: DEVICE, reason: 'sold', registration: operationId(2) }
    await at.save(about(3, { type: 'device-released', payload, on: [2] }))
    expect(await at.save(taken(4, 3))).toMatchObject(saved)
    const { named } = await restarted(at)
    expect(await named(DEVICE)).toBe(true)
  })

  test('[D21] is free when a registration that was corrected is taken back', async () => {
    const at = await deskWithCustomer()
    await at.save(correction(3, { devices: [deviceOf(OTHER)] }))
    expect(await at.save(taken(4, 2))).toMatchObject(saved)
    const { named } = await restarted(at)
    expect([await named(DEVICE), await named(OTHER)]).toEqual([false, false])
  })

  test.each([
    ['the record was taken back', taken(3, 2)],
    ['another device was corrected in', correction(3, { devices: [deviceOf(OTHER)] })],
    [
      'it was let go',
      about(3, {
        type: 'device-released',
        payload: { deviceId: DEVICE, reason: 'sold', registration: operationId(2) },
        on: [2],
      }),
    ],
  ])('[D21] is free again where %s', async (_, request) => {
    const given = await deskWithCustomer()
    expect(await given.save(request)).toMatchObject(saved)
    const { named } = await restarted(given)
    expect(await named(DEVICE)).toBe(false)
  })

  test('[D21] in the place of a faulty one is the new one, and not the old one any more', async () => {
    const given = await deskWithCustomer()
    const payload = {
      oldDevice: DEVICE,
      newDevice: { deviceId: OTHER, kind: 'kit', model: null },
      delivery: { way: 'store' },
      fault: 'does-not-charge',
      exclusions: { areChecked: true, found: null },
      isTakenBack: true,
      registration: operationId(2),
    }
    expect(await given.save(about(3, { type: 'replacement', payload, on: [2] }))).toMatchObject(saved)
    const { named } = await restarted(given)
    expect([await named(DEVICE), await named(OTHER)]).toEqual([false, true])
  })

  test('[D21] is the account API\u2019s to know once it has the record', async () => {
    const { desk, named } = await restarted(await deskWithCustomer())
    const { frames } = await readJournal(desk, { afterFrame: 0, limit: 100 })
    const envelopes = frames.flatMap((frame) =>
      frame.kind === 'saved' ? [sealedEnvelopeSchema.parse(frame.envelope)] : [],
    )
    await desk.handlers['sync.send']({ envelopes })
    expect(await named(DEVICE)).toBe(false)
  })
})
