import type { PublicKey } from '#shared/contracts/values.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { writeAudit } from '../audit.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { sealEscrow } from './escrow.ts'
import type { KeyCustody } from './key-custody.ts'
import { unwrapJwk } from './stored-key.ts'

/** An escrow copy that is not noted yet. */
export interface EscrowCopy {
  /** Compact JWE. */
  readonly sealed: string
  readonly keyIds: readonly string[]
}

/** Encrypts every key of the server to a recovery key. Note it once the copy is where it stays. */
export async function makeEscrow(
  custody: KeyCustody,
  given: { recoveryKey: PublicKey; wrappingKeys: readonly { name: string; text: string }[] },
): Promise<EscrowCopy> {
  const rows = await custody.database
    .selectFrom('serverKeys')
    .select(['keyId', 'purpose', 'wrappedKey', 'createdAt', 'retiredAt'])
    .orderBy('createdAt')
    .execute()
  const keys = rows.flatMap(({ keyId, purpose, wrappedKey, createdAt, retiredAt }) => {
    if (wrappedKey === null) return []
    const jwk = unwrapJwk(custody.wrapping, { keyId, wrappedKey })
    const times = { createdAt: createdAt.toISOString(), retiredAt: retiredAt?.toISOString() ?? null }
    return [
      {
        keyId,
        purpose,
        ...times,
        jwk: { ...jwk, kty: jwk.kty === 'oct' ? ('oct' as const) : ('EC' as const) },
      },
    ]
  })
  const { realm } = custody
  const madeAt = instantOf(custody.clock.wallMs())
  const escrow = { realm, madeAt, wrappingKeys: [...given.wrappingKeys], keys }
  return { sealed: await sealEscrow(escrow, given.recoveryKey), keyIds: keys.map(({ keyId }) => keyId) }
}

/** Notes beside each key that it is in an escrow copy [KE7]. */
export async function noteEscrow(
  custody: KeyCustody,
  given: { keyIds: readonly string[]; fingerprint: string },
): Promise<void> {
  await runTransaction(custody.database, async (transaction) => {
    await transaction
      .updateTable('serverKeys')
      .set({ escrowedAt: instantOf(custody.clock.wallMs()) })
      .where('keyId', 'in', [...given.keyIds])
      .execute()
    await writeAudit(custody, transaction, {
      actor: custody.actor,
      action: 'escrow-made',
      subject: given.fingerprint,
      detail: `${given.keyIds.length} keys`,
    })
  })
}
