import type { OperationsResponse } from '#shared/contracts/messages/operations.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import type { AuthenticTerminal } from '../credentials/authentic-terminal.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import type { Backup } from './backup.ts'
import type { Delivery } from './delivery.ts'
import type { LedgerStore } from './ledger-store.ts'
import { MAX_PLACE } from './read-record.ts'
import { malformedAt, readRecords } from './read-records.ts'
import { heldToldTo, toldTo } from './told-to.ts'

/** Takes a terminal's batch, or its heartbeat, and answers what became of each record. */
export async function takeDelivery(
  parts: { context: Context; ledger: LedgerStore; backup: Backup },
  given: { terminal: AuthenticTerminal; delivery: Delivery },
): Promise<Result<OperationsResponse, ProblemFailure>> {
  const { context } = parts
  const { delivery, terminal } = given
  const { terminalId } = terminal
  const receivedAt = now(context)
  const read = await readRecords(context, { terminalId, ...delivery })
  if (!read.ok) return read
  if (Math.max(delivery.head.epoch, delivery.head.sequence) > MAX_PLACE) return fail(malformedAt('/head'))
  const taken = await parts.ledger.take({
    terminalId,
    claimedHead: delivery.head,
    receivedAt,
    records: read.value,
  })
  if (!taken.ok) {
    return fail(
      taken.failure === 'terminal-revoked' ? { problem: 'terminal-revoked' } : malformedAt('/head/epoch'),
    )
  }
  const { results, head, gaps, isForked, heads, held } = taken.value
  return ok({
    nonce: delivery.nonce,
    serverTime: receivedAt,
    serverEpoch: context.serverEpoch,
    head,
    isForked,
    durable: await Promise.all(
      heads.map(async (end) => ({
        epoch: end.epoch,
        sequence: await parts.backup.durableSequence(terminalId, end),
      })),
    ),
    gaps,
    results: results.map(({ operationId, outcome }) => ({
      operationId,
      outcome: toldTo(delivery.contractVersion, outcome),
    })),
    ...heldToldTo(delivery.contractVersion, held),
  })
}
