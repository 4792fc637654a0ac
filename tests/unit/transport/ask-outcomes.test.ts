import { expect, test } from 'vitest'

import { type Journal, openJournal } from '#electron/journal/journal.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import type { AccountApiClient } from '#electron/transport/account-api-client.ts'
import { askOutcomes } from '#electron/transport/ask-outcomes.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import { ok } from '#shared/kernel/result.ts'

import { A_CASE, appendRecord, operationId, settledBody } from '../../harness/journal-records.ts'
import { createManualTime } from '../../harness/manual-time.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'

const terminalId = terminalIdSchema.parse('01890000-0000-7000-8000-00000000aaaa')
const OTHER = 'o'.repeat(43)
const ACCEPTED: Outcome = { kind: 'accepted' }
const SUPERSEDED: Outcome = { kind: 'superseded' }
const SECOND = { ...A_CASE, caseKind: 'id-reused' } as Outcome

interface Told {
  readonly outcome: Outcome
  readonly hash?: string
}

/** One record, settled as a test says, and an account API that tells this of its id. */
async function till(settled: Outcome | null, tell: (own: string) => readonly Told[]) {
  const opened = await openJournal({ disk: createMemoryDisk(), folder: '/till/journal' })
  if (!opened.ok) throw new Error('no journal')
  const journal: Journal = opened.value
  await appendRecord(journal, 1)
  if (settled !== null) await journal.append(async () => ok([settledBody(1, settled)]))
  const own = (await journal.hashAt({ epoch: 1, sequence: 1 })) ?? ''
  const calls: { query?: unknown }[] = []
  const client = {
    async call(call: { body: { nonce: string; operationIds: string[] }; query?: unknown }) {
      calls.push(call)
      const { nonce, operationIds } = call.body
      const results = operationIds.flatMap((id) => tell(own).map((told) => ({ operationId: id, ...told })))
      return ok({ value: { nonce, results } })
    },
  } as unknown as AccountApiClient
  const { clock } = createManualTime()
  const random = createSeededRandom('ask-outcomes')
  const ask = (count = 1) => askOutcomes({ client, journal, clock, random, terminalId }, [operationId(count)])
  return { journal, calls, ask, outcome: (count = 1) => journal.record(operationId(count))?.settled?.outcome }
}

test('[T13] what is told of another record under the same id is not taken for what became of the own one', async () => {
  const { ask, outcome } = await till(SECOND, () => [{ outcome: ACCEPTED, hash: OTHER }])
  expect(await ask()).toEqual({ kind: 'followed', frames: [] })
  expect(outcome()).toEqual(SECOND)
})

test('[T13] of two records under one id each till hears of its own', async () => {
  const both = (own: string) => [
    { outcome: ACCEPTED, hash: OTHER },
    { outcome: SUPERSEDED, hash: own },
  ]
  const { ask, outcome } = await till(SECOND, both)
  expect(await ask()).toMatchObject({ kind: 'followed', frames: [{ kind: 'settled', outcome: SUPERSEDED }] })
  expect(outcome()).toEqual(SUPERSEDED)
})

test('[T13] an account API of before contract version 24 is believed, but of a second record under one id', async () => {
  const first = await till(A_CASE, () => [{ outcome: ACCEPTED }])
  await first.ask()
  expect(first.outcome()).toEqual(ACCEPTED)
  const second = await till(SECOND, () => [{ outcome: ACCEPTED }])
  expect(await second.ask()).toEqual({ kind: 'followed', frames: [] })
  expect(second.outcome()).toEqual(SECOND)
})

test('[T13] of a second record that the journal lost nothing is told but by its hash', async () => {
  const { journal, ask } = await till(null, () => [{ outcome: ACCEPTED, hash: OTHER }])
  await journal.append(async () => ok([settledBody(2, SECOND)]))
  expect(await ask(2)).toEqual({ kind: 'followed', frames: [] })
  expect(journal.outcome(operationId(2))?.outcome).toEqual(SECOND)
})

test('[T13] of a record that the journal lost the first of its id is told', async () => {
  const { ask } = await till(null, () => [
    { outcome: ACCEPTED, hash: OTHER },
    { outcome: SUPERSEDED, hash: 'p'.repeat(43) },
  ])
  expect(await ask(2)).toMatchObject({ frames: [{ operationId: operationId(2), outcome: ACCEPTED }] })
})

test('[T13] who asks says its contract version beside the body, which an older account API takes as it was', async () => {
  const { ask, calls } = await till(A_CASE, () => [])
  await ask()
  expect(calls).toMatchObject([{ query: { contractVersion: String(CONTRACT_VERSION) } }])
  expect(Object.keys((calls[0] as { body: object }).body).toSorted()).toEqual(['nonce', 'operationIds'])
})
