import { expect, test } from 'vitest'

import type { AccountApiClient } from '#electron/transport/account-api-client.ts'
import { createAskHeld } from '#electron/transport/ask-held.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { fail, ok } from '#shared/kernel/result.ts'

import { operationId } from '../../harness/journal-records.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'

const terminalId = terminalIdSchema.parse('01890000-0000-7000-8000-00000000aaaa')
const hashOf = (id: string) => id.slice(-12).padStart(43, 'h')
const OTHER = 'o'.repeat(43)
const ids = (count: number) => Array.from({ length: count }, (_, index) => operationId(index + 1))
const records = (count: number) => ids(count).map((id) => ({ id, hash: hashOf(id) }))

/** An account API that holds every even record, and answers so many questions; `told`: the hashes that it tells of an id. */
function asking(
  answers: number,
  told: (id: string) => readonly (string | undefined)[] = (id) => [hashOf(id)],
) {
  const asked: number[] = []
  const client = {
    async call({ body }: { body: { nonce: string; operationIds: string[] } }) {
      asked.push(body.operationIds.length)
      if (asked.length > answers) return fail({ kind: 'unreachable' })
      const results = body.operationIds
        .filter((id) => Number.parseInt(id.slice(-12), 16) % 2 === 0)
        .flatMap((id) => told(id).map((hash) => ({ operationId: id, outcome: { kind: 'accepted' }, hash })))
      return ok({ value: { nonce: body.nonce, results } })
    },
  } as unknown as AccountApiClient
  const ports = { client, random: createSeededRandom('ask-held'), terminalId }
  return { asked, ask: createAskHeld(() => ports) }
}

test('[T19] a hundred records are asked about at a time, a thousand at once', async () => {
  const { asked, ask } = asking(99)
  const held = await ask(records(1_150))
  expect(asked).toEqual(Array.from({ length: 10 }, () => 100))
  expect(held.size).toBe(1_000)
  expect([held.get(operationId(1)), held.get(operationId(1_000))]).toEqual([false, true])
})

test('[T19] of what nobody answered nothing is said', async () => {
  const { asked, ask } = asking(1)
  const held = await ask(records(250))
  expect(asked).toEqual([100, 100])
  expect([...held.keys()]).toEqual(ids(100))
  expect((await createAskHeld(() => null)(records(1))).size).toBe(0)
})

test('[T19] what is told is held where it is told of that very record, and not where only another one has its id', async () => {
  const [, second] = records(2)
  const asked = second === undefined ? [] : [second]
  expect([...(await asking(1, () => [OTHER]).ask(asked)).values()]).toEqual([false])
  expect([...(await asking(1, (id) => [OTHER, hashOf(id)]).ask(asked)).values()]).toEqual([true])
})

test('[T19] an account API of before contract version 24 does not say which record of an id it holds: nothing is said, but of what it does not hold', async () => {
  const held = await asking(1, () => [undefined]).ask(records(2))
  expect([...held]).toEqual([[operationId(1), false]])
})

test('[T19] what cannot be read here any more is told by its id alone', async () => {
  const { ask } = asking(1, () => [OTHER])
  expect([...(await ask(ids(2).map((id) => ({ id, hash: null })))).values()]).toEqual([false, true])
})

test('[T13] an answer that tells of one record twice is no answer', async () => {
  expect((await asking(1, (id) => [hashOf(id), hashOf(id)]).ask(records(2))).size).toBe(0)
})
