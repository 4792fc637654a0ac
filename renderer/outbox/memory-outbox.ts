import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { ok } from '#shared/kernel/result.ts'
import { type WorkingSet, applyToSet, startOver } from './apply-frames.ts'
import { EMPTY_TALLY, retally } from './counts.ts'
import { atRest } from './at-rest.ts'
import { type Delivery, isDecidable, isOpen, shelfOf } from './delivery.ts'
import { type Outbox, beginsAnew } from './outbox.ts'
import type { StoreContents } from './salvage-store.ts'
import { selectBatch } from './select-batch.ts'

/** What there is before anything was read. */
export const NOTHING_HELD: StoreContents = {
  appliedFrame: 0,
  orderBase: 0,
  deliveries: [],
  envelopes: [],
  aside: new Set(),
}

/**
 * An outbox that forgets with the process: for the simulation, for component tests, and when no store can be made (OB21). `held` is
 * what a store that has to stay as it is still has.
 */
export function createMemoryOutbox(held: StoreContents = NOTHING_HELD): Outbox {
  const deliveries = new Map(held.deliveries.map((delivery) => [delivery.id, delivery]))
  const envelopes = new Map(held.envelopes.map((envelope) => [envelope.id, envelope]))
  const bare = new Set([...deliveries.keys()].filter((id) => !envelopes.has(id)))
  /** Of the deliveries, those that are asked for again and again while the others only become more. */
  const open = new Set<OperationId>()
  const decidable = new Set<OperationId>()
  const listeners = new Set<() => void>()
  let reached = { appliedFrame: held.appliedFrame, orderBase: held.orderBase }
  let tally = EMPTY_TALLY
  for (const after of deliveries.values()) {
    tally = retally(tally, { before: undefined, after })
    sortOut(after.id)
  }

  function apply(frames: Parameters<typeof applyToSet>[1], passOver: boolean) {
    const set: WorkingSet = {
      ...reached,
      tally,
      deliveries,
      changed: new Set(),
      newEnvelopes: envelopes,
      bare,
      aside: held.aside,
      unsealed: new Set(),
    }
    const applied = applyToSet(set, frames, passOver)
    for (const id of set.unsealed) {
      const envelope = envelopes.get(id)
      if (envelope !== undefined) envelopes.set(id, { ...envelope, sealedPayload: null })
    }
    for (const id of set.changed) sortOut(id)
    reached = { appliedFrame: set.appliedFrame, orderBase: set.orderBase }
    tally = set.tally
    notify()
    return applied
  }

  function change(ids: Iterable<OperationId>, to: (delivery: Delivery) => Delivery) {
    for (const id of ids) {
      const before = deliveries.get(id)
      if (before === undefined || !isOpen(before.status)) continue
      const after = to(before)
      tally = retally(tally, { before, after })
      deliveries.set(id, after)
      sortOut(id)
    }
    notify()
    return ok(null)
  }

  function sortOut(id: OperationId): void {
    const delivery = deliveries.get(id)
    if (delivery === undefined) return
    if (isOpen(delivery.status)) open.add(id)
    else open.delete(id)
    if (isDecidable(delivery)) decidable.add(id)
    else decidable.delete(id)
  }

  function inOrder(ids: Iterable<OperationId> = deliveries.keys()): Delivery[] {
    return [...ids]
      .flatMap((id) => deliveries.get(id) ?? [])
      .toSorted((left, right) => left.position - right.position)
  }

  function notify(): void {
    for (const changed of listeners) changed()
  }

  return {
    applyFrames: async (frames) => ok(apply(frames, false)),
    async applyReplay(page) {
      const { appliedFrame } = reached
      if (page.afterFrame > appliedFrame) return ok({ kind: 'gap', appliedFrame })
      if (beginsAnew(page, appliedFrame)) startOver(reached)
      const applied = apply(page.frames, true)
      if (page.frames.length > 0) return ok(applied)
      reached.appliedFrame = Math.max(reached.appliedFrame, page.lastFrame)
      return ok({ kind: 'applied', appliedFrame: reached.appliedFrame })
    },
    appliedFrame: async () => ok(reached.appliedFrame),
    orderBase: async () => ok(reached.orderBase),
    async nextSendable(query) {
      const selection = selectBatch(query)
      for (const delivery of inOrder(open)) if (!selection.offer(delivery)) break
      return ok(
        selection.chosen.flatMap((delivery) => {
          const envelope = envelopes.get(delivery.id)
          if (envelope === undefined || envelope.sealedPayload === null) return []
          return [{ delivery, envelope: envelope as SealedEnvelope }]
        }),
      )
    },
    markSending: async (ids) =>
      change(ids, (delivery) => ({ ...delivery, status: 'sending', attempts: delivery.attempts + 1 })),
    markUnknown: async (ids) => change(ids, atRest),
    recoverSending: async (except) =>
      change(
        inOrder(open).flatMap(({ id, status }) => (status === 'sending' && !except.has(id) ? [id] : [])),
        atRest,
      ),
    recordFailures: async (ids) =>
      change(ids, (delivery) => {
        const failed = { ...delivery, failures: delivery.failures + 1 }
        return delivery.status === 'sending' ? failed : atRest(failed)
      }),
    tally: async () => ok(tally),
    oldest: async (shelf) => ok(inOrder().find((delivery) => shelfOf(delivery) === shelf) ?? null),
    page: async ({ shelf, before, limit }) =>
      ok(
        inOrder()
          .toReversed()
          .filter(({ position }) => before === null || position < before)
          .filter((delivery) => shelf === 'all' || shelfOf(delivery) === shelf)
          .slice(0, limit),
      ),
    cases: async ({ after, limit }) =>
      ok(
        inOrder(decidable)
          .filter(({ position }) => position > after)
          .slice(0, limit),
      ),
    async get(id) {
      const delivery = deliveries.get(id)
      return ok(delivery === undefined ? null : { delivery, envelope: envelopes.get(id) ?? null })
    },
    async envelopes(ids) {
      const found = ids.flatMap((id) => envelopes.get(id) ?? [])
      return ok(new Map(found.map((envelope) => [envelope.id, envelope])))
    },
    subscribe(changed) {
      listeners.add(changed)
      return () => {
        listeners.delete(changed)
      }
    },
  }
}
