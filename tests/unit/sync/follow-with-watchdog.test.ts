import { createJournalFollower } from '#renderer/outbox/follow-journal.ts'
import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import { type Sync, createSync } from '#renderer/sync/driver.ts'
import type { Transport } from '#renderer/sync/transport.ts'
import { A_CASE, operationId, settled } from '#tests/harness/frames.ts'
import { createSimulatedMain } from '#tests/harness/main-in-frames.ts'
import { createChance, createSimulatedTime, randomOf } from '#tests/simulation/seeded.ts'
import { expect, test } from 'vitest'

function syncOf(given: {
  time: ReturnType<typeof createSimulatedTime>
  main: ReturnType<typeof createSimulatedMain>
  transport: Transport
}): Sync {
  const { time, main, transport } = given
  const outbox = createMemoryOutbox()
  return createSync({
    clock: time,
    timer: time,
    random: randomOf(createChance(1)),
    outbox,
    follower: createJournalFollower({ outbox, journal: main.journal }),
    transport,
    connectivity: { onHint: () => () => {} },
  })
}

test('[SY6a] a record that the window never heard of is sent within two minutes', async () => {
  const time = createSimulatedTime()
  const main = createSimulatedMain()
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
  const sync = syncOf({ time, main, transport })
  sync.start()
  await time.run(5_000)
  main.save({ n: 1 })
  await time.run(5_000 + 120_000)
  sync.stop()
  expect(sent).toEqual([operationId(1)])
})

test('[SY26] [SY31] [I10] an outcome that the store does not take is asked for again after the pause, never at once', async () => {
  const time = createSimulatedTime()
  const main = createSimulatedMain()
  let asked = 0
  const transport: Transport = {
    async send(envelopes) {
      const results = envelopes.map(({ id }) => ({ operationId: id, outcome: A_CASE }))
      return { kind: 'settled', frames: main.recordOutcomes(results), unanswered: [], spreadMs: 0 }
    },
    async outcomes() {
      asked += 1
      await time.wait(45)
      // Of before the case: it says nothing newer than what is known.
      return { kind: 'followed', frames: [settled(1, 1)] }
    },
    probe: async () => ({ kind: 'online' }),
    renewCredential: async () => 'renewed',
    quarantine: async () => ({ kind: 'failed' }),
    refill: async () => ({ kind: 'failed' }),
  }
  const sync = syncOf({ time, main, transport })
  main.save({ n: 1 })
  sync.start()
  await time.run(10 * 60_000)
  sync.stop()
  expect(asked).toBeGreaterThan(5)
  expect(asked).toBeLessThan(20)
})
