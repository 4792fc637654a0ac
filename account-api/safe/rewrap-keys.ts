import { sql } from 'kysely'
import { writeAudit } from '../audit.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import type { KeyCustody } from '../keys/key-custody.ts'
import { unwrapJwk, wrapJwk } from '../keys/stored-key.ts'
import { placeOfCustomerKey } from './customer-keys.ts'
import { wrappedBy } from './wrapping-key.ts'

const KEYS_A_STEP = 500

/**
 * Wraps with the newest wrapping key whatever another one wrapped, a step and its audit a transaction, until nothing is left
 * [KE9]. Begun again it goes on where it stopped. Throws where something was wrapped by a key that was not given. Returns how many keys it wrapped.
 */
export async function rewrapKeys(
  custody: KeyCustody,
  given: { keysAStep?: number; afterStep?: (rewrapped: number) => void } = {},
): Promise<number> {
  const { keysAStep = KEYS_A_STEP } = given
  const step = async (work: (transaction: DatabaseTransaction) => Promise<number>) =>
    runTransaction(custody.database, async (transaction) => {
      const count = await work(transaction)
      if (count > 0) {
        await writeAudit(custody, transaction, {
          actor: custody.actor,
          action: 'keys-rewrapped',
          subject: custody.wrapping.name,
          detail: `${count} keys`,
        })
      }
      return count
    })
  let rewrapped = await step(async (transaction) => rewrapServerKeys(custody, transaction))
  for (;;) {
    const count = await step(async (transaction) => rewrapSomeCustomers(custody, transaction, keysAStep))
    rewrapped += count
    given.afterStep?.(rewrapped)
    if (count === 0) break
  }
  return rewrapped
}

async function rewrapServerKeys(custody: KeyCustody, transaction: DatabaseTransaction): Promise<number> {
  const { wrapping } = custody
  const rows = await transaction
    .selectFrom('serverKeys')
    .select(['keyId', 'wrappedKey'])
    .where('wrappedKey', 'is not', null)
    .orderBy('keyId')
    .forUpdate()
    .execute()
  let count = 0
  for (const { keyId, wrappedKey } of rows) {
    if (wrappedKey === null || wrappedBy(wrappedKey) === wrapping.name) continue
    const jwk = unwrapJwk(wrapping, { keyId, wrappedKey })
    await transaction
      .updateTable('serverKeys')
      .set({ wrappedKey: wrapJwk(wrapping, { keyId, jwk }) })
      .where('keyId', '=', keyId)
      .execute()
    count += 1
  }
  return count
}

/** The row stays locked until the step ends, so that a key that is destroyed meanwhile is not brought back. */
async function rewrapSomeCustomers(
  custody: KeyCustody,
  transaction: DatabaseTransaction,
  limit: number,
): Promise<number> {
  const { wrapping } = custody
  const { rows } = await sql<{ customerId: string; wrappedKey: string }>`
    SELECT customer_id, wrapped_key FROM customer_keys
    WHERE wrapped_key IS NOT NULL AND (${NAME} < ${wrapping.name} OR ${NAME} > ${wrapping.name})
    ORDER BY customer_id LIMIT ${limit} FOR UPDATE`.execute(transaction)
  if (rows.length === 0) return 0
  const values = rows.map(({ customerId, wrappedKey }) => {
    const place = placeOfCustomerKey(customerId)
    return sql`(${customerId}::uuid, ${wrapping.wrap(wrapping.unwrap(wrappedKey, place), place)})`
  })
  await sql`UPDATE customer_keys SET wrapped_key = given.wrapped_key
    FROM (VALUES ${sql.join(values)}) AS given (customer_id, wrapped_key)
    WHERE customer_keys.customer_id = given.customer_id`.execute(transaction)
  return rows.length
}

/** As the index has it, in the order of its bytes. */
const NAME = sql`split_part(wrapped_key, '.', 1) COLLATE "C"`

/** Throws where a customer's key is wrapped by a wrapping key that this server was not given [KE10]. */
export async function checkWrappingKeys(database: Database, names: readonly string[]): Promise<void> {
  const known = names.toSorted()
  const bounds = [null, ...known].map((after, index) => ({ after, before: known[index] ?? null }))
  for (const { after, before } of bounds) {
    const { rows } = await sql`SELECT 1 FROM customer_keys
      WHERE wrapped_key LIKE '%.%'
        ${after === null ? sql`` : sql`AND ${NAME} > ${after}`}
        ${before === null ? sql`` : sql`AND ${NAME} < ${before}`}
      LIMIT 1`.execute(database)
    if (rows.length > 0)
      throw new Error(
        'keys in this database are wrapped by another wrapping key than the one that was given. Give that one, ' +
          'too, as OTHER_WRAPPING_KEY_FILE, until all of them are rewrapped',
      )
  }
}
