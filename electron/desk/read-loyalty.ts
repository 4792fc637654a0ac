import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { LoyaltyAnswer } from '#shared/contracts/messages/loyalty.ts'

import type { DeskParts } from './desk-parts.ts'

/** Asks the account API what a customer of this till has; whoever is unlocked asks, and nothing of it is kept (R20). */
export async function readLoyalty(
  parts: Pick<DeskParts, 'terminal' | 'session'>,
  registration: OperationId,
): Promise<LoyaltyAnswer> {
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
