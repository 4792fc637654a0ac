import { expect, test } from 'vitest'

import type { AccountApiClient } from '#electron/transport/account-api-client.ts'
import { createAskHeld } from '#electron/transport/ask-held.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { fail, ok } from '#shared/kernel/result.ts'

import { operationId } from '../../harness/journal-records.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'

const terminalId = terminalIdSchema.parse('01890000-0000-7000-8000-00000000aaaa')
const ids = (count: number) => Array.from({ length: count }, (_, index) => operationId(index + 1))

/** An account API that holds every even record, and answers so many questions. */
function asking(answers: number) {
  const asked: number[] = []
  const client = {
    async call({ body }: { body: { nonce: string; operationIds: string[] } }) {
      asked.push(body.operationIds.length)
      if (asked.length > answers) return fail({ kind: 'unreachable' })
      const results = body.operationIds
        .filter((id) => Number.parseInt(id.slice(-12), 16) % 2 === 0)
        .map((id) => ({ operationId: id, outcome: { kind: 'accepted' } }))
      return ok({ value: { nonce: body.nonce, results } })
    },
  } as unknown as AccountApiClient
  const ports = { client, random: createSeededRandom('ask-held'), terminalId }
  return { asked, ask: createAskHeld(() => ports) }
}

test('[T19] a hundred records are asked about at a time, a thousand at once', async () => {
  const { asked, ask } = asking(99)
  const held = await ask(ids(1_150))
  expect(asked).toEqual(Array.from({ length: 10 }, () => 100))
  expect(held.size).toBe(1_000)
  expect([held.get(operationId(1)), held.get(operationId(1_000))]).toEqual([false, true])
})

test('[T19] of what nobody answered nothing is said', async () => {
  const { asked, ask } = asking(1)
  const held = await ask(ids(250))
  expect(asked).toEqual([100, 100])
  expect([...held.keys()]).toEqual(ids(100))
  expect((await createAskHeld(() => null)(ids(1))).size).toBe(0)
})
