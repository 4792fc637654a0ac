import { instantOf } from '#shared/kernel/instant.ts'
import { writeAudit } from '../audit.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { KeyCustody } from './key-custody.ts'
import { newPrivateKey, wrapJwk } from './stored-key.ts'

/** Makes the sealing key that tills get from now on; the one before stays to open what was sealed to it [KE1]. Returns its name. */
export async function rotateSealingKey(custody: KeyCustody): Promise<string> {
  const key = await newPrivateKey('ECDH-ES')
  await runTransaction(custody.database, async (transaction) => {
    const before = await transaction
      .selectFrom('serverKeys')
      .select(['keyId', 'createdAt'])
      .where('purpose', '=', 'sealing')
      .where('retiredAt', 'is', null)
      .forUpdate()
      .executeTakeFirstOrThrow()
    // Which key is newer is told by these moments, and another machine's clock may have made the one before.
    const at = instantOf(Math.max(custody.clock.wallMs(), before.createdAt.getTime() + 1))
    await transaction
      .updateTable('serverKeys')
      .set({ retiredAt: at })
      .where('keyId', '=', before.keyId)
      .execute()
    const wrappedKey = wrapJwk(custody.wrapping, key)
    await transaction
      .insertInto('serverKeys')
      .values({ keyId: key.keyId, purpose: 'sealing', wrappedKey, createdAt: at })
      .execute()
    await writeAudit(custody, transaction, {
      actor: custody.actor,
      action: 'sealing-key-rotated',
      subject: key.keyId,
      detail: before.keyId,
    })
  })
  return key.keyId
}
