import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** Revokes a terminal: its next call is refused (C18). Revoking it again changes nothing. */
export async function revokeTerminal(
  context: Acting,
  given: { terminalId: TerminalId; reason: string },
): Promise<Result<{ done: true }, ProblemFailure>> {
  return runTransaction(context.database, async (transaction) => {
    const terminal = await transaction
      .selectFrom('terminals')
      .select('status')
      .where('terminalId', '=', given.terminalId)
      .forUpdate()
      .executeTakeFirst()
    if (terminal === undefined) return fail({ problem: 'not-found' })
    if (terminal.status === 'revoked') return ok({ done: true })
    await transaction
      .updateTable('terminals')
      .set({ status: 'revoked', revokedAt: now(context), revocationReason: given.reason })
      .where('terminalId', '=', given.terminalId)
      .execute()
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'terminal-revoked',
      subject: given.terminalId,
      detail: null,
    })
    return ok({ done: true })
  })
}
