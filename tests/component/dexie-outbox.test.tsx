import { createDexieOutbox } from '#renderer/outbox/dexie-outbox.ts'
import { declareOutboxDatabase } from '#renderer/outbox/outbox-database.ts'
import { describeOutbox } from '#tests/conformance/outbox/outbox-conformance.ts'
import { realTimer } from '#tests/harness/real-timer.ts'

let databases = 0

describeOutbox('Dexie in Chromium', async () => {
  databases += 1
  const database = declareOutboxDatabase(`conformance-${databases}`, { indexedDB, IDBKeyRange })
  await database.open()
  return {
    outbox: createDexieOutbox({ database, timer: realTimer, onUnreadable: () => {} }),
    dispose: () => database.delete(),
  }
})
