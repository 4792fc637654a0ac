import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { loadServerKeys } from '#account-api/keys/server-keys.ts'
import { checkWrappingKeys, rewrapKeys } from '#account-api/safe/rewrap-keys.ts'
import { wrappedBy } from '#account-api/safe/wrapping-key.ts'
import { DATABASE, startApi, WRAPPING_KEY } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import type { FakeTill } from './fake-till.ts'
import { custodyOf } from './keys-in-hand.ts'
import { kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const NEW_KEY = 'n'.repeat(43)

describe(`a change of the wrapping key on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let till: FakeTill
  let customers = 0
  beforeAll(async () => {
    under = await startApi({ otherWrappingKey: NEW_KEY })
    till = await under.newTill()
    for (let count = 0; count < 5; count += 1) await customer()
  })
  afterAll(async () => under.stop())

  const customer = async () => {
    customers += 1
    const bend = { email: `w${customers}@example.pt`, devices: [kit(`WRAPAAAAAAA${customers}`)] }
    const { check, registered } = await recordCustomer(till, bend)
    expect(await till.outcomes(check, registered)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }])
    return registered.aggregateId
  }
  const custody = () => custodyOf(under, { text: NEW_KEY, others: [WRAPPING_KEY] })
  const names = async () => {
    const { database } = under.api.context
    const rows = await database.selectFrom('customerKeys').select('wrappedKey').execute()
    const counts: Record<string, number> = {}
    for (const { wrappedKey } of rows) {
      const name = wrappedKey === null ? 'destroyed' : (wrappedBy(wrappedKey) ?? 'nameless')
      counts[name] = (counts[name] ?? 0) + 1
    }
    return counts
  }

  test('[KE9] [KE10] it stops anywhere, goes on where it was, and every node opens everything meanwhile', async () => {
    const { database, safe } = under.api.context
    const [oldName, newName] = [custodyOf(under).wrapping.name, custody().wrapping.name]
    let steps = 0
    const killed = rewrapKeys(custody(), {
      keysAStep: 2,
      afterStep: () => {
        steps += 1
        if (steps === 2) throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    expect(await names()).toEqual({ [oldName]: 1, [newName]: 4 })
    // A node with one key alone does not start now, whichever it is; one with both does.
    await expect(checkWrappingKeys(database, [newName])).rejects.toThrow('OTHER_WRAPPING_KEY_FILE')
    await expect(checkWrappingKeys(database, [oldName])).rejects.toThrow('OTHER_WRAPPING_KEY_FILE')
    await checkWrappingKeys(database, [oldName, newName])

    // The node that runs wraps with the old key still, and a customer is removed meanwhile.
    const late = await customer()
    const removed = await customer()
    await database.transaction().execute(async (transaction) => {
      const at = '2026-11-22T12:00:00.000Z'
      await safe.customers.destroy(transaction, { customerIds: [removed], at })
    })
    expect(await rewrapKeys(custody(), { keysAStep: 2 })).toBe(2)
    expect(await names()).toEqual({ destroyed: 1, [newName]: 6 })
    await checkWrappingKeys(database, [newName])
    expect(await rewrapKeys(custody())).toBe(0)

    const account = await under.asAdministrator('GET', `/v1/accounts/${late}`)
    expect(await account.json()).toMatchObject({ email: 'w6@example.pt' })
    const { random } = under.api.context
    const given = { database, random, now: '2026-11-22T12:00:00.000Z' }
    const alone = await loadServerKeys({ ...given, wrapping: custodyOf(under, { text: NEW_KEY }).wrapping })
    expect(alone.root.keyId).toBe(under.api.context.keys.root.keyId)
    await expect(loadServerKeys({ ...given, wrapping: custodyOf(under).wrapping })).rejects.toThrow(
      'wrapping key',
    )
  })

  test('[KE9] keys from before they had names are rewrapped, too', async () => {
    const { database } = under.api.context
    await sql`UPDATE customer_keys SET wrapped_key = split_part(wrapped_key, '.', 2)
      WHERE wrapped_key IS NOT NULL`.execute(database)
    await checkWrappingKeys(database, [custody().wrapping.name])
    expect(await rewrapKeys(custody())).toBe(6)
    expect(await names()).toEqual({ destroyed: 1, [custody().wrapping.name]: 6 })
  })

  test('[KE9] a step that is not audited wraps nothing, and one that is done is audited wherever it stops', async () => {
    const { database } = under.api.context
    const back = custodyOf(under, { text: WRAPPING_KEY, others: [NEW_KEY] })
    const serverKeys = async () => database.selectFrom('serverKeys').selectAll().orderBy('keyId').execute()
    const audited = async () => {
      const entries = database.selectFrom('audit').select('detail').where('action', '=', 'keys-rewrapped')
      const rows = await entries.where('subject', '=', back.wrapping.name).execute()
      return rows.reduce((sum, { detail }) => sum + Number.parseInt(detail ?? '', 10), 0)
    }
    const before = await serverKeys()
    await sql`CREATE FUNCTION refuse_rewrapped() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.action = 'keys-rewrapped' THEN RAISE 'no audit: a test'; END IF; RETURN NEW; END $$`.execute(
      database,
    )
    await sql`CREATE TRIGGER refuse_rewrapped BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION refuse_rewrapped()`.execute(
      database,
    )
    await expect(rewrapKeys(back, { keysAStep: 2 })).rejects.toThrow('no audit')
    expect(await serverKeys()).toEqual(before)
    expect(await names()).toEqual({ destroyed: 1, [custody().wrapping.name]: 6 })
    await sql`DROP TRIGGER refuse_rewrapped ON audit`.execute(database)

    const killed = rewrapKeys(back, {
      keysAStep: 2,
      afterStep: () => {
        throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    expect(await audited()).toBe(before.length + 2)
    expect(await rewrapKeys(back, { keysAStep: 2 })).toBe(4)
    expect(await audited()).toBe(before.length + 6)
  })
})
