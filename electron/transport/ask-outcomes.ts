import type { Journal } from '#electron/journal/journal.ts'
import { isSecond } from '#shared/contracts/held-places.ts'
import type { OperationId, TerminalId } from '#shared/contracts/identifiers.ts'
import type { RecordResult } from '#shared/contracts/messages/outcomes.ts'
import type { OperationResult } from '#shared/contracts/outcome.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import type { FollowResult } from '#shared/ipc/outcome-methods.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { AccountApiClient } from './account-api-client.ts'
import { NONCE_BYTES, namesRecordsOnly } from './answers.ts'
import { journalOutcomes } from './journal-outcomes.ts'
import { sendFailureOf } from './send-failure.ts'

export interface AskOutcomesPorts {
  readonly client: AccountApiClient
  readonly journal: Journal
  readonly clock: Clock
  readonly random: Random
  readonly terminalId: TerminalId
}

/** Asks what became of records meanwhile, and journals what changed before it says so [T5] [T13]. */
export async function askOutcomes(
  ports: AskOutcomesPorts,
  operationIds: readonly OperationId[],
): Promise<FollowResult> {
  const told = await outcomesOf(ports, operationIds)
  if (!told.ok) return told.failure
  const frames = await journalOutcomes(ports, await ofOwnRecords(ports.journal, told.value))
  if (!frames.ok) return { kind: 'retry', cause: 'disk-failed', retryAfterMs: null }
  return { kind: 'followed', frames: [...frames.value] }
}

/**
 * Of each id the result that is about the record which this till wrote under it. Where that cannot be read any more it is the first one
 * of the id; so is what does not say its record. Neither is believed of a till's second record under one id.
 */
async function ofOwnRecords(
  journal: Pick<Journal, 'hashAt' | 'outcome' | 'record'>,
  results: readonly RecordResult[],
): Promise<readonly OperationResult[]> {
  const own: OperationResult[] = []
  for (const operationId of new Set(results.map((result) => result.operationId))) {
    const entry = journal.record(operationId)
    const hash = entry === undefined ? null : await journal.hashAt(entry)
    const known = journal.outcome(operationId)?.outcome
    const wasSecond = entry?.isSecond === true || (known !== undefined && isSecond(known))
    const result = results.find((one) => {
      if (one.operationId !== operationId) return false
      return one.hash === undefined || hash === null ? !wasSecond : one.hash === hash
    })
    if (result !== undefined) own.push({ operationId, outcome: result.outcome })
  }
  return own
}

/** What the account API says became of records; those that it does not hold are not among them. */
export async function outcomesOf(
  ports: Pick<AskOutcomesPorts, 'client' | 'random' | 'terminalId'>,
  operationIds: readonly OperationId[],
): Promise<Result<readonly RecordResult[], Exclude<FollowResult, { kind: 'followed' }>>> {
  const { client, random, terminalId } = ports
  const nonce = toBase64Url(random.bytes(NONCE_BYTES))
  const answer = await client.call({
    name: 'outcomes',
    params: { terminalId },
    query: { contractVersion: String(CONTRACT_VERSION) },
    body: { nonce, operationIds: [...operationIds] },
  })
  if (!answer.ok) {
    const failure = sendFailureOf(answer.failure)
    // There is nothing to halve: that the question itself was refused is the server's trouble.
    return fail(
      failure.kind === 'split' ? { kind: 'retry', cause: 'server-error', retryAfterMs: null } : failure,
    )
  }
  const { value } = answer.value
  if (value.nonce !== nonce || !namesRecordsOnly(value.results, new Set(operationIds))) {
    return fail({ kind: 'retry', cause: 'not-the-account-api', retryAfterMs: null })
  }
  return ok(value.results)
}
