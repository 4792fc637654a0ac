import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { encryptContact, openContact } from '#account-api/safe/contact.ts'
import { mintId } from './fake-till.ts'
import { kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

/** How many connections wait for another's lock. */
async function waitingForLocks(under: ApiUnderTest): Promise<number> {
  const result = await sql<{ waiting: number }>`
    SELECT count(*)::integer AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(under.api.context.database)
  return result.rows[0]?.waiting ?? 0
}

const accepted = { kind: 'accepted' }

// The embedded database has one connection: nothing is ever unseen there, so this is a promise of PostgreSQL alone.
describe(`transactions that do not see each other on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  test('[IN9][I2] a record that loses to a transaction it could not see is settled again, alone', async () => {
    const till = await under.newTill()
    const loser = await recordCustomer(till, { email: 'unseen@example.pt', devices: [kit('BBBBBBBBBBB5')] })
    const bystander = await recordCustomer(till, {
      email: 'bystander@example.pt',
      devices: [kit('BBBBBBBBBBB6')],
    })
    const { database: tables, safe } = under.api.context
    const first = await recordCustomer(till, { email: 'first@example.pt', devices: [kit('BBBBBBBBBBB7')] })
    await till.deliver(first.check, first.registered)
    const row = await tables.selectFrom('accounts').selectAll().executeTakeFirstOrThrow()
    const winnerId = mintId()
    const ciphers = await tables.transaction().execute(async (transaction) =>
      safe.customers.make(transaction, {
        customerIds: [row.accountId, winnerId],
        at: row.registeredAt.toISOString(),
      }),
    )
    const cipher = ciphers.get(winnerId)
    if (cipher === undefined) throw new Error('the winner has no key')
    const winner = {
      ...row,
      accountId: winnerId,
      contact: encryptContact(
        { ...openContact(row, ciphers), email: 'unseen@example.pt' },
        { accountId: winnerId, cipher },
      ),
      emailHash: safe.hashOf('email', 'unseen@example.pt'),
      emailConfirmedAt: null,
    }
    const delivery = await tables.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('accounts')
        .values({ ...winner, registeredAt: winner.registeredAt.toISOString() })
        .execute()
      const outcomes = till.outcomes(loser.check, loser.registered, bystander.check, bystander.registered)
      await expect.poll(() => waitingForLocks(under), { timeout: 10_000 }).toBeGreaterThan(0)
      return { outcomes }
    })
    const outcomes = await delivery.outcomes
    expect(outcomes[1]).toMatchObject({ kind: 'case', caseKind: 'email-taken' })
    expect([outcomes[0], outcomes[2], outcomes[3]]).toEqual([accepted, accepted, accepted])
  })
})
