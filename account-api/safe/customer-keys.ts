import type { Random } from '#shared/kernel/random.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import { cipherOf, KEY_BYTES } from './cipher.ts'
import type { Cipher } from './cipher.ts'
import type { WrappingKey } from './wrapping-key.ts'

/** The ciphers of customers that have a key; one whose key was destroyed, or never made, is not among them. */
export type CustomerCiphers = ReadonlyMap<string, Cipher>

/** The keys of customers, one for each aggregate [SA2]. */
export interface CustomerKeys {
  read(database: Database, customerIds: Iterable<string>): Promise<CustomerCiphers>
  /** Makes keys that are missing. One that was destroyed stays so [SA5]. */
  make(
    transaction: DatabaseTransaction,
    given: { customerIds: Iterable<string>; at: string },
  ): Promise<CustomerCiphers>
  /** Destroys keys for good, and notes it of customers who never had one. */
  destroy(
    transaction: DatabaseTransaction,
    given: { customerIds: Iterable<string>; at: string },
  ): Promise<void>
}

/** Customer keys in the database, wrapped. */
export function customerKeys(parts: { wrapping: WrappingKey; random: Random }): CustomerKeys {
  const { wrapping, random } = parts
  const read: CustomerKeys['read'] = async (database, customerIds) => {
    const ids = inOrder(customerIds)
    if (ids.length === 0) return new Map()
    const rows = await database
      .selectFrom('customerKeys')
      .select(['customerId', 'wrappedKey'])
      .where('customerId', 'in', ids)
      .execute()
    return new Map(
      rows.flatMap(({ customerId, wrappedKey }) =>
        wrappedKey === null
          ? []
          : [[customerId, cipherOf(wrapping.unwrap(wrappedKey, placeOfCustomerKey(customerId)), random)]],
      ),
    )
  }
  return {
    read,
    make: async (transaction, { customerIds, at }) => {
      const ids = inOrder(customerIds)
      const known = await read(transaction, ids)
      const missing = ids.filter((id) => !known.has(id))
      if (missing.length === 0) return known
      const fresh = new Map(missing.map((customerId) => [customerId, random.bytes(KEY_BYTES)]))
      const made = await transaction
        .insertInto('customerKeys')
        .values(
          [...fresh].map(([customerId, key]) => ({
            customerId,
            wrappedKey: wrapping.wrap(key, placeOfCustomerKey(customerId)),
            createdAt: at,
          })),
        )
        .onConflict((conflict) => conflict.column('customerId').doNothing())
        .returning('customerId')
        .execute()
      const ours = made.flatMap(({ customerId }): [string, Cipher][] => {
        const key = fresh.get(customerId)
        return key === undefined ? [] : [[customerId, cipherOf(key, random)]]
      })
      // Another transaction may have made the same key a moment before: its key counts.
      const isOurs = new Set(made.map(({ customerId }) => customerId))
      const theirs = missing.filter((id) => !isOurs.has(id))
      return new Map([...known, ...ours, ...(await read(transaction, theirs))])
    },
    destroy: async (transaction, { customerIds, at }) => {
      const ids = inOrder(customerIds)
      if (ids.length === 0) return
      await transaction
        .insertInto('customerKeys')
        .values(ids.map((customerId) => ({ customerId, wrappedKey: null, createdAt: at, destroyedAt: at })))
        .onConflict((conflict) =>
          conflict.column('customerId').doUpdateSet({ wrappedKey: null, destroyedAt: at }),
        )
        .execute()
    },
  }
}

/** Always in one order, so that two transactions do not wait for each other. */
function inOrder(ids: Iterable<string>): string[] {
  return [...new Set(ids)].toSorted()
}

/** The place that a customer's key is bound to [SA3]. */
export function placeOfCustomerKey(customerId: string): string {
  return `customer key ${customerId}`
}
