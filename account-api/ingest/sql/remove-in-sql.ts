import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { RemovalAnswer } from '#shared/contracts/messages/removals.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Safe } from '../../safe/safe.ts'
import { openCasesOf, openServiceCasesOf, removableAccount, removeCustomer } from '../remove-customer.ts'
import { loadSnapshot } from './load-snapshot.ts'
import { writeSettlement } from './write-settlement.ts'

/** Removes an account at head office, as a removal that comes from a till does [IN23]. */
export async function removeInSql(
  parts: { readonly safe: Safe; newId(): string },
  transaction: DatabaseTransaction,
  given: { accountId: string; openCases: 'refuse' | 'now-anyway'; actor: string; at: string },
): Promise<Result<RemovalAnswer['outcome'], 'unknown-account'>> {
  const { safe } = parts
  const { accountId, actor, at } = given
  const known = await loadSnapshot(transaction, { arrivals: [], safe, removing: accountId })
  const isOpen = [...known.accounts.values()].some((account) => account.accountId === accountId)
  if (!isOpen) return fail('unknown-account')
  const removable = removableAccount(known, accountId)
  const open = openCasesOf(known, { removable, except: null }).length
  const isWithPeople = open + openServiceCasesOf(known, removable).length > 0
  if (isWithPeople && given.openCases === 'refuse') return ok('open-cases')
  const act = { operationId: null, terminalId: null, actor, at }
  const { effects, others } = removeCustomer(known, {
    removable,
    removalId: parts.newId(),
    wishedAt: at,
    act,
  })
  const outcomes = new Map([...others].map(([id, outcome]) => [operationIdSchema.parse(id), outcome]))
  await writeSettlement(transaction, {
    arrivals: [],
    settlement: { outcomes, effects, steps: [effects] },
    receivedAt: at,
    safe,
    newId: () => parts.newId(),
  })
  return ok('removed')
}
