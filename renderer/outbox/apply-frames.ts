import type { Envelope } from '#shared/contracts/envelope.ts'
import type { Frame, SavedFrame, SettledFrame } from '#shared/contracts/frame.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { isFinal } from '#shared/contracts/outcome.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { type Tally, retally } from './counts.ts'
import { type Delivery, deliveryOf, isOpen } from './delivery.ts'
import type { Applied } from './outbox.ts'

/** What the frames touch, read before and written after, by whichever store. */
export interface WorkingSet {
  appliedFrame: number
  /** What makes a frame's number its place in the order of the outbox (OB32). */
  orderBase: number
  tally: Tally
  /**
   * Holds every delivery that `operationIdsOf` names, and `decidedBy` of these, as far as the store has it; changed ones are
   * listed in `changed`.
   */
  readonly deliveries: Map<OperationId, Delivery>
  readonly changed: Set<OperationId>
  readonly newEnvelopes: Map<OperationId, Envelope>
  /** Of the deliveries, those whose envelope could not be read: the journal may still have it (OB18). */
  readonly bare: ReadonlySet<OperationId>
  /** Operations of which something lies aside: that they are not here says nothing of the journal (OB7). */
  readonly aside: ReadonlySet<OperationId>
  /** Operations whose sealed bytes go. */
  readonly unsealed: Set<OperationId>
}

/** Every operation that the frames speak of. */
export function operationIdsOf(frames: readonly Frame[]): OperationId[] {
  return [...new Set(frames.flatMap(namedBy))]
}

function namedBy(frame: Frame): readonly OperationId[] {
  if (frame.kind === 'saved') return [frame.envelope.id, ...targetOf(frame.envelope)]
  if (frame.kind === 'settled')
    return [frame.operationId, ...(frame.outcome.kind === 'waiting' ? frame.outcome.on : [])]
  return frame.kind === 'checkpoint' ? [] : frame.operationIds
}

/** The operations whose cases are decided by these deliveries. */
export function decidedBy(deliveries: Iterable<Delivery>): OperationId[] {
  return [...deliveries].flatMap(targetOf)
}

/** A decision names the record that it is about first among what it depends on. */
function targetOf({ type, dependsOn }: Pick<Delivery, 'type' | 'dependsOn'>): readonly OperationId[] {
  return type === 'resolution' ? dependsOn.slice(0, 1) : []
}

/** Applies frames to the set, in order. `passOver` takes a missing number for a frame that cannot be read (OB4). */
export function applyToSet(set: WorkingSet, frames: readonly Frame[], passOver: boolean): Applied {
  let startsOver = false
  for (const frame of frames) {
    if (!startsOver && isOfAnotherJournal(set, frame)) {
      startsOver = true
      startOver(set)
    }
    if (frame.number > set.appliedFrame + 1 && !passOver && !startsOver)
      return { kind: 'gap', appliedFrame: set.appliedFrame }
    applyOne(set, frame)
    if (!startsOver) set.appliedFrame = Math.max(set.appliedFrame, frame.number)
  }
  return { kind: startsOver ? 'gap' : 'applied', appliedFrame: set.appliedFrame }
}

/** Main's numbers start over: whatever comes now stands behind everything so far (OB32). */
export function startOver(set: Pick<WorkingSet, 'appliedFrame' | 'orderBase'>): void {
  set.orderBase += set.appliedFrame
  set.appliedFrame = 0
}

/** Everything up to a number that was passed is known, unless it was passed in another journal (OB7). */
function isOfAnotherJournal(set: WorkingSet, frame: Frame): boolean {
  if (frame.kind !== 'saved' || frame.number > set.appliedFrame) return false
  return !set.deliveries.has(frame.envelope.id) && !set.aside.has(frame.envelope.id)
}

function applyOne(set: WorkingSet, frame: Frame): void {
  switch (frame.kind) {
    case 'saved':
      return save(set, frame)
    case 'settled':
      return settle(set, frame)
    case 'removed':
      return remove(set, frame.operationIds)
    case 'refill':
      return reopen(set, frame.operationIds, placeOf(set, frame))
    case 'checkpoint':
      return
    default:
      return unreachable(frame)
  }
}

function placeOf({ orderBase }: WorkingSet, { number }: Frame): number {
  return orderBase + number
}

function save(set: WorkingSet, frame: SavedFrame): void {
  const { envelope, savedAt } = frame
  const known = set.deliveries.get(envelope.id)
  const isNew = known === undefined || (isWithoutBytes(known) && envelope.sealedPayload !== null)
  if (isNew || set.bare.has(envelope.id)) set.newEnvelopes.set(envelope.id, envelope)
  if (isNew) put(set, deliveryOf(envelope, { position: known?.position ?? placeOf(set, frame), savedAt }))
  noteDecision(set, envelope.id)
}

/** It had no bytes to send, and no frame says what became of it: as soon as there are bytes, it is sent. */
function isWithoutBytes({ outcome, settledFrame }: Delivery): boolean {
  return outcome?.kind === 'quarantined' && outcome.reason === 'seal-broken' && settledFrame === null
}

/** Keeps the newest decision made here with the record that it is about (OB26). */
function noteDecision(set: WorkingSet, id: OperationId): void {
  const decision = set.deliveries.get(id)
  if (decision === undefined) return
  const { position, operatorId, savedAt, outcome, settledFrame } = decision
  for (const targetId of targetOf(decision)) {
    const target = set.deliveries.get(targetId)
    if (target === undefined || (target.decision?.position ?? 0) > position) continue
    put(set, { ...target, decision: { id, position, operatorId, savedAt, outcome, settledFrame } })
  }
}

function settle(set: WorkingSet, frame: SettledFrame): void {
  const delivery = set.deliveries.get(frame.operationId)
  const settledFrame = placeOf(set, frame)
  if (delivery === undefined || settledFrame <= (delivery.settledFrame ?? 0)) return
  if (isKnown(delivery, frame) || (!isOpen(delivery.status) && !isFinal(frame.outcome))) return
  const { outcome, settledAt } = frame
  const restsOnLost = outcome.kind === 'waiting' && outcome.on.some((id) => isLost(set, delivery, id))
  put(set, { ...delivery, status: outcome.kind, outcome, settledAt, settledFrame, restsOnLost })
  noteDecision(set, delivery.id)
}

/** Said once more by a journal that is followed again from its first frame. */
function isKnown({ outcome, settledAt }: Delivery, frame: SettledFrame): boolean {
  return settledAt === frame.settledAt && JSON.stringify(outcome) === JSON.stringify(frame.outcome)
}

/** A record of this till that it cannot send any more, so that nobody else will (OB28). */
function isLost(set: WorkingSet, { dependsOn }: Delivery, id: OperationId): boolean {
  const other = set.deliveries.get(id)
  return dependsOn.includes(id) && (other === undefined || other.status === 'quarantined')
}

function remove(set: WorkingSet, ids: readonly OperationId[]): void {
  for (const id of ids) {
    const delivery = set.deliveries.get(id)
    if (delivery !== undefined && !isOpen(delivery.status)) set.unsealed.add(id)
  }
}

/** The account API does not hold these any more: what it said of them holds no longer (OB29). */
function reopen(set: WorkingSet, ids: readonly OperationId[], place: number): void {
  for (const id of ids) {
    const delivery = set.deliveries.get(id)
    if (delivery === undefined || place <= (delivery.settledFrame ?? 0)) continue
    const unsettled = { outcome: null, settledAt: null, settledFrame: place, restsOnLost: false }
    put(set, { ...delivery, ...unsettled, status: 'pending', failures: 0 })
    noteDecision(set, id)
  }
}

function put(set: WorkingSet, after: Delivery): void {
  set.tally = retally(set.tally, { before: set.deliveries.get(after.id), after })
  set.deliveries.set(after.id, after)
  set.changed.add(after.id)
}
