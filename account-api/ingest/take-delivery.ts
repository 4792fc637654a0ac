import type { Realm } from '#shared/contracts/identifiers.ts'
import type { OperationsResponse } from '#shared/contracts/messages/operations.ts'
import { publicKeySchema } from '#shared/contracts/values.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import type { AuthenticTerminal } from '../credentials/authentic-terminal.ts'
import { OLDEST_CONTRACT_VERSION } from '../oldest-contract.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import type { ReadRecord } from './arrival.ts'
import type { Backup } from './backup.ts'
import type { Delivery } from './delivery.ts'
import type { LedgerStore } from './ledger-store.ts'
import { MAX_PLACE, readRecord } from './read-record.ts'
import type { ExpectedOrigin } from './read-record.ts'

/** The first contract version in which an answer says what is held. */
const HELD_SINCE = 2

/** Takes a terminal's batch, or its heartbeat, and answers what became of each record. */
export async function takeDelivery(
  parts: { context: Context; ledger: LedgerStore; backup: Backup },
  given: { terminal: AuthenticTerminal; delivery: Delivery },
): Promise<Result<OperationsResponse, ProblemFailure>> {
  const { context } = parts
  const { delivery, terminal } = given
  if (delivery.contractVersion < OLDEST_CONTRACT_VERSION) return fail({ problem: 'client-too-old' })
  if (Math.max(delivery.head.epoch, delivery.head.sequence) > MAX_PLACE) return fail(malformedAt('/head'))
  const receivedAt = now(context)
  const origin = await originOf(context, terminal)
  const unsealing = (keyId: string) => context.keys.unsealing(keyId)
  const records = []
  for (const [index, raw] of delivery.operations.entries()) {
    const record = await readRecord(raw, { origin, unsealing })
    if (record === null) return fail(malformedAt(`/operations/${index}/id`))
    if (isOfOtherRealm(record, context.realm)) return fail({ problem: 'wrong-realm' })
    records.push(record)
  }
  const { terminalId } = terminal
  const taken = await parts.ledger.take({ terminalId, claimedHead: delivery.head, receivedAt, records })
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
    results: [...results],
    // An older till takes no member that it does not know.
    ...(delivery.contractVersion < HELD_SINCE ? {} : { held: [...held] }),
  })
}

/** Proven to be the terminal's, and made for the other realm: the till stands before the wrong server [IN12]. */
function isOfOtherRealm(record: ReadRecord, realm: Realm): boolean {
  return record.kind === 'chained' && record.envelope.realm !== realm
}

async function originOf(context: Context, terminal: AuthenticTerminal): Promise<ExpectedOrigin> {
  const epochs = await context.database
    .selectFrom('terminalEpochs')
    .select(['epoch', 'publicKey'])
    .where('terminalId', '=', terminal.terminalId)
    .execute()
  const epochKeys = new Map(epochs.map((row) => [row.epoch, publicKeySchema.parse(row.publicKey)]))
  return { terminalId: terminal.terminalId, epochKeys }
}

function malformedAt(pointer: string): ProblemFailure {
  return { problem: 'malformed-request', errors: [{ pointer, detail: 'invalid_value' }] }
}
