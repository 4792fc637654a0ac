import { afterEach, beforeEach, expect, test } from 'vitest'
import { PROBLEM_MEDIA_TYPE, problemUri } from '#shared/contracts/problem.ts'
import { startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'

let under: ApiUnderTest
beforeEach(async () => {
  under = await startApi({ trustedProxy: '127.0.0.1' })
})
afterEach(async () => under.stop())

const guess = (path: string, address: string) =>
  fetch(`${under.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: '{}',
  })

test('[C33] an address that guesses codes is stopped with a problem, and no other address is', async () => {
  const answers: Response[] = []
  for (let index = 0; index < 121; index += 1) answers.push(await guess('/v1/enrolments', '192.0.2.1'))
  expect(answers.slice(0, 120).map(({ status }) => status)).toEqual(Array.from({ length: 120 }, () => 400))
  const stopped = answers[120]
  expect(stopped?.status).toBe(429)
  expect(stopped?.headers.get('content-type')).toContain(PROBLEM_MEDIA_TYPE)
  expect(Number(stopped?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await stopped?.json()).toMatchObject({ type: problemUri('too-many-requests') })
  expect((await guess('/v1/enrolments', '192.0.2.2')).status).toBe(400)
  expect((await guess('/v1/stores', '192.0.2.1')).status).toBe(401)
})
