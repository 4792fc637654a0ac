import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ledgerOf } from '#account-api/ingest/sql/ledger-of.ts'
import type { ReadRecord } from '#account-api/ingest/arrival.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { TERMINAL } from './arrivals.ts'
import { mintId } from './fake-till.ts'
import { DEVICES, EMAILS, hostileBatch, IDS, OTHER_TERMINAL } from './hostile-records.ts'
import { assertInvariants } from './ledger-invariants.ts'

/** The same in every run of the suite; more, and others, where they are asked for. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 12)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122)

let under: ApiUnderTest
beforeAll(async () => {
  under = await startApi()
})
afterAll(async () => under.stop())

test(
  `[IN32] whatever well-formed records a terminal signs, the tables take what becomes of them, on ${DATABASE}`,
  async () => {
    const { context } = under.api
    const tills = [await under.newTill(), await under.newTill()]
    const [terminalId = '', other = ''] = tills.map((till) => till.terminalId)
    let run = 0
    const property = fc.asyncProperty(hostileBatch, async (arrivals) => {
      run += 1
      // Runs do not meet: each has names of its own.
      const letters = run
        .toString(8)
        .padStart(4, '0')
        .replaceAll(/\d/g, (digit) => 'BCDEFGHJ'[Number(digit)] ?? '')
      const names: (readonly [string, string])[] = [
        [TERMINAL, terminalId],
        [OTHER_TERMINAL, other],
        ...IDS.map((id) => [id, mintId()] as const),
        ...DEVICES.map((id) => [id, `${id.slice(0, 7)}${letters}${id.slice(-1)}`] as const),
        ...EMAILS.map((email) => [email, `${letters}${email}`] as const),
      ]
      const text = names.reduce((said, [from, to]) => said.replaceAll(from, to), JSON.stringify(arrivals))
      const records = (JSON.parse(text) as typeof arrivals).map(({ header, content }, index): ReadRecord => {
        const hash = createHash('sha256').update(`${run} ${index}`).digest('base64url')
        const sealed = { hash, signature: 'A'.repeat(86), sealedPayload: 'a.a.a.a.a' }
        return { kind: 'chained', envelope: sealedEnvelopeSchema.parse({ ...header, ...sealed }), content }
      })
      const batch = {
        terminalId: terminalIdSchema.parse(terminalId),
        receivedAt: '2026-11-22T10:00:01.000Z',
        records,
        importedBy: 'test',
      }
      const taken = await ledgerOf(context).importRecords(batch)
      expect(taken).toMatchObject({ ok: true, value: { results: { length: records.length } } })
      expect(under.logged.filter(({ event }) => event === 'not-settled')).toEqual([])
    })
    await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true })
    await assertInvariants(context.database)
  },
  60_000 + RUNS * 3_000,
)
