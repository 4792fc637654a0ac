import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { lookUpResponseSchema } from '#shared/contracts/messages/look-ups.ts'
import type { LookUpResponse } from '#shared/contracts/messages/look-ups.ts'
import { problemTypeOf } from '#shared/contracts/problem.ts'
import type { FakeTill } from './fake-till.ts'
import { kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

/** What the document of every customer of these tests shows (payloads.ts). */
export const INES = { givenName: 'INÊS MARIA', familyName: "D'Ávila Conceição", dateOfBirth: '1990-02-14' }

/** A customer with one device, settled. */
export async function registerCustomer(
  till: FakeTill,
  given: { email: string; device: string },
): Promise<SealedEnvelope> {
  const customer = await recordCustomer(till, { email: given.email, devices: [kit(given.device)] })
  const outcomes = await till.outcomes(customer.check, customer.registered)
  if (outcomes.some(({ kind }) => kind !== 'accepted')) throw new Error(JSON.stringify(outcomes))
  return customer.registered
}

/** What a desk asks, with members that a test may bend. */
export async function askLookUp(
  till: FakeTill,
  named: { by: 'device'; deviceId: string } | { by: 'email'; email: string },
  bend: Readonly<Record<string, unknown>> = {},
): Promise<Response> {
  return till.ask('POST', '/look-ups', {
    named,
    document: 'citizen-card',
    operatorId: 'a1',
    ...INES,
    ...bend,
  })
}

/** The answer of a look-up, or the problem that it met. */
export async function answerOf(response: Response): Promise<LookUpResponse | string | null> {
  const body = (await response.json()) as { type: string }
  return response.status === 200 ? lookUpResponseSchema.parse(body) : problemTypeOf(body.type)
}

/** A match; anything else is a failure of the test. */
export async function find(
  till: FakeTill,
  named: Parameters<typeof askLookUp>[1],
  bend: Readonly<Record<string, unknown>> = {},
): Promise<Extract<LookUpResponse, { answer: 'match' }>> {
  const answer = await answerOf(await askLookUp(till, named, bend))
  if (answer === null || typeof answer === 'string' || answer.answer !== 'match')
    throw new Error(`no match: ${JSON.stringify(answer)}`)
  return answer
}
