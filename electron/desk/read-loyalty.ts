import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { LoyaltyAnswer } from '#shared/contracts/messages/loyalty.ts'

import type { DeskParts } from './desk-parts.ts'

/**
 * Asks the account API what a customer has; whoever is unlocked asks, and nothing of it is kept (R20). Null: of the account that
 * was found and is open (R15).
 */
export async function readLoyalty(
  parts: Pick<DeskParts, 'terminal' | 'session' | 'foundAccounts'>,
  registration: OperationId | null,
): Promise<LoyaltyAnswer> {
  if (registration === null) return readFoundLoyalty(parts)
  const terminal = parts.terminal()
  const operator = parts.session.operator()
  if (terminal === null || operator === null) return { kind: 'unreachable' }
  const { terminalId } = terminal.enrolment
  const { operatorId } = operator
  const answer = await terminal.client.call({
    name: 'loyalty',
    params: { terminalId },
    body: { registration, operatorId },
  })
  if (answer.ok) return { kind: 'known', standing: answer.value.value }
  const { failure } = answer
  const isUnknown = failure.kind === 'problem' && failure.type === 'not-found'
  return { kind: isUnknown ? 'unknown-customer' : 'unreachable' }
}

async function readFoundLoyalty({ foundAccounts }: Pick<DeskParts, 'foundAccounts'>): Promise<LoyaltyAnswer> {
  const asked = await foundAccounts.ask('viewLoyalty', null)
  if (asked.kind === 'answered') return { kind: 'known', standing: asked.value }
  return { kind: asked.kind === 'no-answer' ? 'unreachable' : 'unknown-customer' }
}
