import type { CaseId } from '#shared/contracts/identifiers.ts'
import type { CaseChoice, CaseKind } from '#shared/contracts/outcome.ts'
import type { NewRow } from '../database/tables.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Settled } from './settlement.ts'

/** What a person may decide in each kind of case (operations.md). */
export const CASE_CHOICES: Readonly<Record<CaseKind, readonly CaseChoice[]>> = {
  'email-taken': ['same-person', 'mistyped', 'cancel', 'customer-not-here'],
  'device-taken': ['transfer', 'dispute', 'mistyped', 'cancel', 'customer-not-here'],
  'invalid-field': ['mistyped', 'cancel', 'customer-not-here'],
  'id-reused': ['cancel', 'customer-not-here'],
}

const COMPLIANCE_CHOICES = ['confirmed', 'unfounded']

/** The record has no effect and a person at the store decides. */
export function openCase(arrival: Arrival, given: { kind: CaseKind; caseId: CaseId }): Settled {
  const { kind, caseId } = given
  const choices = CASE_CHOICES[kind]
  return {
    outcome: { kind: 'case', caseId, version: 1, caseKind: kind, choices: [...choices] },
    effects: {
      ...NO_EFFECTS,
      cases: [{ ...caseRow(arrival, given), audience: 'store', choices: JSON.stringify(choices) }],
    },
  }
}

/** A case that only compliance sees; the capturing store is never told. */
export function complianceCase(
  arrival: Arrival,
  given: { kind: 'under-age' | 'age-review'; caseId: CaseId },
): NewRow<'cases'> {
  return { ...caseRow(arrival, given), audience: 'compliance', choices: JSON.stringify(COMPLIANCE_CHOICES) }
}

function caseRow(arrival: Arrival, given: { kind: string; caseId: CaseId }) {
  return {
    caseId: given.caseId,
    operationId: arrival.header.id,
    envelopeHash: arrival.hash,
    kind: given.kind,
    version: 1,
    status: 'open' as const,
    terminalId: arrival.header.terminalId,
    openedAt: arrival.receivedAt,
  }
}
