import type { OperatorRole } from '#shared/contracts/messages/administration.ts'
import { MATCH_LIFE_MS } from '#shared/contracts/messages/look-ups.ts'
import type { LookUpId } from '#shared/contracts/messages/look-ups.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import type { Database } from '../database/tables.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { operatorAt } from './operator-at.ts'

/** An account that a terminal found a few minutes ago, and what the operator who did it may do. */
export interface FoundAccount {
  readonly accountId: string
  readonly operatorId: string
  readonly roles: readonly OperatorRole[]
}

/** Opens the reference of a match [LU8]. One of another terminal, or that is over, is not there. */
export async function foundAccount(
  context: Pick<Context, 'clock'>,
  database: Database,
  given: { lookUpId: LookUpId; terminalId: string; storeId: string },
): Promise<Result<FoundAccount, ProblemFailure>> {
  const row = await database
    .selectFrom('accountLookUps')
    .innerJoin('accounts', 'accounts.accountId', 'accountLookUps.accountId')
    .select(['accounts.accountId', 'operatorId'])
    .where('lookUpId', '=', given.lookUpId)
    .where('terminalId', '=', given.terminalId)
    .where('isMatch', '=', true)
    .where('at', '>', dateAt(context.clock.wallMs() - MATCH_LIFE_MS))
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return fail({ problem: 'not-found' })
  const { operatorId, accountId } = row
  const roles = await operatorAt(database, { operatorId, storeId: given.storeId })
  return roles === null ? fail({ problem: 'forbidden' }) : ok({ accountId, operatorId, roles })
}
