import { type Delivery, isOpen } from '#renderer/outbox/delivery.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'

import type { SimulatedApi } from './simulated-api.ts'

/** Whether it may end a wait, and so goes past what waits (OB8a). */
export function speaksOfAnother(type: string): boolean {
  return type === 'void' || type === 'correction' || type === 'resolution'
}

/**
 * The records that a person has to decide about, and what a restored account API had settled and lets wait for such a one again: it
 * lost what head office had decided, and its till holds on to what it was told.
 */
function withAPerson({ api }: { api: SimulatedApi }): readonly OperationId[] {
  const isCase = (id: string) => api.ledger.row(id as OperationId)?.outcome?.kind === 'case'
  return [...api.ledger.inbox().values()].flatMap(({ envelope, outcome, had }) => {
    const wasSettled = had.has('case') || had.has('accepted')
    const isUndecided =
      outcome?.kind === 'waiting' && wasSettled && api.ledger.wasPutBack && outcome.on.some(isCase)
    return outcome?.kind === 'case' || isUndecided ? [envelope.id] : []
  })
}

/**
 * What holds up others for good, or until a person decides: what is lost, what is with a person, and what head office lets wait for
 * such a one while its till does not know it any more.
 */
export function rootsOf(
  { api }: { api: SimulatedApi },
  found: { rows: readonly Delivery[]; lost: Iterable<OperationId> },
): ReadonlySet<OperationId> {
  const known = new Set(found.rows.map(({ id }) => id))
  const roots = new Set([...found.lost, ...withAPerson({ api })])
  for (let before = -1; before !== roots.size;) {
    before = roots.size
    for (const [id, { outcome }] of api.ledger.inbox()) {
      const isHeldUp = outcome?.kind === 'waiting' && outcome.on.some((other) => roots.has(other))
      if (isHeldUp && !known.has(id)) roots.add(id)
    }
  }
  return roots
}

/** Corrections of one record are all sent where the first waits for nothing but what the later rests on too (OB8a). */
function waitForTheSame(before: Delivery, row: Delivery): boolean {
  const areCorrections = before.type === 'correction' && row.type === 'correction'
  const { outcome } = before
  return areCorrections && outcome?.kind === 'waiting' && outcome.on.every((id) => row.dependsOn.includes(id))
}

/**
 * What waits for good, or for a person: it rests on a record that is lost, or with a person, or comes behind such a one. What speaks
 * about another record goes past what waits, and what takes back also past what speaks (OB8a): these are sent.
 */
export function stuckOn(
  rows: readonly Delivery[],
  roots: ReadonlySet<OperationId>,
): ReadonlySet<OperationId> {
  const stuck = new Set<OperationId>(roots)
  const unsent = new Set<OperationId>()
  const aggregates = new Set<string>()
  const speaking: Delivery[] = []
  for (const row of rows.toSorted((left, right) => left.position - right.position)) {
    const { id, type, status, aggregateId, dependsOn } = row
    const speaks = speaksOfAnother(type)
    const isWaiting = status === 'waiting'
    const restsOnStuck = dependsOn.some((other) => stuck.has(other) && (isWaiting || !roots.has(other)))
    const isBehindSpeech = speaking.some(
      (before) => before.aggregateId === aggregateId && type !== 'void' && !waitForTheSame(before, row),
    )
    const isHeldUp = speaks
      ? (isWaiting && restsOnStuck) || isBehindSpeech || dependsOn.some((other) => unsent.has(other))
      : restsOnStuck || isBehindSpeech || aggregates.has(aggregateId)
    if (!isHeldUp) continue
    stuck.add(id)
    if (isOpen(status) && !isWaiting) unsent.add(id)
    if (speaks) speaking.push(row)
    else aggregates.add(aggregateId)
  }
  return stuck
}
