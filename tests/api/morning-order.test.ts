import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import type { FakeTill } from './fake-till.ts'
import { contactsIn } from '#tests/harness/open-ledger.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { recordMorning } from './morning.ts'
import type { Unit } from './morning.ts'

const RUNS = 10

/** Each table, the column that names its record, and what of its rows neither chance nor time decides. */
const DUMPED: readonly (readonly [table: string, id: string, columns: string])[] = [
  ['inbox', 'operation_id', `outcome->>'kind' || coalesce(outcome->>'caseKind', '')`],
  ['cases', 'operation_id', `kind || audience || version || status`],
  ['case_decisions', 'operation_id', `version || choice`],
  ['age_checks', 'operation_id', 'outcome'],
  ['age_check_corrections', 'operation_id', 'why'],
  ['sales', 'operation_id', 'product_classes'],
  ['take_backs', 'operation_id', 'count'],
  ['returns', 'operation_id', 'of_operation_id IS NULL'],
  ['registrations', 'operation_id', 'channel'],
  ['devices', 'operation_id', `left(device_id, 10) || (released_at IS NULL)`],
  ['device_history', 'operation_id', `left(device_id, 10) || event || coalesce(reason, '')`],
  ['device_disputes', 'operation_id', `left(device_id, 10) || wish || coalesce(decision, '')`],
  ['consents', 'operation_id', 'purpose || channel || answer'],
  ['shown_texts', 'operation_id', 'kind'],
  ['mail_requests', 'operation_id', 'kind || (cancelled_at IS NULL)'],
  ['amendments', 'target_operation_id', `position || coalesce(choice, '-')`],
  ['voids', 'target_operation_id', 'reason'],
  ['dependencies', 'operation_id', '1'],
  ['waiting', 'operation_id', '1'],
]

describe(`a morning on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  const dump = async (units: readonly Unit[]) => {
    const records = units.flatMap((unit) => unit.records)
    const position = new Map<string, number>(records.map((record, index) => [record.id, index]))
    const lines: string[] = []
    for (const [table, id, columns] of DUMPED) {
      const { rows } = await sql<{ id: string; text: string }>`
        SELECT ${sql.raw(id)} AS id, (${sql.raw(columns)})::text AS text FROM ${sql.table(table)}
        WHERE ${sql.raw(id)} IN (${sql.join(records.map((record) => record.id))})`.execute(
        under.api.context.database,
      )
      lines.push(...rows.map((row) => `${table} ${position.get(row.id)} ${row.text}`))
    }
    const customers = new Set<string>(records.map((record) => record.aggregateId))
    const { database, safe } = under.api.context
    const accounts = (await contactsIn(database, safe)).filter(({ accountId }) => customers.has(accountId))
    lines.push(...accounts.map((account) => `account ${account.givenName} ${account.email.split('@')[0]}`))
    return lines.toSorted()
  }

  const newMorning = async (run: string) => {
    const tills: [FakeTill, FakeTill] = [await under.newTill(), await under.newTill()]
    return recordMorning(tills, run)
  }

  test('[IN1][IN2][I1][I2][I4][I7] split, shuffled and repeated in any way it gives the same database', async () => {
    const plain = await newMorning('AB')
    for (const { till, records } of plain) await till.deliver(...records)
    const expected = await dump(plain)
    expect(expected.filter((line) => line.startsWith('inbox') && line.includes('waiting'))).toHaveLength(1)
    await assertInvariants(under.api.context.database)

    let run = 10
    const schedule = fc.record({
      order: fc.shuffledSubarray(
        plain.map((_, index) => index),
        { minLength: plain.length },
      ),
      cuts: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 30, maxLength: 30 }),
      repeats: fc.array(fc.nat(plain.length - 1), { maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(schedule, async ({ order, cuts, repeats }) => {
        run += 1
        const units = await newMorning(String(run))
        const queue = [...order, ...repeats].map((index) => units[index] as Unit)
        for (let cut = 0; queue.length > 0; cut += 1) {
          const chunk = queue.splice(0, cuts[cut] ?? 4)
          for (const till of new Set(chunk.map((unit) => unit.till))) {
            const own = chunk.filter((unit) => unit.till === till)
            await till.deliver(...own.flatMap((unit) => unit.records))
          }
        }
        expect(await dump(units)).toEqual(expected)
        await assertInvariants(under.api.context.database)
      }),
      { numRuns: RUNS, seed: 20261122 },
    )
  })
})
