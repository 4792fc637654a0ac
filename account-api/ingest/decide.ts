import type { CentralDecision } from '#shared/contracts/messages/cases.ts'
import { caseIdSchema } from '#shared/contracts/identifiers.ts'
import { caseKindSchema } from '#shared/contracts/outcome.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS, joinEffects } from './effects.ts'
import type { Effects } from './effects.ts'
import { caseOutcome, openCase } from './open-case.ts'
import { closedCase, decisionRow, endedByVoid, settleAgain } from './settle-again.ts'
import type { Act } from './settle-again.ts'
import { settleRemoval } from './settle-removal.ts'
import { erased, settleCaptured } from './settle-captured.ts'
import { settleCorrection } from './settle-correction.ts'
import { askedByLink, mayAnswer } from './asked-by-link.ts'
import { decideDispute } from './decide-dispute.ts'
import type { Grants, Settled, SettlementRules } from './settlement.ts'
import { isApplied } from './snapshot.ts'
import type { KnownCase, Snapshot } from './snapshot.ts'
import { reverse } from './undo.ts'

/** What persons decide at a till or at head office, and what the customer of an account says by a link, without a document. */
export type AnyDecision =
  | CentralDecision
  | { readonly choice: 'same-person' | 'transfer'; readonly saidByLink: string }

/** A person's decision in an open case, of a version and with a choice that the case has. */
export interface Deciding {
  readonly open: readonly [string, KnownCase]
  /** All but to settle it again, which is for the settlement itself (settle.ts). */
  readonly decision: Exclude<AnyDecision, { choice: 'settle-again' }>
  readonly act: Act
  readonly rules: SettlementRules
}

const ACCEPTED: Outcome = { kind: 'accepted' }
const SUPERSEDED: Outcome = { kind: 'superseded' }

/** Carries a decision out: the case is closed, or stays open with a new version. */
export function decide(known: Snapshot, given: Deciding): Settled {
  const { open, decision, act } = given
  const [, kase] = open
  if ('saidByLink' in decision && !mayAnswer(known, { kase, accountId: decision.saidByLink }))
    return { outcome: SUPERSEDED, effects: NO_EFFECTS }
  switch (decision.choice) {
    case 'confirmed':
    case 'unfounded':
      return closed(given, { effects: NO_EFFECTS, others: new Map() })
    case 'customer-not-here':
      return stillOpen(given, decision.ask === 'link' ? askedByLink(known, kase) : null)
    case 'cancel':
      return closed(given, { effects: NO_EFFECTS, others: about(kase, SUPERSEDED) })
    case 'reverse':
    case 'keep':
      return closed(given, reverseOrKeep(known, given, decision.choice))
    case 'erase':
      return eraseIt(known, given)
    case 'same-person':
    case 'mistyped':
    case 'transfer':
    case 'dispute':
    case 'after-cases':
    case 'now-anyway':
    case 'settle':
    case 'statutory-route':
    case 'pay':
      break
    default:
      return unreachable(decision)
  }
  const record = known.records.get(kase.operationId)
  if (record === undefined) return { outcome: SUPERSEDED, effects: NO_EFFECTS }
  const changes = decision.choice === 'mistyped' ? decision.changes : null
  if (kase.kind === 'device-disputed') {
    const effects = decideDispute(known, { operationId: kase.operationId, decision: 'transfer', at: act.at })
    return closed(given, { effects, others: new Map() })
  }
  return settleAgain({
    record,
    open,
    act,
    choice: decision.choice,
    amendment: { choice: decision.choice, changes },
    settle: (arrival, grants) => settleIt(known, { ...given, arrival, grants }),
  })
}

function settleIt(known: Snapshot, given: Deciding & { arrival: Arrival; grants: Grants }): Settled {
  const { arrival, grants, act, rules } = given
  if (arrival.content.kind === 'unreadable') return openCase(arrival, 'invalid-field')
  const { operation } = arrival.content
  if (operation.type === 'correction') {
    return settleCorrection(known, { arrival, correction: operation.payload, grants, act, rules })
  }
  if (operation.type === 'removal-request')
    return settleRemoval(known, { arrival, removal: operation.payload, grants, act })
  if (operation.type === 'void' || operation.type === 'resolution') return openCase(arrival, 'invalid-field')
  return settleCaptured(known, { arrival, operation, grants, at: act.at, rules })
}

/** Head office says that a record is of the customer who was removed. */
function eraseIt(known: Snapshot, given: Deciding): Settled {
  const record = known.records.get(given.open[1].operationId)
  if (record === undefined) return { outcome: SUPERSEDED, effects: NO_EFFECTS }
  const { outcome, effects } = erased(known, record.arrival)
  return closed(given, { effects, others: new Map([[record.arrival.header.id, outcome]]) })
}

type Done = { readonly effects: Effects; readonly others: ReadonlyMap<string, Outcome> }

function reverseOrKeep(known: Snapshot, given: Deciding, choice: 'reverse' | 'keep'): Done {
  const { act } = given
  const [, kase] = given.open
  if (kase.kind === 'device-disputed') {
    const effects = decideDispute(known, { operationId: kase.operationId, decision: 'keep', at: act.at })
    return { effects, others: new Map() }
  }
  const record = known.records.get(kase.operationId)
  const { content } = record?.arrival ?? {}
  const operation = content?.kind === 'opened' ? content.operation : null
  const isVoid = operation?.type === 'void'
  if (choice === 'keep') {
    return { effects: NO_EFFECTS, others: about(kase, isVoid ? SUPERSEDED : ACCEPTED) }
  }
  const target = isVoid ? known.records.get(operation.payload.target) : record
  const own: readonly [string, Outcome][] = isVoid ? [[kase.operationId, ACCEPTED]] : []
  if (target === undefined || !isApplied(known, target.arrival.header.id)) {
    return { effects: NO_EFFECTS, others: new Map(own) }
  }
  const reason = isVoid ? operation.payload.reason : null
  const by = { operationId: isVoid ? kase.operationId : act.operationId, reason }
  const { effects, others } = reverse(known, { record: target, at: act.at, by })
  // The case that is decided is closed with the decision; a case of what a void takes back ends with it.
  const ended = isVoid ? endedByVoid(known, { record: target, act }) : {}
  return {
    effects: joinEffects([effects, { ...NO_EFFECTS, ...ended }]),
    others: new Map([...others, ...own]),
  }
}

function closed(given: Deciding, done: Done): Settled {
  const { open, act, decision } = given
  const { effects } = done
  return {
    outcome: ACCEPTED,
    effects: {
      ...effects,
      changedCases: [...effects.changedCases, closedCase(open, act.at)],
      caseDecisions: [...effects.caseDecisions, decisionRow(open, { act, choice: decision.choice })],
    },
    others: done.others,
  }
}

/** The case waits for the next visit, or for what the holder of an account answers by a link (links/SPEC.md, LK6). */
function stillOpen(given: Deciding, accountId: string | null): Settled {
  const { open, act } = given
  const [caseId, kase] = open
  const version = kase.version + 1
  const { kind, choices, operationId } = kase
  const question = { operationId, kind: 'case-question' as const, occasion: version, caseId }
  const asked = accountId === null ? 'next-visit' : 'link'
  const caseKind = caseKindSchema.parse(kind)
  return {
    outcome: ACCEPTED,
    effects: {
      ...NO_EFFECTS,
      changedCases: [{ caseId, version, kind, choices, status: 'open', at: act.at }],
      caseDecisions: [decisionRow(open, { act, choice: 'customer-not-here' })],
      mailRequests: accountId === null ? [] : [{ ...question, accountId, requestedAt: act.at }],
    },
    others: about(kase, caseOutcome({ caseId: caseIdSchema.parse(caseId), version, kind: caseKind, asked })),
  }
}

/** The record that a case is about; where an id was used twice, the stored record is not the one in question. */
function about(kase: KnownCase, outcome: Outcome): ReadonlyMap<string, Outcome> {
  return new Map(kase.kind === 'id-reused' ? [] : [[kase.operationId, outcome]])
}
