import type { AccountRead } from '#shared/contracts/account-answers.ts'

import type { DeskParts } from './desk-parts.ts'

/** What this operator may see of the account that is open. */
export async function readAccount({ foundAccounts }: Pick<DeskParts, 'foundAccounts'>): Promise<AccountRead> {
  const about = foundAccounts.current()
  if (about === null) return { kind: 'closed' }
  const asked = await foundAccounts.ask('viewAccount', null)
  if (asked.kind === 'answered') return { kind: 'read', aggregateId: about.aggregateId, view: asked.value }
  return asked.kind === 'nothing' ? { kind: 'closed' } : asked
}
