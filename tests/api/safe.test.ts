import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import type { FakeTill } from './fake-till.ts'
import { ageCheck, kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const CANARIES = ['canaria@example.pt', 'Canária', 'Pássaro', '+351961234567', '1971-03-09', 'Rua do Aviário']

describe(`what the database holds, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  beforeAll(async () => {
    under = await startApi()
    till = await under.newTill()
  })
  afterAll(async () => under.stop())

  /** Everything in every table, as whoever reads the database sees it. */
  const dump = async () => {
    const { database } = under.api.context
    const tables = await sql<{ name: string }>`SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public'`.execute(database)
    const texts: string[] = []
    for (const { name } of tables.rows) {
      const rows = await sql<{
        text: string
      }>`SELECT to_jsonb(t)::text AS text FROM ${sql.table(name)} AS t`.execute(database)
      texts.push(...rows.rows.map(({ text }) => text))
    }
    return texts.join('\n')
  }

  test('[SA1][SA2][SA4][C36] whoever reads the database finds nobody, and no key that opens anything', async () => {
    const bend = {
      email: 'canaria@example.pt',
      givenName: 'Canária',
      familyName: 'Pássaro',
      mobilePhone: '+351961234567',
      dateOfBirth: '1971-03-09',
      postalAddress: { lines: ['Rua do Aviário'], postalCode: '1', locality: 'Lisboa', country: 'PT' },
      taxNumber: '298765432',
      devices: [kit('SAFEAAAAAAA1')],
    }
    const { check, registered } = await recordCustomer(till, bend)
    const changes = { type: 'registration', fields: { givenName: 'Canária', familyName: 'Pássaro' } }
    const corrected = await till.record({
      operation: operation('correction', { target: registered.id, changes }),
      aggregateId: registered.aggregateId,
    })
    const reused = await till.record({
      ...(await reusing(registered.id)),
      aggregateId: registered.aggregateId,
    })
    const broken = { ...registered, id: check.id, signature: 'A'.repeat(86) }
    await till.deliver(check, registered, corrected, reused, broken)
    const account = await under.asAdministrator('GET', `/v1/accounts/${registered.aggregateId}`)
    expect(await account.json()).toMatchObject({ givenName: 'Canária', email: 'canaria@example.pt' })

    const held = await dump()
    expect(held).toContain(registered.id)
    expect(CANARIES.filter((canary) => held.includes(canary))).toEqual([])
    expect(held).not.toContain('298765432')
    expect(held).not.toContain(registered.sealedPayload)
    expect(held).not.toMatch(/"d": ?"|"k": ?"/)
  })

  const reusing = async (id: string) => ({ id, operation: ageCheck(till.terminalId) })

  test('[SA3][C27] a text that is moved to another record counts as altered', async () => {
    const [one, other] = [await recordCheck(), await recordCheck()]
    await till.deliver(one, other)
    const { database } = under.api.context
    const moved = await database
      .selectFrom('inbox')
      .select('sealedPayload')
      .where('operationId', '=', one.id)
      .executeTakeFirstOrThrow()
    const chain = async () => {
      const answer = await under.asAdministrator('GET', `/v1/terminals/${till.terminalId}/chain`)
      return ((await answer.json()) as { epochs: { altered: number[] }[] }).epochs[0]?.altered ?? []
    }
    expect(await chain()).not.toContain(other.sequence)
    await database.updateTable('inbox').set(moved).where('operationId', '=', other.id).execute()
    expect(await chain()).toContain(other.sequence)
  })

  const recordCheck = async () => till.record({ operation: ageCheck(till.terminalId) })

  test('[SA5] a destroyed key is never made again, and the chain still verifies', async () => {
    const lonely = await under.newTill()
    const { check, registered } = await recordCustomer(lonely, {
      email: 'gone@example.pt',
      devices: [kit('SAFEAAAAAAA2')],
    })
    await lonely.deliver(check, registered)
    const { database, safe } = under.api.context
    const customerIds = [registered.aggregateId]
    const at = '2026-11-22T12:00:00.000Z'
    const remaining = await database.transaction().execute(async (transaction) => {
      await safe.customers.destroy(transaction, { customerIds, at })
      return safe.customers.make(transaction, { customerIds, at })
    })
    expect(remaining.size).toBe(0)
    const chain = await under.asAdministrator('GET', `/v1/terminals/${lonely.terminalId}/chain`)
    expect(await chain.json()).toMatchObject({ epochs: [{ intact: true, held: 2 }] })
  })
})
