import type { CaseStep } from '../contracts/messages/service.ts'
import type { KnownServiceCase } from '../contracts/messages/terminal-cases.ts'

/** How far a case of the guarantee or of assistance is, in one word. */
export type ServiceCaseState =
  | 'with-head-office'
  | 'accepted'
  | 'on-its-way'
  | 'handed-over'
  | 'refused'
  | 'closed'

/** Reads it off what head office and the store did, in the order in which it became known; that the customer came back changes nothing. */
export function serviceCaseState({
  steps,
  conclusion,
}: Pick<KnownServiceCase, 'steps' | 'conclusion'>): ServiceCaseState {
  if (conclusion === 'declined') return 'refused'
  if (conclusion !== null) return 'closed'
  const last = steps.findLast(({ step }) => Object.hasOwn(STATES, step))?.step
  return (last === undefined ? undefined : STATES[last]) ?? 'with-head-office'
}

const STATES: Partial<Record<CaseStep, ServiceCaseState>> = {
  accepted: 'accepted',
  'on-its-way': 'on-its-way',
  'device-handed-over': 'handed-over',
}
