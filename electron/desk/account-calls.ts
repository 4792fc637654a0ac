import type { AccountRead } from '#shared/contracts/account-answers.ts'

import type { DeskParts } from './desk-parts.ts'

/** What this operator may see of the account that is open. */
export async function readAccount({ foundAccounts }: Pick<DeskParts, 'foundAccounts'>): Promise<AccountRead> {
  const about = foundAccounts.current()
  if (about === null) return { kind: 'closed' }
  const asked = await foundAccounts.ask('viewAccount', null)
  if (asked.kind === 'nothing') return { kind: 'closed' }
  if (asked.kind !== 'answered') return asked
  // An account API from before kits were known has nothing of them; the account is shown all the same.
  const kits = await foundAccounts.ask('viewKits', null)
  if (kits.kind === 'closed') return kits
  const read = { kind: 'read', aggregateId: about.aggregateId, view: asked.value } as const
  return kits.kind === 'answered' ? { ...read, kits: kits.value.kits } : read
}
