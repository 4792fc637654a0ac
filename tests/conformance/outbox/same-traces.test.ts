import { createDexieOutbox } from '#renderer/outbox/dexie-outbox.ts'
import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import { declareOutboxDatabase } from '#renderer/outbox/outbox-database.ts'
import { firstDifference } from '#tests/differential/compare-outboxes.ts'
import { seedsAsked, traceOf } from '#tests/differential/traces.ts'
import { realTimer } from '#tests/harness/real-timer.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'

async function dexie() {
  const database = declareOutboxDatabase('outbox', { indexedDB: new IDBFactory(), IDBKeyRange })
  await database.open()
  return { database, outbox: createDexieOutbox({ database, timer: realTimer, onUnreadable: () => {} }) }
}

/** A seed may end with every store lost, and the outbox in memory; not all of them do. */
let compared = 0

test.each(seedsAsked())(
  'Dexie on fake-indexeddb answers seed %i as the outbox in memory does',
  async (seed) => {
    const { stores } = await traceOf(seed)
    compared += stores.flat().length
    for (const changes of stores) {
      const { database, outbox } = await dexie()
      expect(await firstDifference(changes, outbox)).toBeNull()
      database.close()
    }
  },
  60_000,
)

test('the seeds changed something that was compared', () => {
  expect(compared).toBeGreaterThan(0)
})

test('an outbox that loses a change is told apart', async () => {
  const { stores } = await traceOf(1)
  const deaf = createMemoryOutbox()
  const changes = stores.find((found) => found.some(({ name }) => name === 'markSending')) ?? []
  const lossy = { ...deaf, markSending: async () => ({ ok: true as const, value: null }) }
  expect(await firstDifference(changes, lossy)).toContain('after change')
})
