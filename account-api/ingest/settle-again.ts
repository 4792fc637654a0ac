import type { CaseChoice, CaseKind } from '#shared/contracts/outcome.ts'
import { asAmended, grantsOf } from './amend.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Effects } from './effects.ts'
import { CASE_CHOICES, caseOutcome, openCase } from './open-case.ts'
import type { Grants, Settled } from './settlement.ts'
import { openDispute, openStoreCase } from './snapshot.ts'
import type { Amendment, KnownCase, KnownRecord, Snapshot } from './snapshot.ts'
import { caseIdSchema } from '#shared/contracts/identifiers.ts'

/** Who changes what became of a record, by which operation (none for head office), and when. */
export interface Act {
  readonly operationId: string | null
  readonly terminalId: string | null
  readonly actor: string
  readonly at: string
}

/** The row that says who decided a version of a case. Two cannot be written for one version. */
export function decisionRow(
  [caseId, kase]: readonly [string, KnownCase],
  given: { act: Act; choice: CaseChoice | 'confirmed' | 'unfounded' | 'void' | 'correction' | 'removal' },
) {
  const { operationId, actor, at: decidedAt } = given.act
  return { caseId, version: kase.version, choice: given.choice, operationId, actor, decidedAt }
}

/** A case that is closed with its present kind and choices. */
export function closedCase([caseId, kase]: readonly [string, KnownCase], at: string) {
  const { version, kind, choices } = kase
  return { caseId, version, kind, choices, status: 'closed' as const, at }
}

type Ended = Pick<Effects, 'changedCases' | 'caseDecisions'>

/** The open cases about a record that is taken back end with it, whoever takes it back: nothing is left to decide [IN17]. */
export function endedByVoid(known: Snapshot, given: { record: KnownRecord; act: Act }): Ended {
  const { record, act } = given
  const open = [openStoreCase(known, record), openDispute(known, record)].filter((one) => one !== undefined)
  return ended(open, { act, choice: 'void' })
}

/** The dispute of a record that is amended ends where it claims nothing of anybody else any more. */
export function endedByCorrection(known: Snapshot, given: { record: KnownRecord; act: Act }): Ended {
  const open = openDispute(known, given.record)
  return ended(open === undefined ? [] : [open], { act: given.act, choice: 'correction' })
}

function ended(
  open: readonly (readonly [string, KnownCase])[],
  given: { act: Act; choice: 'void' | 'correction' },
): Ended {
  return {
    changedCases: open.map((kase) => closedCase(kase, given.act.at)),
    caseDecisions: open.map((kase) => decisionRow(kase, given)),
  }
}

/**
 * Settles a record that is with a person again, with what was amended or decided. Where it is a conflict once more, its case
 * stays open: with a new version, and the kind and choices of the new conflict.
 */
export function settleAgain(given: {
  readonly record: KnownRecord
  readonly open: readonly [string, KnownCase]
  readonly amendment: Amendment
  readonly choice: CaseChoice | 'correction'
  readonly act: Act
  settle(arrival: Arrival, grants: Grants): Settled
}): Settled {
  const { record, open, amendment, act } = given
  const [caseId, kase] = open
  const { id } = record.arrival.header
  const amended = asAmended(record, [amendment])
  const grants = {
    ...grantsOf([...record.amendments, amendment]),
    actingTerminalId: act.terminalId,
  }
  const settled =
    amended === null ? openCase(record.arrival, kindOfUnamended(record)) : given.settle(amended, grants)
  const { outcome } = settled
  const isErased = settled.effects.erasedPayloads.includes(id)
  const row = {
    targetOperationId: id,
    position: record.amendments.length,
    operationId: act.operationId,
    choice: amendment.choice,
    changes: amendment.changes === null || isErased ? null : JSON.stringify(amendment.changes),
    madeAt: act.at,
  }
  const caseDecisions = [decisionRow(open, given)]
  if (outcome.kind === 'case') {
    const version = kase.version + 1
    const choices = CASE_CHOICES[outcome.caseKind]
    const changed = { caseId, version, kind: outcome.caseKind, choices, status: 'open' as const, at: act.at }
    const again = caseOutcome({ caseId: caseIdSchema.parse(caseId), version, kind: outcome.caseKind })
    return {
      outcome: { kind: 'accepted' },
      // What makes no valid operation is not kept: nothing could be amended in it any more.
      effects: {
        ...NO_EFFECTS,
        changedCases: [changed],
        caseDecisions,
        amendments: amended === null ? [] : [row],
      },
      others: new Map([[id, again]]),
    }
  }
  const { effects } = settled
  return {
    outcome: { kind: 'accepted' },
    ...(settled.before === undefined ? {} : { before: settled.before }),
    effects: {
      ...effects,
      changedCases: [...effects.changedCases, closedCase(open, act.at)],
      caseDecisions: [...effects.caseDecisions, ...caseDecisions],
      amendments: [...effects.amendments, row],
      erasedPayloads: [
        ...effects.erasedPayloads,
        ...(isErased && act.operationId !== null ? [act.operationId] : []),
      ],
    },
    others: new Map([...(settled.others ?? []), [id, outcome]]),
  }
}

/** Nothing can be amended in what does not open; else the fields make no valid operation. */
function kindOfUnamended({ arrival: { content } }: KnownRecord): CaseKind {
  return content.kind === 'unreadable' && content.reason !== 'erased' ? 'key-unknown' : 'invalid-field'
}
