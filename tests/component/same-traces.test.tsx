import { createDexieOutbox } from '#renderer/outbox/dexie-outbox.ts'
import { declareOutboxDatabase } from '#renderer/outbox/outbox-database.ts'
import { firstDifference } from '#tests/differential/compare-outboxes.ts'
import { realTimer } from '#tests/harness/real-timer.ts'
import type { StoreChange } from '#tests/simulation/losing-store.ts'
import { expect, test } from 'vitest'
import { commands } from 'vitest/browser'

declare module 'vitest/browser' {
  interface BrowserCommands {
    outboxTraces(): Promise<readonly { seed: number; stores: readonly (readonly StoreChange[])[] }[]>
  }
}

test('Dexie in Chromium answers the seeds of the simulation as the outbox in memory does', async () => {
  const traces = await commands.outboxTraces()
  expect(traces.length).toBeGreaterThan(0)
  for (const { seed, stores } of traces) {
    for (const [till, changes] of stores.entries()) {
      const database = declareOutboxDatabase(`seed-${seed}-${till}`, { indexedDB, IDBKeyRange })
      await database.open()
      const outbox = createDexieOutbox({ database, timer: realTimer, onUnreadable: () => {} })
      expect(await firstDifference(changes, outbox)).toBeNull()
      await database.delete()
    }
  }
}, 3_600_000)
