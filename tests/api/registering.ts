import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { FakeTill } from './fake-till.ts'
import { ageCheck, registration } from './payloads.ts'

/** An age check and the registration that rests on it, as one customer leaves them. */
export async function recordCustomer(
  till: FakeTill,
  bend: Readonly<Record<string, unknown>> = {},
): Promise<{ check: SealedEnvelope; registered: SealedEnvelope }> {
  const check = await till.record({ operation: ageCheck(till.terminalId) })
  const registered = await till.record({ operation: registration(check.id, bend), dependsOn: [check.id] })
  return { check, registered }
}
