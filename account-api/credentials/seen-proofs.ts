import { createHash } from 'node:crypto'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Context } from '../context.ts'

import { dateAt } from '../database/date-at.ts'

/** Longer than any nonce or assertion is taken, so that a forgotten proof is also a stale one. */
const REMEMBER_MS = 24 * 3_600_000

/** Notes a one-time proof; false when it was shown before, on whichever node. */
export async function rememberProof(
  context: Context,
  proof: { kind: 'dpop' | 'assertion'; key: string; jti: string },
): Promise<boolean> {
  const proofId = createHash('sha256').update(`${proof.kind}\n${proof.key}\n${proof.jti}`).digest('base64url')
  const forgetAt = instantOf(context.clock.wallMs() + REMEMBER_MS)
  const inserted = await context.database
    .insertInto('seenProofs')
    .values({ proofId, forgetAt })
    .onConflict((conflict) => conflict.column('proofId').doNothing())
    .returning('proofId')
    .execute()
  return inserted.length === 1
}

/** Drops the proofs that no longer need to be remembered. */
export async function forgetOldProofs(context: Context): Promise<void> {
  await context.database
    .deleteFrom('seenProofs')
    .where('forgetAt', '<', dateAt(context.clock.wallMs()))
    .execute()
}
