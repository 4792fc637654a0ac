import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { storeIdSchema } from '#shared/contracts/identifiers.ts'
import { PRACTICE } from '#shared/markets/practice.ts'
import { PT } from '#shared/markets/pt.ts'
import { startApi, DATABASE } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn, recordAbout, recordDecision } from './cases-of-a-till.ts'
import { confirmAddress, FakeMail } from './fake-mail.ts'
import type { FakeTill } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { find } from './looking-up.ts'
import { ageCheck, kit, operation, registration } from './payloads.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
const accepted = { kind: 'accepted' }
const notSpent = (why: string) => ({ kind: 'superseded', notSpent: why })

/** Of the practice store, as are the looks into accounts in these tests. */
const OF_THE_ROSTER = 'a1'

describe(`loyalty on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  let mail: FakeMail
  let operators = 0
  let operatorId: string
  beforeAll(async () => {
    under = await startApi({ trustedProxy: '127.0.0.1' })
    till = await under.newTill()
    mail = new FakeMail()
  })
  beforeEach(() => {
    operatorId = `op-${(operators += 1)}`
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  const at = () => new Date(under.clock.wallMs()).toISOString()
  const know = async (...deviceIds: string[]) => {
    const response = await under.asAdministrator('POST', '/v1/known-devices', { deviceIds })
    expect(response.status).toBe(200)
  }
  const register = async (email: string, ...devices: readonly string[]) => {
    const check = await till.record({
      operation: ageCheck(till.terminalId, { operator: operatorId }),
      operatorId,
    })
    const registered = await till.record({
      operation: registration(check.id, { email, devices: devices.map(kit) }),
      dependsOn: [check.id],
      operatorId,
      occurredAt: at(),
    })
    expect(await till.outcomes(check, registered)).toEqual([accepted, accepted])
    return registered
  }
  const membership = async (customer: SealedEnvelope, action: 'join' | 'leave') => {
    const terms = { version: 'practice-1', textHash: 'T'.repeat(43), language: 'pt-PT' }
    return till.record({
      operation: operation('loyalty-membership', { action, terms, registration: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
  }
  const join = async (customer: SealedEnvelope) =>
    expect(await till.outcomes(await membership(customer, 'join'))).toEqual([accepted])
  const redemption = async (
    customer: SealedEnvelope,
    given: {
      item?: string
      points?: number
      occurredAt?: string
      by?: FakeTill
      clock?: { serverOffsetMs: number | null }
    } = {},
  ) => {
    const { item = 'case', points = 60, occurredAt = at(), by = till, clock } = given
    return by.record({
      // Another till knows the customer by the account alone.
      operation: operation('loyalty-redemption', { item, points, registration: null }),
      aggregateId: customer.aggregateId,
      occurredAt,
      ...(clock === undefined ? {} : { clock }),
    })
  }
  const balanceOf = async (customer: SealedEnvelope) => {
    const { rows } = await sql<{ balance: number }>`SELECT coalesce(sum(points), 0)::integer AS balance
      FROM loyalty_entries WHERE account_id = ${customer.aggregateId}`.execute(under.api.context.database)
    return rows[0]?.balance
  }
  /** A member with points. */
  const earner = async (name: string, device: string) => {
    const email = `${name}@example.pt`
    await know(device)
    const customer = await register(email, device)
    await join(customer)
    await confirmAddress(under, mail, email)
    expect(await balanceOf(customer)).toBe(100)
    return customer
  }

  test('[LY2][C32] points come only when the customer confirmed, is a member, and the device is known', async () => {
    const email = 'points@example.pt'
    const customer = await register(email, 'PNTAAAAAAAA1')
    await join(customer)
    expect(await balanceOf(customer)).toBe(0)
    await confirmAddress(under, mail, email)
    expect(await balanceOf(customer)).toBe(0)
    await know('PNTAAAAAAAA1')
    expect(await balanceOf(customer)).toBe(100)
    await know('PNTAAAAAAAA1')
    await join(customer)
    expect(await balanceOf(customer)).toBe(100)
    const other = await register('joins@example.pt', 'PNTAAAAAAAA2')
    await know('PNTAAAAAAAA2')
    await confirmAddress(under, mail, 'joins@example.pt')
    expect(await balanceOf(other)).toBe(0)
    await join(other)
    expect(await balanceOf(other)).toBe(100)
  })

  test('[R11][LY2] a kit and what is in its box earn once together', async () => {
    const devices = ['PNTKAAAAAAA1', 'PNTKAAAAAAA2', 'PNTKAAAAAAA3']
    const [kitId, holder, charger] = devices
    const parts = [
      { kind: 'holder', deviceId: holder },
      { kind: 'charger', deviceId: charger },
    ]
    await under.asAdministrator('POST', '/v1/known-kits', { kits: [{ kitId, parts }] })
    const customer = await register('kit@example.pt', 'PNTKAAAAAAA2', 'PNTKAAAAAAA1')
    await join(customer)
    await confirmAddress(under, mail, 'kit@example.pt')
    await know(...devices)
    expect(await balanceOf(customer)).toBe(100)
    const device = { ...kit('PNTKAAAAAAA3'), kind: 'charger' }
    const again = await till.record({
      operation: operation('device-added', { device, registration: customer.id }),
      aggregateId: customer.aggregateId,
    })
    await till.outcomes(again)
    await know(...devices)
    expect(await balanceOf(customer)).toBe(100)
  })

  test('[LY2] a device that somebody had before earns nothing for the next', async () => {
    const first = await earner('used', 'PNTBAAAAAAA1')
    const released = await till.record({
      operation: operation('device-released', {
        deviceId: 'PNTBAAAAAAA1',
        reason: 'sold',
        registration: first.id,
      }),
      aggregateId: first.aggregateId,
      dependsOn: [first.id],
    })
    await till.outcomes(released)
    const next = await register('nextuser@example.pt', 'PNTBAAAAAAA1')
    await join(next)
    await confirmAddress(under, mail, 'nextuser@example.pt')
    expect([await balanceOf(first), await balanceOf(next)]).toEqual([100, 0])
  })

  test('[LY1] who left, or was never asked, earns nothing, and cannot spend', async () => {
    const customer = await earner('leaves', 'PNTCAAAAAAA1')
    expect(await till.outcomes(await membership(customer, 'leave'))).toEqual([accepted])
    expect(await till.outcomes(await redemption(customer))).toEqual([notSpent('not-a-member')])
    expect(await balanceOf(customer)).toBe(100)
  })

  test('[LY3] the ledger is append-only, and a return takes the points back by an entry', async () => {
    const customer = await earner('returns', 'PNTDAAAAAAA1')
    const { database } = under.api.context
    await expect(database.updateTable('loyaltyEntries').set({ points: 9 }).execute()).rejects.toThrow(
      'append-only',
    )
    await expect(database.deleteFrom('loyaltyEntries').execute()).rejects.toThrow('append-only')
    const returned = await till.record({
      operation: operation('return', { devices: ['PNTDAAAAAAA1'], of: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
    expect(await till.outcomes(returned, returned)).toEqual([accepted, accepted])
    expect(await balanceOf(customer)).toBe(0)
    const kinds = await database
      .selectFrom('loyaltyEntries')
      .select(['kind', 'points'])
      .where('accountId', '=', customer.aggregateId)
      .orderBy('kind')
      .execute()
    expect(kinds).toEqual([
      { kind: 'earned', points: 100 },
      { kind: 'reversed', points: -100 },
    ])
  })

  test('[R20][LY6][LY7] points are spent once, whoever sends it how often, and not beyond what is there', async () => {
    const customer = await earner('spends', 'PNTEAAAAAAA1')
    const spent = await redemption(customer)
    expect(await till.outcomes(spent, spent)).toEqual([accepted, accepted])
    expect(await till.outcomes(spent)).toEqual([accepted])
    expect(await balanceOf(customer)).toBe(40)
    const beyond = await redemption(customer)
    const wrongPrice = await redemption(customer, { points: 1 })
    const noItem = await redemption(customer, { item: 'car' })
    const whys = [notSpent('points-too-few'), notSpent('price-changed'), notSpent('item-withdrawn')]
    expect(await till.outcomes(beyond, wrongPrice, noItem)).toEqual(whys)
    // The reply was lost: the same record again has the same answer.
    expect(await till.outcomes(beyond)).toEqual([notSpent('points-too-few')])
    expect(await balanceOf(customer)).toBe(40)
  })

  test('[R20][LY6] two tills spend the same points at once: one has them', async () => {
    const customer = await earner('races', 'PNTFAAAAAAA1')
    const other = await under.newTill()
    await find(other, { by: 'email', email: 'races@example.pt' })
    const [one, two] = [await redemption(customer), await redemption(customer, { by: other })]
    const outcomes = await Promise.all([till.outcomes(one), other.outcomes(two)])
    expect(
      outcomes
        .flat()
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['accepted', 'superseded'])
    expect(outcomes.flat()).toContainEqual(notSpent('points-too-few'))
    expect(await balanceOf(customer)).toBe(40)
  })

  test('[R20][LY7] a spend that comes after its customer left elsewhere is not spent', async () => {
    const customer = await earner('goes', 'PNTHAAAAAAA1')
    const spend = await redemption(customer)
    expect(await till.outcomes(await membership(customer, 'leave'))).toEqual([accepted])
    expect(await till.outcomes(spend)).toEqual([notSpent('not-a-member')])
    expect(await balanceOf(customer)).toBe(100)
  })

  test.each([
    ['a clock that nobody compared', { serverOffsetMs: null }, 0],
    ['a clock that runs an hour ahead', { serverOffsetMs: 0 }, 60],
    ['a clock that is an hour behind', { serverOffsetMs: 0 }, -60],
  ])('[R20][LY5] %s spends nothing', async (name, clock, minutes) => {
    const suffix = name.length.toString(16).toUpperCase()
    const customer = await earner(`clock${suffix}`, `PNTKAAAAAA${suffix}`.padEnd(12, '9'))
    const occurredAt = new Date(under.clock.wallMs() + minutes * MINUTE_MS).toISOString()
    expect(await till.outcomes(await redemption(customer, { occurredAt, clock }))).toEqual([
      notSpent('too-late'),
    ])
    const known = new Date(under.clock.wallMs() + 60 * MINUTE_MS).toISOString()
    const corrected = { occurredAt: known, clock: { serverOffsetMs: -60 * MINUTE_MS } }
    expect(await till.outcomes(await redemption(customer, corrected))).toEqual([accepted])
  })

  const standingOf = async (customer: SealedEnvelope, by: FakeTill = till) =>
    by.ask('POST', '/loyalty', { registration: customer.id, operatorId: OF_THE_ROSTER })

  test('[R20][LY8] a till asks what its customer has; each question is audited, with whoever asked', async () => {
    const customer = await earner('asks', 'PNTLAAAAAAA1')
    const response = await standingOf(customer)
    expect(response.status).toBe(200)
    const rewards = PRACTICE.loyalty.items.map(({ id: item, points }) => ({ item, points }))
    expect(await response.json()).toEqual({ serverTime: at(), isMember: true, points: 100, rewards })
    const audited = await under.api.context.database
      .selectFrom('audit')
      .select(['actor', 'detail'])
      .where('action', '=', 'loyalty-read')
      .where('subject', '=', customer.id)
      .execute()
    expect(audited).toEqual([{ actor: `terminal ${till.terminalId}`, detail: OF_THE_ROSTER }])
  })

  test('[R20][LY8] nobody who is not of the roster of the store is told anything', async () => {
    const customer = await earner('roster', 'PNTMAAAAAAA1')
    const asked = async (by: string) =>
      till.ask('POST', '/loyalty', { registration: customer.id, operatorId: by })
    expect((await asked('nobody-here')).status).toBe(404)
    expect((await asked(OF_THE_ROSTER)).status).toBe(200)
  })

  test('[R20][LY8] a till that found the account sees its points and spends them once, for as long as the match is good', async () => {
    const customer = await earner('found', 'PNTQAAAAAAA1')
    const other = await under.newTill()
    const { lookUpId } = await find(other, { by: 'device', deviceId: 'PNTQAAAAAAA1' })
    const view = async (by: FakeTill) => by.ask('GET', `/look-ups/${lookUpId}/loyalty`)
    const seen = await view(other)
    expect([seen.status, await seen.json()]).toMatchObject([200, { isMember: true, points: 100 }])
    expect((await view(till)).status).toBe(404)
    const spent = await redemption(customer, { by: other })
    expect(await other.outcomes(spent, spent)).toEqual([accepted, accepted])
    expect(await (await view(other)).json()).toMatchObject({ points: 40 })
    under.clock.advance(15 * MINUTE_MS)
    for (const desk of [till, other]) await desk.renewToken()
    expect((await view(other)).status).toBe(404)
    expect(await balanceOf(customer)).toBe(40)
  })

  test("[R20][LY8] of another till's customer, of one who is not settled and where it is off, nothing is said", async () => {
    const customer = await earner('hidden', 'PNTJAAAAAAA1')
    const other = await under.newTill()
    expect((await standingOf(customer, other)).status).toBe(404)
    const unsettled = await till.record({ operation: ageCheck(till.terminalId) })
    expect((await standingOf(unsettled)).status).toBe(404)
    const storeId = storeIdSchema.parse('practice-store')
    const move = async (marketCode: string) =>
      under.api.context.database
        .updateTable('stores')
        .set({ marketCode })
        .where('storeId', '=', storeId)
        .execute()
    expect((await standingOf(customer)).status).toBe(200)
    await move(PT.code)
    expect((await standingOf(customer)).status).toBe(404)
    await move(PRACTICE.code)
  })

  test('[LY3][LY5] one that was made offline is never spent; one that is taken back gives the points back', async () => {
    const customer = await earner('offline', 'PNTGAAAAAAA1')
    const occurredAt = new Date(under.clock.wallMs() - 6 * MINUTE_MS).toISOString()
    const stale = await redemption(customer, { occurredAt })
    expect(await till.outcomes(stale)).toEqual([notSpent('too-late')])
    const spent = await redemption(customer)
    await till.outcomes(spent)
    const taken = await recordAbout(till, spent, { void: 'recorded-by-mistake' })
    const kase = caseIn((await till.outcomes(taken))[0])
    await till.outcomes(await recordDecision(till, { about: taken, kase, decision: { choice: 'reverse' } }))
    expect(await askOutcomes(till, spent)).toEqual([{ kind: 'superseded' }])
    expect(await balanceOf(customer)).toBe(100)
  })

  const alerts = async () =>
    under.api.context.database
      .selectFrom('operatorAlerts')
      .select(['alertId', 'kind'])
      .where('operatorId', '=', operatorId)
      .where('clearedAt', 'is', null)
      .execute()

  test('[LY4][C32] 200 fake customers get no point, and the tenth raises an alert', async () => {
    const firstAlertAfter: number[] = []
    const devices = Array.from({ length: 200 }, (_, index) => `FAKE${String(index).padStart(8, '0')}`)
    await know(...devices.slice(0, 100))
    for (let batch = 0; batch < 20; batch += 1) {
      const records: SealedEnvelope[] = []
      for (const device of devices.slice(batch * 10, batch * 10 + 10)) {
        under.clock.advance(20_000)
        const check = await till.record({
          operation: ageCheck(till.terminalId, { operator: operatorId }),
          operatorId,
        })
        const registered = await till.record({
          operation: registration(check.id, { email: `${device}@fake.example`, devices: [kit(device)] }),
          dependsOn: [check.id],
          operatorId,
          occurredAt: at(),
        })
        records.push(check, registered, await membership(registered, 'join'))
      }
      till.accessToken = undefined
      const outcomes = await till.outcomes(...records)
      expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true)
      if ((await alerts()).length > 0) firstAlertAfter.push(batch * 10 + 10)
    }
    expect(firstAlertAfter[0]).toBe(10)
    expect(await alerts()).toMatchObject([{ kind: 'too-fast' }])
    const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM loyalty_entries
      WHERE device_id LIKE 'FAKE%'`.execute(under.api.context.database)
    expect(rows).toEqual([{ count: 0 }])
  }, 120_000)

  test('[LY4] nine customers in a hurry raise nothing; ten slow ones of whom nobody confirms do', async () => {
    for (let index = 0; index < 9; index += 1)
      await register(`fast${index}@example.pt`, `FASTAAAAAAA${index}`)
    expect(await alerts()).toEqual([])
    under.clock.advance(20 * MINUTE_MS)
    till.accessToken = undefined
    await register('tenth@example.pt', 'FASTAAAAAAA9')
    await mail.sendTo(under, 'tenth@example.pt')
    expect(await alerts()).toEqual([])
    under.clock.advance(DAY_MS)
    till.accessToken = undefined
    await register('eleventh@example.pt', 'FASTAAAAAAAA')
    expect(await alerts()).toMatchObject([{ kind: 'nobody-confirms' }])
  })

  test('[LY4] while an alert is open nothing of the operator earns; cleared, what is sound is credited', async () => {
    for (let index = 0; index < 10; index += 1) {
      await know(`HASTAAAAAAA${index}`)
      await join(await register(`hast${index}@example.pt`, `HASTAAAAAAA${index}`))
    }
    const [alert] = await alerts()
    expect(alert?.kind).toBe('too-fast')
    await confirmAddress(under, mail, 'hast3@example.pt')
    const earned = async () =>
      under.api.context.database
        .selectFrom('loyaltyEntries')
        .select('deviceId')
        .where('deviceId', 'like', 'HAST%')
        .execute()
    expect(await earned()).toEqual([])
    const cleared = await under.asAdministrator('POST', `/v1/operator-alerts/${alert?.alertId}/clearance`)
    expect(cleared.status).toBe(200)
    expect(await earned()).toEqual([{ deviceId: 'HASTAAAAAAA3' }])
    expect(await alerts()).toEqual([])
    const again = await under.asAdministrator('POST', `/v1/operator-alerts/${alert?.alertId}/clearance`)
    expect(again.status).toBe(404)
  })
})
