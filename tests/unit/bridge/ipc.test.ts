import { createAlarmReport } from '#renderer/bridge/alarm-report.ts'
import { createIpcClient } from '#renderer/bridge/ipc-client.ts'
import { createIpcJournal, createIpcSave } from '#renderer/bridge/ipc-journal.ts'
import { createIpcTransport } from '#renderer/bridge/ipc-transport.ts'
import type { RecordRequest } from '#renderer/sync/transport.ts'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { aggregateId, envelope, operationId, saved, settled } from '#tests/harness/frames.ts'
import type { JournalSource } from '#renderer/outbox/journal-source.ts'
import { realTimer } from '#tests/harness/real-timer.ts'
import { expect, test } from 'vitest'

const HEAD = { epoch: 1, sequence: 1, hash: 'A'.repeat(43) }
const client = (call: () => Promise<unknown>) =>
  createIpcClient({ bridge: { call, onEvent: () => () => {} }, contract: IPC_CONTRACT })
const calls = (answer: unknown) => client(async () => answer)
const silent = client(() => new Promise(() => {}))
/** Fires at once: every limit has passed. */
const impatient: Timer = {
  after(_delayMs, fire) {
    queueMicrotask(fire)
    return () => {}
  },
}

test('the transport hands over what main settled', async () => {
  const value = {
    kind: 'settled',
    frames: [settled(2, 1)],
    unanswered: [],
    serverHead: HEAD,
    spreadMs: 5,
  }
  const transport = createIpcTransport({ call: calls({ ok: true, value }), timer: realTimer })
  expect(await transport.send([envelope({ n: 1 })])).toEqual({
    kind: 'settled',
    frames: [settled(2, 1)],
    unanswered: [],
    spreadMs: 5,
  })
})

test('[SY22] a reply that is lost is retry, and never an outcome', async () => {
  const transport = createIpcTransport({ call: silent, timer: impatient })
  expect(await transport.send([])).toEqual({ kind: 'retry', cause: 'timeout', retryAfterMs: null })
  expect(await transport.probe()).toEqual({ kind: 'offline', cause: 'timeout' })
  expect(await transport.renewCredential()).toBe('unreachable')
  expect(await transport.quarantine(operationId(1))).toEqual({ kind: 'failed' })
})

test('[SY19] a batch that main finds too large is halved', async () => {
  const call = calls({ ok: false, failure: { kind: 'too-large', maxBytes: 1 } })
  expect(await createIpcTransport({ call, timer: realTimer }).send([])).toEqual({ kind: 'split' })
})

test('the journal answers with pages, or is unavailable', async () => {
  let unreadable = 0
  const parts = {
    timer: realTimer,
    onUnreadable(records: number) {
      unreadable += records
    },
  }
  const value = { kind: 'page', frames: [saved(4)], lastFrame: 9, unreadable: 2 }
  const journal: JournalSource = createIpcJournal({ ...parts, call: calls({ ok: true, value }) })
  expect(await journal.read({ afterFrame: 3, limit: 10 })).toEqual({
    ok: true,
    value: { afterFrame: 3, frames: [saved(4)], lastFrame: 9 },
  })
  expect(unreadable).toBe(2)
  const lost = createIpcJournal({ ...parts, call: silent, timer: impatient })
  expect(await lost.read({ afterFrame: 3, limit: 10 })).toMatchObject({
    ok: false,
    failure: { kind: 'unavailable' },
  })
  const withheld = createIpcJournal({ ...parts, call: calls({ ok: true, value: { kind: 'failed' } }) })
  expect(await withheld.read({ afterFrame: 3, limit: 10 })).toMatchObject({
    ok: false,
    failure: { kind: 'unavailable' },
  })
})

test('[SY22] saving: a refusal is an answer, silence and a bug of main are not', async () => {
  const request: RecordRequest = {
    operationId: operationId(1),
    aggregateId: aggregateId(1),
    dependsOn: [],
    operation: { type: 'terminal-event', payload: { kind: 'started', appVersion: '1', detail: null } },
  }
  const save = (answer: unknown) => createIpcSave({ call: calls(answer), timer: realTimer }).save(request)
  const refused = (kind: string) => save({ ok: false, failure: { kind } })
  expect(await refused('locked')).toEqual({ ok: true, value: { kind: 'not-saved', reason: 'locked' } })
  expect(await refused('not-permitted')).toEqual({
    ok: true,
    value: { kind: 'not-saved', reason: 'refused' },
  })
  expect(await refused('broken')).toEqual({ ok: false, failure: { kind: 'lost' } })
  expect(await save('nonsense')).toEqual({ ok: false, failure: { kind: 'lost' } })
  expect(await createIpcSave({ call: silent, timer: impatient }).save(request)).toMatchObject({ ok: false })
})

test('[OB24] trouble with the store is told to main; that main did not answer is not', async () => {
  const asked: unknown[] = []
  let recorded = 0
  const bridge = {
    async call(method: string, request: unknown) {
      asked.push([method, request])
      return { ok: true, value: {} }
    },
    onEvent: () => () => {},
  }
  const call = createIpcClient({ bridge, contract: IPC_CONTRACT })
  const report = createAlarmReport({ call, onRecorded: () => void (recorded += 1) })
  report('journal-unavailable')
  report('store-rebuilt')
  report('journal-behind')
  await expect.poll(() => recorded).toBe(2)
  expect(asked).toEqual([
    ['terminal.report', { kind: 'store-rebuilt' }],
    ['terminal.report', { kind: 'store-damaged' }],
  ])
})
