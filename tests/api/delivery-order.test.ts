import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import type { FakeTill } from './fake-till.ts'
import { ageCheck, kit, registration, sale } from './payloads.ts'

const RUNS = 12
const CUSTOMERS = [
  { name: 'first', devices: ['EEEEEEEEEE', 'FFFFFFFFFF'] },
  { name: 'second', devices: ['GGGGGGGGGG', 'HHHHHHHHHH'] },
] as const

describe(`deliveries on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  /** A day of one till: a refusal, then customers who buy and register. */
  const recordDay = async (till: FakeTill, run: string): Promise<SealedEnvelope[]> => {
    const records: SealedEnvelope[] = []
    const keep = async (recording: Parameters<FakeTill['record']>[0]) => {
      const envelope = await till.record(recording)
      records.push(envelope)
      return envelope
    }
    await keep({
      operation: ageCheck(till.terminalId, { outcome: 'refused', reason: 'no-document', method: null }),
    })
    for (const { name, devices } of CUSTOMERS) {
      const check = await keep({ operation: ageCheck(till.terminalId) })
      await keep({ operation: sale(check.id), dependsOn: [check.id] })
      const bend = { email: `${name}@${run}.example`, devices: devices.map((device) => kit(device + run)) }
      await keep({ operation: registration(check.id, bend), dependsOn: [check.id] })
    }
    return records
  }

  /** What the ledger holds of a till, without what chance or the order of arrival decides. */
  const ledgerOf = async (till: FakeTill, records: readonly SealedEnvelope[]) => {
    const position = new Map<string, number>(records.map((record) => [record.id, record.sequence]))
    const ids = records.map((record) => record.id)
    const of = async (table: string, columns: string) =>
      (
        await sql<{ id: string; text: string }>`
        SELECT operation_id AS id, ${sql.raw(columns)}::text AS text FROM ${sql.table(table)}
        WHERE operation_id IN (${sql.join(ids)})`.execute(under.api.context.database)
      ).rows
        .map((row) => `${position.get(row.id)} ${table} ${row.text}`)
        .toSorted()
    const epochs = await under.api.context.database
      .selectFrom('terminalEpochs')
      .select(['contiguousSequence', 'claimedSequence'])
      .where('terminalId', '=', till.terminalId)
      .execute()
    return [
      epochs,
      await of('inbox', `outcome->>'kind'`),
      await of('age_checks', 'outcome'),
      await of('sales', 'product_classes'),
      await of('registrations', 'channel'),
      await of('devices', 'kind'),
      await of('device_history', 'event'),
      await of('consents', 'answer'),
      await of('shown_texts', 'kind'),
      await of('mail_requests', 'kind'),
      await of('cases', 'kind'),
      await of('waiting', '1'),
    ]
  }

  test('[IN1][IN2][I1][I2] a day that is split, shuffled and repeated in any way gives the same ledger', async () => {
    let run = 10
    const plain = await under.newTill()
    const inOrder = await recordDay(plain, 'AB')
    for (const record of inOrder) await plain.deliver(record)
    const expected = await ledgerOf(plain, inOrder)

    const schedule = fc.record({
      order: fc.shuffledSubarray(
        inOrder.map((_, index) => index),
        { minLength: inOrder.length },
      ),
      cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 8 }),
      repeats: fc.array(fc.nat(inOrder.length - 1), { maxLength: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(schedule, async ({ order, cuts, repeats }) => {
        run += 1
        const till = await under.newTill()
        const records = await recordDay(till, String(run))
        const queue = [...order, ...repeats]
        for (let cut = 0; queue.length > 0; cut += 1) {
          await till.deliver(...queue.splice(0, cuts[cut] ?? 3).map((index) => records[index]))
        }
        expect(await ledgerOf(till, records)).toEqual(expected)
      }),
      { numRuns: RUNS, seed: 20261122 },
    )
  })
})
