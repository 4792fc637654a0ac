import { instantOf } from '#shared/kernel/instant.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { Safe } from '../safe/safe.ts'
import type { KeyCustody } from './key-custody.ts'
import { sealingKeyStandings } from './sealing-key-standing.ts'
import type { Needs } from './sealing-key-standing.ts'

/** Why a key was not destroyed. */
export type DestroyRefusal =
  | { readonly reason: 'unknown' | 'in-use' | 'destroyed-already' | 'not-in-escrow' }
  | { readonly reason: 'needed'; readonly needs: Needs }

/**
 * Destroys the private half of an old sealing key, where nothing needs it any more [KE5]. What the terminals that are given
 * up still hold sealed to it can be read after a restore from escrow alone.
 */
export async function destroySealingKey(
  custody: KeyCustody,
  given: { safe: Safe; keyId: string; givenUp: readonly string[] },
): Promise<Result<null, DestroyRefusal>> {
  const { keyId, safe } = given
  return runTransaction(custody.database, async (transaction) => {
    await transaction
      .selectFrom('serverKeys')
      .select('keyId')
      .where('purpose', '=', 'sealing')
      .orderBy('keyId')
      .forUpdate()
      .execute()
    const standings = await sealingKeyStandings(custody, { database: transaction, safe })
    const key = standings.find((standing) => standing.keyId === keyId)
    if (key === undefined) return fail({ reason: 'unknown' })
    if (key.state === 'in-use') return fail({ reason: 'in-use' })
    if (key.state === 'destroyed' || key.needs === null) return fail({ reason: 'destroyed-already' })
    if (key.escrowedAt === null) return fail({ reason: 'not-in-escrow' })
    const terminals = key.needs.terminals.filter(({ terminalId }) => !given.givenUp.includes(terminalId))
    const needs = { ...key.needs, terminals }
    if (terminals.length + needs.unread + needs.cases.length > 0) return fail({ reason: 'needed', needs })
    await transaction
      .updateTable('serverKeys')
      .set({ wrappedKey: null, destroyedAt: instantOf(custody.clock.wallMs()) })
      .where('keyId', '=', keyId)
      .execute()
    const entry = { actor: custody.actor, subject: keyId }
    await writeAudit(
      custody,
      transaction,
      { ...entry, action: 'sealing-key-destroyed', detail: null },
      ...given.givenUp.map((terminalId) => ({
        ...entry,
        action: 'terminal-given-up-for-key',
        detail: terminalId,
      })),
    )
    return ok(null)
  })
}
