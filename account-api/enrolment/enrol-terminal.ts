import { sql } from 'kysely'
import { enrolmentResponseSchema } from '#shared/contracts/messages/enrolment.ts'
import type { EnrolmentRequest, EnrolmentResponse } from '#shared/contracts/messages/enrolment.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import { issueConfiguration } from '../configuration/issue-configuration.ts'
import type { Context } from '../context.ts'
import { newId, now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { codeProof, isSameProof } from './code-secrets.ts'

/**
 * Binds a terminal's key to a one-time code (C17), in one transaction. Until the code expires its first asker gets the
 * same answer again, because the first may have been lost; anybody else is refused, as with a wrong or late code.
 */
export async function enrolTerminal(
  context: Context,
  request: EnrolmentRequest,
): Promise<Result<EnrolmentResponse, ProblemFailure>> {
  return runTransaction(context.database, async (transaction) => {
    const code = await transaction
      .selectFrom('enrolmentCodes')
      .selectAll()
      .where('codeName', '=', request.codeName)
      .forUpdate()
      .executeTakeFirst()
    if (code === undefined || code.expiresAt.getTime() <= context.clock.wallMs()) return refused
    if (code.usedProof !== null) {
      return isSameProof(code.usedProof, request.proof)
        ? ok(enrolmentResponseSchema.parse(code.answer))
        : refused
    }
    const key = Buffer.from(code.codeKey ?? '', 'base64url')
    const { proof, ...members } = request
    if (!isSameProof(codeProof(key, members), proof)) return refused
    if (request.previous !== null && request.previous.terminalId !== code.terminalId) return refused
    const bound = await bindKey(context, transaction, { code, request })
    const configuration = await issueConfiguration(context, transaction, bound.terminalId)
    const answer = { ...bound, rootKey: context.keys.root.publicKey, configuration }
    const response: EnrolmentResponse = { ...answer, proof: codeProof(key, { ...answer, request: proof }) }
    await transaction
      .updateTable('enrolmentCodes')
      .set({ usedAt: now(context), usedProof: proof, codeKey: null, answer: JSON.stringify(response) })
      .where('codeName', '=', request.codeName)
      .execute()
    await writeAudit(context, transaction, {
      actor: `terminal ${bound.terminalId}`,
      action: 'terminal-enrolled',
      subject: bound.terminalId,
      detail: `epoch ${bound.epoch}`,
    })
    return ok(response)
  })
}

const refused = fail({ problem: 'code-refused' })

/** A code for a known terminal starts its next epoch, with a new key and a new chain; any other makes a terminal. */
async function bindKey(
  context: Context,
  transaction: DatabaseTransaction,
  given: {
    code: { terminalId: string | null; storeId: string; terminalName: string }
    request: EnrolmentRequest
  },
): Promise<{ terminalId: TerminalId; epoch: number }> {
  const { code, request } = given
  const before = request.previous?.epoch ?? 0
  const seen = { hasKeystore: request.hasKeystore, appVersion: request.appVersion, lastSeenAt: now(context) }
  const terminalId = terminalIdSchema.parse(code.terminalId ?? newId(context))
  const row = await transaction
    .insertInto('terminals')
    .values({
      terminalId,
      storeId: code.storeId,
      name: code.terminalName,
      status: 'active',
      currentEpoch: before + 1,
      ...seen,
    })
    .onConflict((conflict) =>
      conflict.column('terminalId').doUpdateSet((expression) => ({
        ...seen,
        storeId: code.storeId,
        name: code.terminalName,
        status: 'active' as const,
        revokedAt: null,
        revocationReason: null,
        // A database restored from a backup may have forgotten an epoch that the till has used.
        currentEpoch: sql<number>`greatest(${expression.ref('terminals.currentEpoch')}, ${before}::integer) + 1`,
      })),
    )
    .returning('currentEpoch')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('terminalEpochs')
    .values({
      terminalId,
      epoch: row.currentEpoch,
      publicKey: JSON.stringify(request.terminalKey),
      enrolledAt: now(context),
      claimedHash: GENESIS_HASH,
      contiguousHash: GENESIS_HASH,
    })
    .execute()
  return { terminalId, epoch: row.currentEpoch }
}
