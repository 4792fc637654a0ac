import type { CryptoKey, JWK } from 'jose'
import type { PublicKey } from '#shared/contracts/values.ts'
import type { Database } from '../database/tables.ts'
import type { WrappingKey } from '../safe/wrapping-key.ts'
import { importPrivate, publicPart, unwrapJwk } from './stored-key.ts'

/** What new records are sealed to. */
export interface SealingKey {
  readonly keyId: string
  readonly publicKey: PublicKey
}

/** Finds the private key that a record was sealed to; null while it is not here. */
export type Unsealing = (keyId: string) => Promise<CryptoKey | null>

/** The sealing keys, which change while nodes run [KE1]. Asked within a transaction, with the transaction. */
export interface SealingKeys {
  newest(database: Database): Promise<SealingKey>
  /** Asks the database once for each key that this node has not opened yet. */
  unsealing(database: Database): Unsealing
}

/** Sealing keys in the database, opened when they are first needed and then kept for as long as the process lives. */
export function sealingKeys(wrapping: WrappingKey): SealingKeys {
  const opened = new Map<string, CryptoKey>()
  return {
    newest: async (database) => {
      const row = await database
        .selectFrom('serverKeys')
        .select(['keyId', 'wrappedKey'])
        .where('purpose', '=', 'sealing')
        .where('retiredAt', 'is', null)
        .executeTakeFirstOrThrow()
      return { keyId: row.keyId, publicKey: publicPart(opening(wrapping, row)) }
    },
    unsealing: (database) => {
      const asked = new Map<string, Promise<CryptoKey | null>>()
      const ask = async (keyId: string) => {
        const row = await database
          .selectFrom('serverKeys')
          .select(['keyId', 'wrappedKey'])
          .where('purpose', '=', 'sealing')
          .where('keyId', '=', keyId)
          .where('wrappedKey', 'is not', null)
          .executeTakeFirst()
        if (row === undefined) return null
        const key = await importPrivate(opening(wrapping, row), 'ECDH-ES')
        opened.set(keyId, key)
        return key
      }
      return async (keyId) => {
        const known = opened.get(keyId)
        if (known !== undefined) return known
        const asking = asked.get(keyId) ?? ask(keyId)
        asked.set(keyId, asking)
        return asking
      }
    },
  }
}

function opening(wrapping: WrappingKey, row: { keyId: string; wrappedKey: string | null }): JWK {
  if (row.wrappedKey === null) throw new Error('a key that was destroyed is in use')
  return unwrapJwk(wrapping, { keyId: row.keyId, wrappedKey: row.wrappedKey })
}
