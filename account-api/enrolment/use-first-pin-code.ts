import type { OperatorId, TerminalId } from '#shared/contracts/identifiers.ts'
import { normaliseCode } from '#shared/contracts/enrolment-code.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { codeNameOf } from './code-secrets.ts'

/** Uses up the code that lets this operator set a PIN on this terminal (C12). Strictly once: a lost reply needs a new code. */
export async function useFirstPinCode(
  context: Context,
  given: { terminalId: TerminalId; storeId: string; operatorId: OperatorId; code: string },
): Promise<Result<{ granted: true }, ProblemFailure>> {
  const code = normaliseCode(given.code)
  if (code === null) return fail({ problem: 'code-refused' })
  return runTransaction(context.database, async (transaction) => {
    const used = await transaction
      .updateTable('firstPinCodes')
      .set({ usedAt: now(context), usedBy: given.terminalId })
      .where('codeName', '=', codeNameOf(code))
      .where('operatorId', '=', given.operatorId)
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', dateAt(context.clock.wallMs()))
      .where((where) =>
        where.or([where('terminalId', 'is', null), where('terminalId', '=', given.terminalId)]),
      )
      .where((where) =>
        where.exists(
          where
            .selectFrom('operatorStores')
            .select('storeId')
            .where('operatorId', '=', given.operatorId)
            .where('storeId', '=', given.storeId),
        ),
      )
      .returning('codeName')
      .execute()
    if (used.length !== 1) return fail({ problem: 'code-refused' })
    await writeAudit(context, transaction, {
      actor: `terminal ${given.terminalId}`,
      action: 'first-pin-granted',
      subject: given.operatorId,
      detail: null,
    })
    return ok({ granted: true })
  })
}
