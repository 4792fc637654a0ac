import type { AccountRead } from '#shared/ipc/account-methods.ts'

import type { DeskParts } from './desk-parts.ts'

/** What this operator may see of the account that is open. */
export async function readAccount({ foundAccounts }: Pick<DeskParts, 'foundAccounts'>): Promise<AccountRead> {
  const asked = await foundAccounts.ask('viewAccount', null)
  return asked.kind === 'answered' ? { kind: 'read', account: asked.value } : asked
}
