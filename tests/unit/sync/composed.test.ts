import { ok } from '#shared/kernel/result.ts'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import type { OperationResult } from '#shared/contracts/outcome.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { createIpcClient } from '#renderer/bridge/ipc-client.ts'
import { createIpcJournal, createIpcSave } from '#renderer/bridge/ipc-journal.ts'
import { createIpcTransport } from '#renderer/bridge/ipc-transport.ts'
import { createWakeHints } from '#renderer/bridge/wake-hints.ts'
import { createJournalFollower } from '#renderer/outbox/follow-journal.ts'
import { keepOutbox } from '#renderer/outbox/kept-outbox.ts'
import { createDexieStore } from '#renderer/outbox/outbox-store.ts'
import { createOutboxViews } from '#renderer/projections/outbox-views.ts'
import { createSync } from '#renderer/sync/driver.ts'
import { createNewIds } from '#renderer/sync/new-ids.ts'
import { createRecord } from '#renderer/sync/record.ts'
import { eventually } from '#tests/harness/eventually.ts'
import { aggregateId, operationId } from '#tests/harness/frames.ts'
import { realTimer } from '#tests/harness/real-timer.ts'
import { createChance, randomOf } from '#tests/simulation/seeded.ts'
import { createSimulatedMain } from '#tests/harness/main-in-frames.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'

/** A main that answers IPC from an in-memory journal, and settles whatever it is asked to send while online. */
function fakeMain() {
  const main = createSimulatedMain()
  const listeners = new Set<(event: unknown) => void>()
  const world = { isOnline: false }
  const handlers: Record<string, (request: never) => unknown> = {
    'record.save': (request: { operationId: string }) => {
      const n = Number.parseInt(request.operationId.slice(-12), 16)
      const { isNew, frame } = main.save({ n })
      return { kind: isNew ? 'saved' : 'already-saved', frame }
    },
    'journal.read': async (request: { afterFrame: number; limit: number }) => {
      const page = await main.journal.read(request)
      if (!page.ok) return { kind: 'failed' }
      const { frames, lastFrame } = page.value
      return { kind: 'page', frames, lastFrame, unreadable: 0 }
    },
    'sync.probe': () =>
      world.isOnline
        ? { kind: 'online', serverTime: '2026-03-01T10:00:00.000Z', serverOffsetMs: 0 }
        : { kind: 'offline', cause: 'unreachable' },
    'sync.send': ({ envelopes }: { envelopes: SealedEnvelope[] }) => {
      if (!world.isOnline) return { kind: 'retry', cause: 'unreachable', retryAfterMs: null }
      const results: OperationResult[] = envelopes.map(({ id }) => ({
        operationId: id,
        outcome: { kind: 'accepted' },
      }))
      const serverHead = { epoch: 1, sequence: 1, hash: 'A'.repeat(43) }
      const frames = main.recordOutcomes(results)
      return { kind: 'settled', frames, unanswered: [], serverHead, spreadMs: 0 }
    },
  }
  const bridge = {
    call: async (name: string, request: unknown) => ({
      ok: true,
      value: await handlers[name]?.(request as never),
    }),
    onEvent(listener: (event: unknown) => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
  const wake = (): void => {
    for (const listener of listeners) listener({ name: 'sync.wake', detail: {} })
  }
  return { bridge, world, wake }
}

test('[SY1] [SY22] saved offline, sent when main says that the network is back, over the real bridge and Dexie', async () => {
  const { bridge, world, wake } = fakeMain()
  const call = createIpcClient({ bridge, contract: IPC_CONTRACT })
  const journal = createIpcJournal({ call, timer: realTimer, onUnreadable: () => {} })
  const outbox = keepOutbox({
    store: createDexieStore({
      name: 'outbox',
      engine: { indexedDB: new IDBFactory(), IDBKeyRange },
      timer: realTimer,
    }),
    journal,
    timer: realTimer,
    report: () => {},
    onReady: () => {},
  })
  await outbox.settled()
  const follower = createJournalFollower({ outbox, journal })
  const sync = createSync({
    clock: { wallMs: () => 5, monotonicMs: () => performance.timeOrigin },
    timer: realTimer,
    random: randomOf(createChance(1)),
    outbox,
    follower,
    transport: createIpcTransport({ call, timer: realTimer }),
    connectivity: createWakeHints({ bridge, target: new EventTarget() }),
  })
  const record = createRecord({
    save: createIpcSave({ call, timer: realTimer }),
    outbox,
    follower,
    newIds: createNewIds(),
    operator: () => null,
    onSaved: (frame) => sync.noteSaved(frame),
  })
  const views = createOutboxViews({ outbox, timer: realTimer, today: () => '2026-03-01' })
  const row = views.record(operationId(1))
  const leave = row.subscribe(() => {})
  sync.start()
  const recorded = await record({
    operationId: operationId(1),
    aggregateId: aggregateId(1),
    dependsOn: [],
    operation: { type: 'terminal-event', payload: { kind: 'started', appVersion: '1', detail: null } },
  })
  expect(recorded.kind).toBe('saved')
  await eventually(() =>
    expect(sync.getStatus()).toMatchObject({ connection: 'offline', cause: 'unreachable' }),
  )
  await eventually(() => expect(row.getSnapshot()).toMatchObject({ status: 'pending' }))
  world.isOnline = true
  wake()
  await eventually(() => expect(row.getSnapshot()).toMatchObject({ status: 'accepted' }))
  expect(sync.getStatus()).toMatchObject({ connection: 'online', lastContactAtMs: 5 })
  expect(await outbox.tally()).toMatchObject(ok({ waiting: 0, done: 1 }))
  leave()
  sync.stop()
  outbox.close()
})
