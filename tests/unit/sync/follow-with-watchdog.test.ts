import { createJournalFollower } from '#renderer/outbox/follow-journal.ts'
import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import { createSync } from '#renderer/sync/driver.ts'
import type { Transport } from '#renderer/sync/transport.ts'
import { operationId } from '#tests/harness/frames.ts'
import { createSimulatedMain } from '#tests/harness/main-in-frames.ts'
import { createChance, createSimulatedTime, randomOf } from '#tests/simulation/seeded.ts'
import { expect, test } from 'vitest'

test('[SY6a] a record that the window never heard of is sent within two minutes', async () => {
  const time = createSimulatedTime()
  const main = createSimulatedMain()
  const outbox = createMemoryOutbox()
  const sent: string[] = []
  const transport: Transport = {
    async send(envelopes) {
      sent.push(...envelopes.map(({ id }) => id))
      const results = envelopes.map(({ id }) => ({ operationId: id, outcome: { kind: 'accepted' } as const }))
      return { kind: 'settled', frames: main.recordOutcomes(results), unanswered: [], spreadMs: 0 }
    },
    outcomes: async () => ({ kind: 'followed', frames: [] }),
    probe: async () => ({ kind: 'online' }),
    renewCredential: async () => 'renewed',
    refill: async () => ({ kind: 'failed' }),
    quarantine: async () => ({ kind: 'failed' }),
  }
  const sync = createSync({
    clock: time,
    timer: time,
    random: randomOf(createChance(1)),
    outbox,
    follower: createJournalFollower({ outbox, journal: main.journal }),
    transport,
    connectivity: { onHint: () => () => {} },
  })
  sync.start()
  await time.run(5_000)
  main.save({ n: 1 })
  await time.run(5_000 + 120_000)
  sync.stop()
  expect(sent).toEqual([operationId(1)])
})
