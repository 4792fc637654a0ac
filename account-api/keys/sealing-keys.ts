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

/**
 * Why a private key is not here: `missing` where it was destroyed, or may have been made after the state that the server was put
 * back to; `never-issued` where every key that ever was is known here, and this one is not among them [KE11].
 */
export type KeyAway = 'missing' | 'never-issued'

/** Finds the private key that a record was sealed to. */
export type Unsealing = (keyId: string) => Promise<CryptoKey | KeyAway>

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
      const asked = new Map<string, Promise<CryptoKey | KeyAway>>()
      const ask = async (keyId: string) => {
        const row = await database
          .selectFrom('serverKeys')
          .select(['keyId', 'wrappedKey'])
          .where('purpose', '=', 'sealing')
          .where('keyId', '=', keyId)
          .executeTakeFirst()
        if (row === undefined) return (await areAllHere(database)) ? 'never-issued' : 'missing'
        if (row.wrappedKey === null) return 'missing'
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

/** Whether every sealing key that was ever issued is named here: not after the server was put back, until somebody says so. */
async function areAllHere(database: Database): Promise<boolean> {
  const { serverEpoch, allKeysHereIn } = await database
    .selectFrom('serverState')
    .select(['serverEpoch', 'allKeysHereIn'])
    .executeTakeFirstOrThrow()
  return allKeysHereIn === serverEpoch
}

function opening(wrapping: WrappingKey, row: { keyId: string; wrappedKey: string | null }): JWK {
  if (row.wrappedKey === null) throw new Error('a key that was destroyed is in use')
  return unwrapJwk(wrapping, { keyId: row.keyId, wrappedKey: row.wrappedKey })
}
