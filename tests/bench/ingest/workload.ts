import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { FakeTill } from '#tests/api/fake-till.ts'
import { ageCheck, kit, registration, sale } from '#tests/api/payloads.ts'

/** Of 100 operations: 35 age checks with a sale, 15 with a registration (a kit, two consents, two shown texts). */
const SALES = 35
const REGISTRATIONS = 15

/** What one till delivers at a time. */
export interface BenchBatch {
  readonly till: FakeTill
  readonly head: FakeTill['head']
  readonly records: readonly SealedEnvelope[]
}

/** A full batch of a till, sealed and signed; its customers are nobody else's. */
export async function makeBatch(till: FakeTill, name: string): Promise<BenchBatch> {
  const records: SealedEnvelope[] = []
  for (let index = 0; index < SALES; index += 1) {
    const check = await till.record({ operation: ageCheck(till.terminalId) })
    records.push(check, await till.record({ operation: sale(check.id), dependsOn: [check.id] }))
  }
  for (let index = 0; index < REGISTRATIONS; index += 1) {
    const customer = `${name}${String(index).padStart(2, '0')}`
    const bend = { email: `${customer}@example.pt`, devices: [kit(customer.toUpperCase())] }
    const check = await till.record({ operation: ageCheck(till.terminalId) })
    // Operators are looked at by what they registered lately: nobody registers as much as a benchmark.
    const recording = {
      operation: registration(check.id, bend),
      dependsOn: [check.id],
      operatorId: name.toLowerCase(),
    }
    records.push(check, await till.record(recording))
  }
  return { till, head: till.head, records }
}
