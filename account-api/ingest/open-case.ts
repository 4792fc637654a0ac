import type { CaseAsk, CaseChoice, CaseKind, Outcome } from '#shared/contracts/outcome.ts'
import type { CaseAudience, CentralCaseKind } from '#shared/contracts/messages/cases.ts'
import type { NewRow } from '../database/tables.ts'
import type { Arrival } from './arrival.ts'
import { caseIdOf } from './case-id.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Settled } from './settlement.ts'

/** What a person may decide in each kind of case (operations.md). */
export const CASE_CHOICES: Readonly<Record<CaseKind, readonly CaseChoice[]>> = {
  'email-taken': ['same-person', 'mistyped', 'cancel', 'customer-not-here'],
  'device-taken': ['transfer', 'dispute', 'mistyped', 'cancel', 'customer-not-here'],
  'not-owner': ['mistyped', 'dispute', 'customer-not-here'],
  'invalid-field': ['mistyped', 'cancel', 'customer-not-here'],
  'not-covered': ['statutory-route', 'pay', 'cancel', 'customer-not-here'],
  'new-device-taken': ['mistyped', 'customer-not-here'],
  'id-reused': ['cancel', 'customer-not-here'],
  'settled-already': ['reverse', 'keep', 'customer-not-here'],
  'support-reversed': ['reverse', 'keep', 'customer-not-here'],
  'open-cases': ['after-cases', 'now-anyway', 'customer-not-here'],
  'removal-overlap': ['erase', 'settle'],
  'merge-taken-back': ['reverse', 'keep'],
  'not-settled': ['settle-again', 'cancel'],
  'key-unknown': ['settle-again', 'cancel'],
}

const HEAD_OFFICE: readonly CaseKind[] = ['removal-overlap', 'merge-taken-back', 'not-settled', 'key-unknown']

const COMPLIANCE_CHOICES = ['confirmed', 'unfounded']
const CENTRAL: Readonly<Record<CentralCaseKind, { audience: CaseAudience; choices: readonly string[] }>> = {
  'device-disputed': { audience: 'head-office', choices: ['transfer', 'keep'] },
  'under-age': { audience: 'compliance', choices: COMPLIANCE_CHOICES },
  'age-review': { audience: 'compliance', choices: COMPLIANCE_CHOICES },
}

/** The record that a case is about. */
export interface CaseSubject {
  readonly operationId: string
  readonly envelopeHash: string
  readonly terminalId: string
}

/** The subject of a case about a record that arrived. */
export function subjectOf(arrival: Arrival): CaseSubject {
  const { header, hash } = arrival
  return { operationId: header.id, envelopeHash: hash, terminalId: header.terminalId }
}

/** The record has no effect and a person decides. */
export function openCase(arrival: Arrival, kind: CaseKind): Settled {
  const subject = subjectOf(arrival)
  return {
    outcome: caseOutcome({ caseId: caseIdOf({ ...subject, kind }), version: 1, kind }),
    effects: { ...NO_EFFECTS, cases: [storeCase(subject, { kind, openedAt: arrival.receivedAt })] },
  }
}

/** What a till is told of a case. */
export function caseOutcome(given: {
  caseId: ReturnType<typeof caseIdOf>
  version: number
  kind: CaseKind
  /** The customer was not here and is asked this way. */
  asked?: CaseAsk
}): Outcome {
  const { caseId, version, kind, asked } = given
  const choices = [...CASE_CHOICES[kind]]
  const whom = audienceOf(kind) === 'head-office' ? 'head-office' : asked
  return {
    kind: 'case',
    caseId,
    version,
    caseKind: kind,
    choices,
    ...(whom === undefined ? {} : { asked: whom }),
  }
}

/** What a till is told of a record that came under an id which another one has [IN3]; without its case, that it is erased, or over. */
export function secondOutcome(
  known:
    | { readonly caseId: ReturnType<typeof caseIdOf>; readonly version: number; readonly isOpen: boolean }
    | { readonly isErased: boolean },
): Outcome {
  if ('isErased' in known) return known.isErased ? { kind: 'erased' } : { kind: 'superseded' }
  const { caseId, version, isOpen } = known
  return isOpen ? caseOutcome({ caseId, version, kind: 'id-reused' }) : { kind: 'superseded' }
}

/** Who decides a case of this kind: a store and head office, but for what no store may see. */
export function audienceOf(kind: CaseKind): CaseAudience {
  return HEAD_OFFICE.includes(kind) ? 'head-office' : 'store'
}

/** Whether cases of this kind keep a record from having an effect; others are about one that was settled. */
export function isAboutRecord(kind: string): kind is CaseKind {
  return Object.hasOwn(CASE_CHOICES, kind)
}

/** A case that keeps its record from having an effect, as a row. */
export function storeCase(
  subject: CaseSubject,
  given: { kind: CaseKind; openedAt: string },
): NewRow<'cases'> {
  const { kind } = given
  return caseRow(subject, { ...given, audience: audienceOf(kind), choices: CASE_CHOICES[kind] })
}

/** A case that only head office or compliance sees; the capturing store is never told. */
export function centralCase(arrival: Arrival, kind: CentralCaseKind): NewRow<'cases'> {
  return caseRow(subjectOf(arrival), { kind, openedAt: arrival.receivedAt, ...CENTRAL[kind] })
}

function caseRow(
  subject: CaseSubject,
  given: { kind: string; openedAt: string; audience: CaseAudience; choices: readonly string[] },
): NewRow<'cases'> {
  const { kind, openedAt, audience } = given
  const { operationId, envelopeHash, terminalId } = subject
  return {
    caseId: caseIdOf({ ...subject, kind }),
    operationId,
    envelopeHash,
    terminalId,
    kind,
    audience,
    version: 1,
    choices: JSON.stringify(given.choices),
    status: 'open',
    openedAt,
  }
}
