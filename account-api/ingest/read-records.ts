import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { publicKeySchema } from '#shared/contracts/values.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { OLDEST_CONTRACT_VERSION } from '../oldest-contract.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import type { ReadRecord } from './arrival.ts'
import { keyObjectOf, readRecord } from './read-record.ts'
import type { ExpectedOrigin } from './read-record.ts'

/** Reads the records of a request one by one [IN4]; those of another realm stand before the wrong server [IN12]. */
export async function readRecords(
  context: Context,
  given: { terminalId: TerminalId; contractVersion: number; operations: readonly unknown[] },
): Promise<Result<readonly ReadRecord[], ProblemFailure>> {
  if (given.contractVersion < OLDEST_CONTRACT_VERSION) return fail({ problem: 'client-too-old' })
  const origin = await originOf(context, given.terminalId)
  const unsealing = context.keys.sealing.unsealing(context.database)
  const records: ReadRecord[] = []
  for (const [index, raw] of given.operations.entries()) {
    const record = await readRecord(raw, { origin, unsealing })
    if (record === null) return fail(malformedAt(`/operations/${index}/id`))
    if (record.kind === 'chained' && record.envelope.realm !== context.realm)
      return fail({ problem: 'wrong-realm' })
    records.push(record)
  }
  return ok(records)
}

async function originOf(context: Context, terminalId: TerminalId): Promise<ExpectedOrigin> {
  const epochs = await context.database
    .selectFrom('terminalEpochs')
    .select(['epoch', 'publicKey'])
    .where('terminalId', '=', terminalId)
    .execute()
  const epochKeys = new Map(
    epochs.map((row) => [row.epoch, keyObjectOf(publicKeySchema.parse(row.publicKey))]),
  )
  return { terminalId, epochKeys }
}

/** The request is not what the route takes, at this place of it. */
export function malformedAt(pointer: string): ProblemFailure {
  return { problem: 'malformed-request', errors: [{ pointer, detail: 'invalid_value' }] }
}
