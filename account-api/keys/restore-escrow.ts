import { instantOf } from '#shared/kernel/instant.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import type { KeyPurpose } from '../database/terminal-tables.ts'
import type { Escrow } from './escrow.ts'
import type { KeyCustody } from './key-custody.ts'
import { unwrapJwk, wrapJwk } from './stored-key.ts'

/** Why nothing was restored. */
export type RestoreRefusal =
  | { readonly reason: 'other-realm' }
  /** The database has another key of this purpose, and what is there was made with that one. */
  | { readonly reason: 'another-in-use'; readonly purpose: KeyPurpose }

/**
 * Puts back the keys that are missing here or do not open [KE8], all or none. One that was destroyed comes back where it is
 * named. Returns the names of those that were put back.
 */
export async function restoreEscrow(
  custody: KeyCustody,
  given: { escrow: Escrow; destroyedToo: readonly string[] },
): Promise<Result<readonly string[], RestoreRefusal>> {
  const { escrow } = given
  if (escrow.realm !== custody.realm) return fail({ reason: 'other-realm' })
  return runTransaction(custody.database, async (transaction) => {
    const missing = await missingHere(custody, transaction, given)
    const taken = await takenPurposes(transaction)
    const other = missing.find(
      ({ keyId, purpose, retiredAt }) =>
        purpose !== 'sealing' && retiredAt === null && (taken.get(purpose) ?? keyId) !== keyId,
    )
    if (other !== undefined) return fail({ reason: 'another-in-use', purpose: other.purpose })
    const now = instantOf(custody.clock.wallMs())
    for (const { keyId, purpose, createdAt, retiredAt, jwk } of missing) {
      const wrappedKey = wrapJwk(custody.wrapping, { keyId, jwk })
      const isSealing = purpose === 'sealing'
      const row = {
        keyId,
        purpose,
        wrappedKey,
        createdAt,
        retiredAt: isSealing ? (retiredAt ?? now) : retiredAt,
      }
      await transaction
        .insertInto('serverKeys')
        .values({ ...row, escrowedAt: escrow.madeAt })
        .onConflict((conflict) => conflict.column('keyId').doUpdateSet({ wrappedKey, destroyedAt: null }))
        .execute()
    }
    await useNewestSealingKey(transaction, now)
    const restored = missing.map(({ keyId }) => keyId)
    const entry = { actor: custody.actor, action: 'key-restored', detail: escrow.madeAt }
    await writeAudit(custody, transaction, ...restored.map((subject) => ({ ...entry, subject })))
    return ok(restored)
  })
}

async function missingHere(
  custody: KeyCustody,
  transaction: DatabaseTransaction,
  given: { escrow: Escrow; destroyedToo: readonly string[] },
): Promise<Escrow['keys']> {
  const rows = await transaction
    .selectFrom('serverKeys')
    .select(['keyId', 'wrappedKey'])
    .orderBy('keyId')
    .forUpdate()
    .execute()
  const here = new Map(rows.map(({ keyId, wrappedKey }) => [keyId, wrappedKey]))
  return given.escrow.keys.filter(({ keyId }) => {
    const wrappedKey = here.get(keyId)
    if (wrappedKey === undefined) return true
    return wrappedKey === null ? given.destroyedToo.includes(keyId) : !opens(custody, { keyId, wrappedKey })
  })
}

function opens(custody: KeyCustody, row: { keyId: string; wrappedKey: string }): boolean {
  try {
    unwrapJwk(custody.wrapping, row)
    return true
  } catch {
    return false
  }
}

async function takenPurposes(database: Database): Promise<ReadonlyMap<KeyPurpose, string>> {
  const rows = await database
    .selectFrom('serverKeys')
    .select(['keyId', 'purpose'])
    .where('retiredAt', 'is', null)
    .execute()
  return new Map(rows.map(({ keyId, purpose }) => [purpose, keyId]))
}

/** Chains do not go back to an older key [KE2]: the newest that is here is the one that tills get. */
async function useNewestSealingKey(transaction: DatabaseTransaction, now: string): Promise<void> {
  const newest = await transaction
    .selectFrom('serverKeys')
    .select('keyId')
    .where('purpose', '=', 'sealing')
    .where('wrappedKey', 'is not', null)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest === undefined) return
  await transaction
    .updateTable('serverKeys')
    .set({ retiredAt: now })
    .where('purpose', '=', 'sealing')
    .where('retiredAt', 'is', null)
    .where('keyId', '<>', newest.keyId)
    .execute()
  await transaction
    .updateTable('serverKeys')
    .set({ retiredAt: null })
    .where('keyId', '=', newest.keyId)
    .execute()
}
