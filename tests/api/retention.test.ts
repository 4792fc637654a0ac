import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '#account-api/adapters/system-clock.ts'
import { takeTurn } from '#account-api/recurring/take-turn.ts'
import { KEPT_TABLES } from '#account-api/retention/classes.ts'
import type { RetentionClassName } from '#account-api/retention/classes.ts'
import type { Periods } from '#account-api/retention/periods.ts'
import { STEPS, SWEPT_OTHERWISE } from '#account-api/retention/steps.ts'
import { sweepRetention } from '#account-api/retention/sweep.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { caseIn, recordAbout } from './cases-of-a-till.ts'
import { FakeMail } from './fake-mail.ts'
import type { FakeTill } from './fake-till.ts'
import { mintId } from './fake-till.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { ageCheck, kit, operation, sale } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const accepted = { kind: 'accepted' }

describe(`retention on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  beforeAll(async () => {
    under = await startApi()
    till = await under.newTill()
  })
  afterEach(async () => assertInvariants(under.api.context.database))
  afterAll(async () => under.stop())

  const sweep = async (periods: Periods = []) => {
    const swept = await sweepRetention(under.api.context, { periods, intervalMs: 0, budgetMs: HOUR })
    return Object.fromEntries(swept ?? []) as Partial<Record<RetentionClassName, number>>
  }
  /** Time passes, and this till is heard of again; or no till is. */
  const pass = async (days: number, heard: 'heard' | 'silent' = 'heard') => {
    under.clock.advance(days * DAY)
    if (heard === 'silent') return
    await till.renewToken()
    await till.deliver()
  }
  const rowsOf = async (table: string, column: string, value: string) => {
    const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)}
      WHERE ${sql.ref(column)}::text = ${value}`.execute(under.api.context.database)
    return rows
  }
  const contentsOf = async (operationId: string) => {
    const [row] = await rowsOf('inbox', 'operation_id', operationId)
    return row === undefined ? 'no row' : row['sealedPayload'] === null ? 'gone' : 'kept'
  }

  test('[RT1] every table of the schema has a class, or a reason why it has none', async () => {
    const { rows } = await sql<{ name: string }>`SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'kysely_%'`.execute(
      under.api.context.database,
    )
    const known = new Set([
      ...STEPS.map(({ table }) => table),
      ...Object.keys(SWEPT_OTHERWISE),
      ...Object.keys(KEPT_TABLES),
    ])
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter(({ name }) => !known.has(name))).toEqual([])
    const there = new Set(rows.map(({ name }) => name))
    expect([...known].filter((table) => !there.has(table))).toEqual([])
  })

  test('[RT4][RT5][RT6] what was captured goes after its period, not while a till is away or a case is open; its proof stays', async () => {
    const customer = await recordCustomer(till, { email: 'prazo@example.pt', devices: [kit('RETAAAAAAAA1')] })
    const other = await recordCustomer(till, { email: 'outro@example.pt', devices: [kit('RETAAAAAAAA2')] })
    const taken = await till.record({
      operation: operation('device-added', {
        device: kit('RETAAAAAAAA2'),
        registration: customer.registered.id,
      }),
      aggregateId: customer.registered.aggregateId,
      dependsOn: [customer.registered.id],
    })
    const bent = {
      ...(await till.sign({ ...taken, sealedPayload: other.check.sealedPayload })),
      id: mintId(),
    }
    const records = [customer.check, customer.registered, other.check, other.registered, taken]
    const before = await till.outcomes(...records, bent)
    expect(caseIn(before[4])).toMatchObject({ caseKind: 'device-taken' })
    await pass(1101, 'silent')
    expect((await sweep()).contents).toBeUndefined()
    await pass(0)
    expect(await sweep()).toMatchObject({ contents: 3, 'set-aside': 1 })
    expect(await Promise.all(records.map(async ({ id }) => contentsOf(id)))).toEqual([
      'gone',
      'kept',
      'gone',
      'gone',
      'kept',
    ])
    // A repeat is answered as before and takes nothing a second time.
    expect(await till.outcomes(...records)).toEqual(before.slice(0, 5))
    expect(await contentsOf(other.registered.id)).toBe('gone')
    const chain = await under.asAdministrator('GET', `/v1/terminals/${till.terminalId}/chain`)
    expect(await chain.json()).toMatchObject({ epochs: [{ held: 5, gaps: [], forks: [] }] })
    expect(await rowsOf('accounts', 'account_id', other.registered.aggregateId)).toMatchObject([
      { closedAt: null },
    ])
    const kase = caseIn(before[4])
    const decision = { caseVersion: kase.version, decision: { choice: 'cancel' } }
    const office = await under.signIn('office', ['cases'])
    await office.ask('POST', `/v1/cases/${kase.caseId}/resolution`, decision)
    expect(await sweep()).toMatchObject({ contents: 2 })
  })

  test('[RT3] a clock that is behind takes nothing early, and checks and sales go after their own periods', async () => {
    const check = await till.record({
      operation: ageCheck(till.terminalId, { checkedAt: '2011-01-01T10:00:00.000Z' }),
      occurredAt: '2011-01-01T10:00:00.000Z',
    })
    const sold = await till.record({
      operation: sale(check.id),
      dependsOn: [check.id],
      occurredAt: '2011-01-01T10:00:00.000Z',
    })
    expect(await till.outcomes(check, sold)).toEqual([accepted, accepted])
    await sweep()
    const left = async () => [
      (await rowsOf('age_checks', 'operation_id', check.id)).length,
      (await rowsOf('sales', 'operation_id', sold.id)).length,
    ]
    expect(await left()).toEqual([1, 1])
    await pass(1831)
    await sweep()
    expect(await left()).toEqual([0, 1])
    await pass(1830)
    await sweep()
    expect(await left()).toEqual([0, 0])
    expect(await till.outcomes(check, sold)).toEqual([accepted, accepted])
    expect(await left()).toEqual([0, 0])
  })

  test("[RT2] a market's own period counts for what came from its stores", async () => {
    const record = await till.record({ operation: ageCheck(till.terminalId) })
    await till.deliver(record)
    await pass(500)
    const own = (market: string): Periods => [
      { class: 'contents', market, days: 450, from: '2026-01-01', source: 'counsel' },
    ]
    await sweep(own('PT'))
    expect(await contentsOf(record.id)).toBe('kept')
    const [store] = await rowsOf('stores', 'store_id', 'practice-store')
    await sweep(own(String(store?.['marketCode'])))
    expect(await contentsOf(record.id)).toBe('gone')
  })

  test('[RT8] an account that nothing happened with is removed; the proof of its consents and its points go later', async () => {
    const { check, registered } = await recordCustomer(till, {
      email: 'esquecida@example.pt',
      devices: [kit('RETBBBBBBBB1')],
      taxNumber: '123456789',
    })
    await till.outcomes(check, registered)
    const accountId = registered.aggregateId
    const { database } = under.api.context
    const points = {
      operationId: registered.id,
      kind: 'earned',
      deviceId: 'RETBBBBBBBB1',
      accountId,
    } as const
    await database
      .insertInto('loyaltyEntries')
      .values({ ...points, points: 10, at: '2010-01-01T00:00:00Z' })
      .execute()
    await pass(3650)
    expect((await sweep()).accounts ?? 0).toBe(0)
    await pass(11)
    expect((await sweep()).accounts).toBeGreaterThanOrEqual(1)
    const account = await rowsOf('accounts', 'account_id', accountId)
    expect(account).toMatchObject([{ contact: null, emailHash: null }])
    expect(await rowsOf('registrations', 'operation_id', registered.id)).toMatchObject([{ taxNumber: null }])
    const said = await database
      .selectFrom('audit')
      .select(['action', 'actor'])
      .where('subject', '=', accountId)
      .execute()
    expect(said).toContainEqual({ action: 'account-removed', actor: 'retention' })
    expect(await rowsOf('consents', 'account_id', accountId)).toHaveLength(2)
    await pass(1831)
    await sweep()
    expect(await rowsOf('consents', 'account_id', accountId)).toHaveLength(0)
    // By the database's own time the account was closed in days to come.
    expect(await rowsOf('loyalty_entries', 'account_id', accountId)).toHaveLength(1)
    await database
      .updateTable('accounts')
      .set({ closedAt: '2012-01-01T00:00:00Z' })
      .where('accountId', '=', accountId)
      .execute()
    expect((await sweep()).loyalty).toBe(1)
    expect(await rowsOf('loyalty_entries', 'account_id', accountId)).toHaveLength(0)
  })

  test('[RT4] a change of contact that its customer never answers keeps its contents no longer than any; its link and its mail are of no use then', async () => {
    const { check, registered } = await recordCustomer(till, {
      email: 'calado@example.pt',
      devices: [kit('RETEEEEEEEE1')],
    })
    const change = await till.record({
      operation: operation('contact-change', {
        fields: { email: 'calado-novo@example.pt' },
        isReadByCustomer: true,
        registration: registered.id,
      }),
      aggregateId: registered.aggregateId,
      dependsOn: [registered.id],
    })
    expect(await till.outcomes(check, registered, change)).toEqual([accepted, accepted, accepted])
    await pass(89)
    await sweep()
    expect(await rowsOf('contact_changes', 'operation_id', change.id)).toHaveLength(1)
    await pass(2)
    expect(await sweep()).toMatchObject({ 'unanswered-changes': 1 })
    expect(await contentsOf(change.id)).toBe('kept')
    const mail = new FakeMail()
    expect(await mail.sendTo(under, 'calado-novo@example.pt')).toEqual([])
    await pass(1101)
    await sweep()
    expect(await contentsOf(change.id)).toBe('gone')
    expect(await till.outcomes(change)).toEqual([accepted])
  })

  test('[RT4][RT8] a guarantee case that was taken back and never closed keeps nothing: not its contents, not its row, not the account', async () => {
    const { check, registered } = await recordCustomer(till, {
      email: 'retirado@example.pt',
      devices: [kit('RETCCCCCCCC1')],
    })
    const fault = { fault: 'does-not-charge', exclusions: { areChecked: true, found: null } }
    const asked = { deviceId: 'RETCCCCCCCC1', wanted: { way: 'store' }, ...fault }
    const theirs = await till.record({
      operation: operation('guarantee-case', { ...asked, registration: registered.id }),
      aggregateId: registered.aggregateId,
      dependsOn: [registered.id],
    })
    const byProof = { registration: null, proofOfPurchase: { boughtOn: '2026-11-22' } }
    const ofNobody = await till.record({
      operation: operation('guarantee-case', { ...asked, ...byProof }),
      aggregateId: mintId(),
    })
    const records = [check, registered, theirs, ofNobody]
    expect(await till.outcomes(...records)).toEqual([accepted, accepted, accepted, accepted])
    for (const opened of [theirs, ofNobody]) {
      const taken = await recordAbout(till, opened, { void: 'recorded-by-mistake' })
      expect(await till.outcomes(taken)).toEqual([accepted])
    }
    await pass(1101)
    await sweep()
    expect([await contentsOf(theirs.id), await contentsOf(ofNobody.id)]).toEqual(['gone', 'gone'])
    const rows = async ({ id }: { id: string }) => rowsOf('guarantee_cases', 'operation_id', id)
    expect([await rows(theirs), await rows(ofNobody)]).toMatchObject([[{}], [{}]])
    await pass(731)
    await sweep()
    expect([await rows(theirs), await rows(ofNobody)]).toEqual([[], []])
    await pass(1830)
    await sweep()
    const account = await rowsOf('accounts', 'account_id', registered.aggregateId)
    expect(account).toMatchObject([{ contact: null }])
  })

  test('[RT9][C36] the audit lets go of what is old, and of nothing that is younger than a year, whoever asks', async () => {
    const { database } = under.api.context
    const entry = { actor: 'test', action: 'test', detail: null }
    const young = instantOf(systemClock.wallMs())
    await database
      .insertInto('audit')
      .values([
        { ...entry, entryId: mintId(), subject: 'old', at: '2010-01-01T00:00:00Z' },
        { ...entry, entryId: mintId(), subject: 'young', at: young },
      ])
      .execute()
    await pass(36_600)
    expect((await sweep()).audit).toBeGreaterThanOrEqual(1)
    const left = async (subject: string) => (await rowsOf('audit', 'subject', subject)).length
    expect([await left('old'), await left('young')]).toEqual([0, 1])
    await expect(database.deleteFrom('audit').where('subject', '=', 'young').execute()).rejects.toThrow(
      'append-only',
    )
    await expect(database.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow(
      'append-only',
    )
  })

  test('[RT7] a table that cannot be swept keeps no other from it, and the sweep says that it failed', async () => {
    const { database } = under.api.context
    await sweep()
    const overdue = { proofId: 'after-failure', forgetAt: '2026-01-01T00:00:00Z' }
    await database.insertInto('seenProofs').values(overdue).execute()
    await sql`ALTER TABLE findings RENAME TO findings_elsewhere`.execute(database)
    await expect(sweep()).rejects.toThrow('findings')
    await sql`ALTER TABLE findings_elsewhere RENAME TO findings`.execute(database)
    expect(await rowsOf('seen_proofs', 'proof_id', 'after-failure')).toEqual([])
  })

  test.each(['retentionSweeps', 'fleetChecks'] as const)(
    '[RT7] a turn of %s that a clock took a year ahead keeps nobody from the next once the clock is right',
    async (of) => {
      const { database } = under.api.context
      const rightMs = under.clock.wallMs()
      const take = async (nowMs: number) => takeTurn(database, { of, nowMs, intervalMs: HOUR })
      await database.deleteFrom(of).execute()
      expect(await take(rightMs + 365 * DAY)).toBe(true)
      expect(await take(rightMs)).toBe(true)
      // A node whose clock is a little behind the last one's waits as before.
      expect(await take(rightMs - HOUR / 2)).toBe(false)
      expect(await take(rightMs + HOUR / 2)).toBe(false)
      expect(await take(rightMs + HOUR)).toBe(true)
      await database.deleteFrom(of).execute()
    },
  )

  test('[RT7][RT10] a sweep takes bites until its time is over, the next one goes on, and one node has the turn', async () => {
    await sweep()
    const { database } = under.api.context
    const proofs = Array.from({ length: 1200 }, (_, index) => ({
      proofId: `old-${index}`,
      forgetAt: '2026-01-01T00:00:00Z',
    }))
    await database.insertInto('seenProofs').values(proofs).execute()
    const left = async () =>
      (await database.selectFrom('seenProofs').select('proofId').where('proofId', 'like', 'old-%').execute())
        .length
    let looks = 0
    const hurried = {
      ...under.api.context,
      // Every look at the time takes a millisecond: its time is over when the first bite of these is taken.
      clock: { wallMs: () => under.clock.wallMs(), monotonicMs: () => (looks += 1) },
    }
    const given = { periods: [], intervalMs: HOUR, budgetMs: STEPS.length + 2 }
    expect(await sweepRetention(hurried, given)).toBeNull()
    under.clock.advance(HOUR)
    const turns = await Promise.all([1, 2, 3].map(async () => sweepRetention(hurried, given)))
    const [swept] = turns.filter((turn) => turn !== null)
    expect(turns.filter((turn) => turn === null)).toHaveLength(2)
    expect(swept?.get('proofs')).toBe(500)
    expect(await left()).toBe(700)
    expect(await sweep()).toMatchObject({ proofs: 700 })
    const said = await database
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'retention-swept')
      .where('subject', '=', 'proofs')
      .orderBy('entryId', 'desc')
      .limit(2)
      .execute()
    expect(new Set(said.map(({ detail }) => detail))).toEqual(new Set(['500', '700']))
  })
})
