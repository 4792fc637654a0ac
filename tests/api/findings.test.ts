import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FindingKind, Findings, Fleet, Paper } from '#shared/contracts/messages/proof.ts'
import { shortHash } from '#shared/domain/slip.ts'
import { checkFleet, checkFleetAgainAndAgain } from '#account-api/findings/check-fleet.ts'
import type { LogFields } from '#account-api/log.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import type { FakeTill } from './fake-till.ts'
import { ageCheck, kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe(`what the server finds by itself on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  const read = async <Body>(path: string) => (await (await under.asAdministrator('GET', path)).json()) as Body
  const check = () => checkFleet(under.api.context, { intervalMs: 0 })
  const findingsOf = async (till: FakeTill) => {
    const { findings } = await read<Findings>('/v1/findings')
    return findings.filter(({ terminalId }) => terminalId === till.terminalId)
  }
  const kindsOf = async (till: FakeTill): Promise<FindingKind[]> =>
    (await findingsOf(till)).map(({ kind }) => kind).toSorted()
  const record = (till: FakeTill) => till.record({ operation: ageCheck(till.terminalId) })
  /** A token lives ten minutes: a till that comes back gets a new one. */
  const contact = async (till: FakeTill, ...records: readonly unknown[]) => {
    await till.renewToken()
    return till.deliver(...records)
  }
  const inFleet = async (till: FakeTill) =>
    (await read<Fleet>('/v1/fleet')).terminals.find(({ terminalId }) => terminalId === till.terminalId)

  test('[FN2][FN3] a lost tail is a head ahead, then pending since it was first seen, and ends when it comes', async () => {
    const till = await under.newTill()
    const [first, second, third] = [await record(till), await record(till), await record(till)]
    await contact(till, first)
    expect((await inFleet(till))?.backlog).toBe(2)
    await check()
    const since = under.clock.wallMs()
    expect(await findingsOf(till)).toMatchObject([{ kind: 'head-ahead', sequence: 2, lastSequence: 3 }])
    under.clock.advance(12 * HOUR)
    await contact(till)
    await check()
    expect(await kindsOf(till)).toEqual(['head-ahead'])
    under.clock.advance(12 * HOUR)
    await contact(till)
    await check()
    const held = await findingsOf(till)
    expect(held.map(({ kind, foundAt }) => [kind, Date.parse(foundAt)])).toEqual([
      ['head-ahead', since],
      ['pending', since],
    ])
    expect(await inFleet(till)).toMatchObject({
      backlog: 2,
      pendingSince: new Date(since).toISOString(),
      findings: ['head-ahead', 'pending'],
    })
    await contact(till, second)
    await check()
    expect(await findingsOf(till)).toMatchObject([
      { kind: 'head-ahead', sequence: 3, foundAt: new Date(under.clock.wallMs()).toISOString() },
    ])
    await contact(till, third)
    await check()
    expect(await kindsOf(till)).toEqual([])
    expect(await inFleet(till)).toMatchObject({ backlog: 0, pendingSince: null, findings: [] })
    const written = await under.api.context.database
      .selectFrom('findings')
      .select(['kind', 'endedAt'])
      .where('terminalId', '=', till.terminalId)
      .execute()
    expect(written.filter(({ endedAt }) => endedAt === null)).toEqual([])
    expect(written.map(({ kind }) => kind).toSorted()).toEqual(['head-ahead', 'head-ahead', 'pending'])
  })

  test('[FN4] a gap counts once the till was in contact for ten minutes and it is still there', async () => {
    const till = await under.newTill()
    const [first, second, third] = [await record(till), await record(till), await record(till)]
    await contact(till, first, third)
    expect((await inFleet(till))?.backlog).toBe(1)
    await check()
    expect(await kindsOf(till)).toEqual([])
    under.clock.advance(11 * MINUTE)
    await check()
    expect(await kindsOf(till)).toEqual([])
    await contact(till)
    expect(await findingsOf(till)).toMatchObject([{ kind: 'gap', sequence: 2, lastSequence: 2 }])
    await contact(till, second)
    await check()
    expect(await kindsOf(till)).toEqual([])
  })

  test('[FN1][C27] a record altered in the database itself is found, and so is a fork', async () => {
    const till = await under.newTill()
    const before = till.head
    const [first, second] = [await record(till), await record(till)]
    await contact(till, first, second)
    till.head = before
    const twin = await record(till)
    await contact(till, twin)
    await under.api.context.database
      .updateTable('inbox')
      .set({ sealedPayload: 'bent' })
      .where('operationId', '=', second.id)
      .execute()
    await check()
    expect((await findingsOf(till)).map(({ kind, sequence }) => `${kind} ${sequence}`).toSorted()).toEqual([
      'altered 2',
      'fork 1',
    ])
    expect((await inFleet(till))?.findings.toSorted()).toEqual(['altered', 'fork'])
  })

  test('[FN2] a silent till comes first in the fleet; a revoked one is silent for good and comes last', async () => {
    const silent = await under.newTill()
    const revoked = await under.newTill()
    const alive = await under.newTill()
    await contact(silent)
    await contact(revoked)
    under.clock.advance(24 * HOUR + 1)
    await contact(alive)
    await under.asAdministrator('POST', `/v1/terminals/${revoked.terminalId}/revocation`, {
      reason: 'stolen',
    })
    await check()
    expect(await kindsOf(silent)).toEqual(['silent'])
    expect(await kindsOf(revoked)).toEqual([])
    const { terminals, silent: count } = await read<Fleet>('/v1/fleet')
    const order = terminals.map(({ terminalId }): string => terminalId)
    const places = [silent, alive, revoked].map((till) => order.indexOf(till.terminalId))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places[2]).toBe(order.length - 1)
    expect(count).toBe(terminals.filter(({ isSilent }) => isSilent).length)
    expect(terminals[places[0] ?? -1]).toMatchObject({ isSilent: true, status: 'active' })
    expect((await read<Fleet>('/v1/fleet?storeId=nowhere')).terminals).toEqual([])
    await contact(silent)
    await check()
    expect(await kindsOf(silent)).toEqual([])
  })

  test('[FN5] one node of several takes the turn, and the next one only after the interval', async () => {
    under.clock.advance(HOUR)
    const turns = await Promise.all(
      [1, 2, 3].map(async () => checkFleet(under.api.context, { intervalMs: HOUR })),
    )
    expect(turns.filter(Boolean)).toHaveLength(1)
    under.clock.advance(HOUR - 1)
    expect(await checkFleet(under.api.context, { intervalMs: HOUR })).toBe(false)
    under.clock.advance(1)
    expect(await checkFleet(under.api.context, { intervalMs: HOUR })).toBe(true)
    expect((await read<Findings>('/v1/findings')).checkedAt).toBe(
      new Date(under.clock.wallMs()).toISOString(),
    )
  })

  test('[FN5] it runs by itself at the interval, also after a failure, until it is stopped', async () => {
    const { context } = under.api
    const asked: { delayMs: number; fire: () => void }[] = []
    const logged: LogFields[] = []
    const keep = (fields: LogFields) => void logged.push(fields)
    let isBroken = false
    let isCancelled = false
    const clock = {
      ...under.clock,
      monotonicMs: () => 0,
      wallMs: () => (isBroken ? Number.NaN : under.clock.wallMs()),
    }
    const timer = {
      after: (delayMs: number, fire: () => void) => {
        asked.push({ delayMs, fire })
        return () => void (isCancelled = true)
      },
    }
    const waitFor = async (turns: number) => {
      while (asked.length < turns) await new Promise((resolve) => setImmediate(resolve))
    }
    under.clock.advance(HOUR)
    const checks = checkFleetAgainAndAgain(
      { ...context, clock },
      { intervalMs: HOUR, timer, log: { info: keep, error: keep } },
    )
    await waitFor(1)
    isBroken = true
    asked[0]?.fire()
    await waitFor(2)
    isBroken = false
    under.clock.advance(HOUR)
    asked[1]?.fire()
    await waitFor(3)
    await checks.stop()
    expect(logged.map(({ event }) => event)).toEqual(['fleet-checked', 'failed', 'fleet-checked'])
    expect(asked.map(({ delayMs }) => delayMs)).toEqual([HOUR, HOUR, HOUR])
    expect(isCancelled).toBe(true)
  })

  test('a record is found by the number and the short hash as paper shows them, in small or capital letters, and nothing by less', async () => {
    const till = await under.newTill()
    const { check: checked, registered } = await recordCustomer(till, {
      email: 'paper@example.pt',
      devices: [kit('PAPERAAAAAA1')],
    })
    const lost = await record(till)
    await till.deliver(checked, registered)
    const find = (sequence: number, hash: string, more = '') =>
      read<Paper>(`/v1/records?sequence=${sequence}&hash=${hash}${more}`)
    const found = await find(2, shortHash(registered.hash))
    expect(found.records).toMatchObject([
      { operationId: registered.id, type: 'registration', terminalId: till.terminalId, outcome: 'accepted' },
    ])
    expect(JSON.stringify(found)).not.toContain('example.pt')
    expect((await find(2, shortHash(registered.hash).toUpperCase())).records).toHaveLength(1)
    expect((await find(2, '00000000')).records).toEqual([])
    expect((await find(1, shortHash(registered.hash))).records).toEqual([])
    const here = '&storeId=practice-store'
    const stateOf = (paper: Paper) =>
      paper.elsewhere.find(({ terminalId }) => terminalId === till.terminalId)?.state
    const missing = await find(3, shortHash(lost.hash), here)
    expect([missing.records, stateOf(missing)]).toEqual([[], 'missing'])
    expect(stateOf(await find(2, shortHash(lost.hash), here))).toBe('another')
    expect(stateOf(await find(400, shortHash(lost.hash), here))).toBe('beyond')
    // Two records of one number whose hashes begin alike are both shown, each with its till.
    const other = await under.newTill()
    const twin = await recordCustomer(other, { email: 'twin@example.pt', devices: [kit('PAPERBBBBBB1')] })
    await other.deliver(twin.check, twin.registered)
    await under.api.context.database
      .updateTable('inbox')
      .set({ hash: `${registered.hash.slice(0, 6)}${twin.registered.hash.slice(6)}` })
      .where('operationId', '=', twin.registered.id)
      .execute()
    const both = await find(2, shortHash(registered.hash))
    expect(both.records.map(({ terminalId }) => terminalId).toSorted()).toEqual(
      [till.terminalId, other.terminalId].toSorted(),
    )
    for (const query of [
      'sequence=2&hash=%25%25%25%25%25%25%25%25',
      'sequence=2&hash=4f7a91c',
      'sequence=2147483648&hash=4f7a91c2',
    ]) {
      expect((await under.asAdministrator('GET', `/v1/records?${query}`)).status, query).toBe(400)
    }
  })
})

describe(`what does not look like people on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())
  const read = async (path: string) => (await under.asAdministrator('GET', path)).json()

  test('many checks without one refusal are suspicious; a corrected check is no other person', async () => {
    const till = await under.newTill()
    const checks = []
    for (let index = 0; index < 50; index += 1)
      checks.push(await till.record({ operation: ageCheck(till.terminalId) }))
    await till.deliver(...checks)
    const store = { storeId: 'practice-store', storeName: 'Practice store' }
    expect(await read('/v1/refusals')).toEqual({
      days: 30,
      stores: [{ ...store, checks: 50, refused: 0, isSuspicious: true }],
    })
    const refusal = { outcome: 'refused', reason: 'no-document', method: null, documentKind: null }
    await till.deliver(await till.record({ operation: ageCheck(till.terminalId, refusal) }))
    expect(await read('/v1/refusals')).toMatchObject({
      stores: [{ checks: 51, refused: 1, isSuspicious: false }],
    })
    under.clock.advance(31 * 24 * HOUR)
    expect(await read('/v1/refusals')).toMatchObject({
      stores: [{ checks: 0, refused: 0, isSuspicious: false }],
    })
    under.clock.advance(-31 * 24 * HOUR)
  })

  test('first of January birthdays by store, and an operator who is faster than people are', async () => {
    const till = await under.newTill()
    const customers = []
    for (let index = 0; index < 46; index += 1) {
      const dateOfBirth = index < 3 ? '1990-01-01' : '1988-07-19'
      const email = `crowd-${index}@example.pt`
      const devices = [kit(`CRWD${String(index).padStart(8, '0')}`)]
      const { check, registered } = await recordCustomer(till, { email, devices, dateOfBirth })
      customers.push(check, registered)
    }
    await till.deliver(...customers)
    expect(await read('/v1/anomalies')).toEqual({
      days: 30,
      birthdays: [
        {
          storeId: 'practice-store',
          storeName: 'Practice store',
          registrations: 46,
          firstOfJanuary: 3,
          isSuspicious: true,
        },
      ],
      velocity: [
        {
          operatorId: 'a1',
          storeId: 'practice-store',
          storeName: 'Practice store',
          timeZone: 'Europe/Lisbon',
          type: 'registration',
          hour: '2026-11-22T10:00:00.000Z',
          records: 46,
        },
      ],
    })
  })
})
