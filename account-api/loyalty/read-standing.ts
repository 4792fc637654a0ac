import type { OperationId, OperatorId, TerminalId } from '#shared/contracts/identifiers.ts'
import type { LoyaltyStanding } from '#shared/contracts/messages/loyalty.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { marketRules } from '../ingest/market-rules.ts'
import type { SettlementRules } from '../ingest/settlement.ts'
import { foundAccount } from '../look-ups/found-account.ts'
import { operatorAt } from '../look-ups/operator-at.ts'
import { loadAccounts } from '../ingest/sql/load-accounts.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** What a customer whom this terminal put on record has; audited first, and the same answer for whatever is not there [LY8]. */
export async function readLoyaltyStanding(
  context: Context,
  given: { terminalId: TerminalId; storeId: string; registration: OperationId; operatorId: OperatorId },
): Promise<Result<LoyaltyStanding, ProblemFailure>> {
  const { terminalId, registration, operatorId } = given
  return runTransaction(context.database, async (transaction) => {
    await writeAudit(context, transaction, {
      actor: `terminal ${terminalId}`,
      action: 'loyalty-read',
      subject: registration,
      detail: operatorId,
    })
    const { loyalty } = await marketRules(transaction, { terminalId })
    const made = await transaction
      .selectFrom('registrations')
      .select('customerId')
      .where('operationId', '=', registration)
      .where('terminalId', '=', terminalId)
      .executeTakeFirst()
    const isOfStore = (await operatorAt(transaction, given)) !== null
    if (!isOfStore || !loyalty.isOn || made === undefined) return fail({ problem: 'not-found' })
    return standingOf(context, transaction, { customerId: made.customerId, loyalty })
  })
}

/** The same of an account that this terminal found, while the match is good [LY8] (look-ups/SPEC.md, LU8). */
export async function viewLoyaltyStanding(
  context: Context,
  given: Parameters<typeof foundAccount>[2] & { terminalId: TerminalId },
): Promise<Result<LoyaltyStanding, ProblemFailure>> {
  const { terminalId } = given
  return runTransaction(context.database, async (transaction) => {
    const found = await foundAccount(context, transaction, given)
    if (!found.ok) return found
    const { accountId, operatorId } = found.value
    await writeAudit(context, transaction, {
      actor: `terminal ${terminalId}`,
      action: 'loyalty-read',
      subject: accountId,
      detail: operatorId,
    })
    const { loyalty } = await marketRules(transaction, { terminalId })
    if (!loyalty.isOn) return fail({ problem: 'not-found' })
    return standingOf(context, transaction, { customerId: accountId, loyalty })
  })
}

async function standingOf(
  context: Context,
  transaction: DatabaseTransaction,
  given: { customerId: string; loyalty: SettlementRules['loyalty'] },
): Promise<Result<LoyaltyStanding, ProblemFailure>> {
  const { customerId, loyalty } = given
  const known = await loadAccounts(transaction, {
    subjects: { emailKeys: [], deviceIds: [], operationIds: [], customerIds: [customerId] },
    accountIds: [],
    spending: true,
    safe: context.safe,
  })
  const accountId = known.customers.get(customerId)
  const standing = accountId === undefined ? undefined : known.loyalty.get(accountId)
  if (standing === undefined) return fail({ problem: 'not-found' })
  const { isMember, balance: points } = standing
  const rewards = loyalty.items.map(({ id: item, points: price }) => ({ item, points: price }))
  return ok({ serverTime: now(context), isMember, points, rewards })
}
