import type { Envelope, SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { type WorkingSet, applyToSet, decidedBy, operationIdsOf, startOver } from './apply-frames.ts'
import { retally } from './counts.ts'
import { atRest } from './at-rest.ts'
import { type Delivery, isDecidable, isOpen } from './delivery.ts'
import { type OutboxDatabase, type Reached, moveAside, reachedRows, toRow } from './outbox-database.ts'
import { type Applied, type Outbox, type OutboxFailure, type Sendable, beginsAnew } from './outbox.ts'
import { type RowReader, createRowReader } from './read-rows.ts'
import { selectBatch } from './select-batch.ts'
import { withinSettleLimit } from './settle-limit.ts'

/** Rows fetched at a time while a batch is looked for. */
const SCAN_ROWS = 256
const POSITION_LIMIT = Number.MAX_SAFE_INTEGER

/** The outbox on an open Dexie database. `onUnreadable` is told how many rows went aside (OB16). */
export function createDexieOutbox(parts: {
  database: OutboxDatabase
  timer: Timer
  onUnreadable: (rows: number) => void
}): Outbox {
  const { database, timer } = parts
  const listeners = new Set<() => void>()

  /**
   * One transaction, or one reading. Only Dexie's own promises may be awaited inside: any other lets the
   * transaction commit before the work is done.
   */
  async function run<Value>(
    mode: 'r' | 'rw',
    work: (read: RowReader) => Promise<Value>,
  ): Promise<Result<Value, OutboxFailure>> {
    const read = createRowReader(database)
    const result = await withinSettleLimit(timer, () =>
      database.transaction(mode, database.tables, async () => {
        const value = await work(read)
        // What was worked out from numbers that cannot be read is not written.
        if (mode === 'rw')
          assert(!read.unreadable.some(({ table }) => table === 'meta'), 'the counts cannot be read')
        return value
      }),
    )
    if (read.unreadable.length > 0) await setAside(read.unreadable)
    if (result.ok && mode === 'rw') for (const changed of listeners) changed()
    return result
  }

  async function setAside(rows: RowReader['unreadable']): Promise<void> {
    await withinSettleLimit(timer, () =>
      database.transaction('rw', database.tables, () => moveAside(database, rows)),
    )
    parts.onUnreadable(rows.length)
  }

  function apply(frames: readonly Frame[], passOver: boolean, from?: Reached) {
    return async (read: RowReader): Promise<Applied> => {
      const named = await read.deliveriesById(operationIdsOf(frames))
      const decided = await read.deliveriesById(decidedBy(named.values()).filter((id) => !named.has(id)))
      const appliedFrame = from?.appliedFrame ?? (await read.appliedFrame())
      const set: WorkingSet = {
        ...(await missingOf(frames, { read, named, appliedFrame })),
        appliedFrame,
        orderBase: from?.orderBase ?? (await read.orderBase()),
        tally: await read.tally(),
        deliveries: new Map([...named, ...decided]),
        changed: new Set(),
        newEnvelopes: new Map(),
        unsealed: new Set(),
      }
      const applied = applyToSet(set, frames, passOver)
      await write(set, read)
      return applied
    }
  }

  /** What of these frames' records was here and cannot be read: looked for only where a replay asks. */
  async function missingOf(
    frames: readonly Frame[],
    given: { read: RowReader; named: ReadonlyMap<OperationId, Delivery>; appliedFrame: number },
  ): Promise<Pick<WorkingSet, 'bare' | 'aside'>> {
    const passed = frames.filter(({ kind, number }) => kind === 'saved' && number <= given.appliedFrame)
    const ids = passed.flatMap((frame) => (frame.kind === 'saved' ? [frame.envelope.id] : []))
    const known = ids.filter((id) => given.named.has(id))
    const whole = new Set(
      known.length > 0 ? await database.envelopes.where('id').anyOf(known).primaryKeys() : [],
    )
    const aside = known.length < ids.length ? await database.aside.toArray() : []
    return {
      bare: new Set(known.filter((id) => !whole.has(id))),
      aside: new Set([...aside, ...given.read.unreadable].map(({ id }) => id as OperationId)),
    }
  }

  async function write(set: WorkingSet, read: RowReader): Promise<void> {
    const envelopes = new Map<OperationId, Envelope>(set.newEnvelopes)
    const unread = [...set.unsealed].filter((id) => !envelopes.has(id))
    if (unread.length > 0)
      for (const [id, envelope] of await read.envelopesById(unread)) envelopes.set(id, envelope)
    const rows = [...envelopes].map(([id, envelope]) => ({
      id,
      envelope: set.unsealed.has(id) ? { ...envelope, sealedPayload: null } : envelope,
    }))
    await database.envelopes.bulkPut(rows)
    await database.deliveries.bulkPut([...set.changed].flatMap((id) => rowOf(set.deliveries.get(id))))
    await database.meta.bulkPut([...reachedRows(set), { key: 'tally', value: set.tally }])
  }

  function change(ids: readonly OperationId[], to: (delivery: Delivery) => Delivery) {
    return run('rw', async (read) => {
      let tally = await read.tally()
      const changed: Delivery[] = []
      for (const before of (await read.deliveriesById(ids)).values()) {
        if (!isOpen(before.status)) continue
        const after = to(before)
        tally = retally(tally, { before, after })
        changed.push(after)
      }
      await database.deliveries.bulkPut(changed.map(toRow))
      await database.meta.put({ key: 'tally', value: tally })
      return null
    })
  }

  async function openAfter(position: number): Promise<readonly unknown[]> {
    return database.deliveries.where('openPosition').above(position).limit(SCAN_ROWS).toArray()
  }

  return {
    applyFrames: (frames) => run('rw', apply(frames, false)),
    applyReplay: (page) =>
      run('rw', async (read) => {
        const reached = { appliedFrame: await read.appliedFrame(), orderBase: await read.orderBase() }
        if (page.afterFrame > reached.appliedFrame) return { kind: 'gap', appliedFrame: reached.appliedFrame }
        if (beginsAnew(page, reached.appliedFrame)) startOver(reached)
        if (page.frames.length > 0) return apply(page.frames, true, reached)(read)
        const appliedFrame = Math.max(reached.appliedFrame, page.lastFrame)
        await database.meta.bulkPut(reachedRows({ ...reached, appliedFrame }))
        return { kind: 'applied', appliedFrame }
      }),
    appliedFrame: () => run('r', (read) => read.appliedFrame()),
    orderBase: () => run('r', (read) => read.orderBase()),
    nextSendable: (query) =>
      run('r', async (read) => {
        const selection = selectBatch(query)
        const offer = (row: unknown) => {
          const delivery = read.delivery(row)
          return delivery === null || selection.offer(delivery)
        }
        for (let rows = await openAfter(0); rows.length > 0;) {
          if (!rows.every(offer)) break
          rows =
            rows.length < SCAN_ROWS
              ? []
              : await openAfter((rows.at(-1) as { openPosition: number }).openPosition)
        }
        const envelopes = await read.envelopesById(selection.chosen.map(({ id }) => id))
        for (const { id } of selection.chosen) if (!envelopes.has(id)) read.miss('envelopes', id)
        return selection.chosen.flatMap((delivery) => sendable(delivery, envelopes.get(delivery.id)))
      }),
    markSending: (ids) =>
      change(ids, (delivery) => ({ ...delivery, status: 'sending', attempts: delivery.attempts + 1 })),
    markUnknown: (ids) => change(ids, atRest),
    async recoverSending(except) {
      const sending = await run('r', async (read) => {
        const open: unknown[] = await database.deliveries.where('sendingPosition').above(0).toArray()
        const deliveries = open.flatMap((row) => read.delivery(row) ?? [])
        return deliveries.flatMap(({ id, status }) => (status === 'sending' && !except.has(id) ? [id] : []))
      })
      return sending.ok ? change(sending.value, atRest) : sending
    },
    recordFailures: (ids) =>
      change(ids, (delivery) => {
        const failed = { ...delivery, failures: delivery.failures + 1 }
        return delivery.status === 'sending' ? failed : atRest(failed)
      }),
    tally: () => run('r', (read) => read.tally()),
    oldest: (shelf) =>
      run('r', async (read) => {
        const all = database.deliveries.where('[shelf+position]').between([shelf, 0], [shelf, POSITION_LIMIT])
        const row = await all.first()
        return row === undefined ? null : read.delivery(row)
      }),
    page: ({ shelf, before, limit }) =>
      run('r', async (read) => {
        const upTo = before ?? POSITION_LIMIT
        const range =
          shelf === 'all'
            ? database.deliveries.where('position').below(upTo)
            : database.deliveries.where('[shelf+position]').between([shelf, 0], [shelf, upTo])
        // oxlint-disable-next-line unicorn/no-array-reverse -- a query of Dexie, not an array
        const rows: unknown[] = await range.reverse().limit(limit).toArray()
        return rows.flatMap((row) => read.delivery(row) ?? [])
      }),
    cases: ({ after, limit }) =>
      run('r', async (read) => {
        const found: Delivery[] = []
        for (const shelf of ['needs-you', 'decided'] as const) {
          const rows: unknown[] = await database.deliveries
            .where('[shelf+position]')
            .between([shelf, after + 1], [shelf, POSITION_LIMIT])
            .filter(isDecidable)
            .limit(limit)
            .toArray()
          found.push(...rows.flatMap((row) => read.delivery(row) ?? []))
        }
        return found.toSorted((left, right) => left.position - right.position).slice(0, limit)
      }),
    get: (id) =>
      run('r', async (read) => {
        const delivery = (await read.deliveriesById([id])).get(id)
        const envelope = (await read.envelopesById([id])).get(id)
        return delivery === undefined ? null : { delivery, envelope: envelope ?? null }
      }),
    envelopes: (ids) => run('r', (read) => read.envelopesById(ids)),
    subscribe(changed) {
      listeners.add(changed)
      return () => {
        listeners.delete(changed)
      }
    },
  }
}

function rowOf(delivery: Delivery | undefined) {
  return delivery === undefined ? [] : [toRow(delivery)]
}

function sendable(delivery: Delivery, envelope: Envelope | undefined): Sendable[] {
  if (envelope === undefined || envelope.sealedPayload === null) return []
  return [{ delivery, envelope: envelope as SealedEnvelope }]
}
