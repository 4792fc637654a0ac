import type { Journal } from '#electron/journal/journal.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import type { Head, OperationsResponse } from '#shared/contracts/messages/operations.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import type { SendResult } from '#shared/ipc/record-methods.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantToMs } from '#shared/kernel/instant.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, ok } from '#shared/kernel/result.ts'

import type { AccountApiClient } from './account-api-client.ts'
import { NONCE_BYTES, namesOnly } from './answers.ts'
import type { HeldComparison } from './held-comparison.ts'
import { journalOutcomes } from './journal-outcomes.ts'
import type { OwnPart } from './own-ends.ts'
import { sendFailureOf } from './send-failure.ts'
import type { TrustedTime } from './trusted-time.ts'

const RETRY = { kind: 'retry', retryAfterMs: null } as const

export interface DeliverPorts {
  readonly client: AccountApiClient
  readonly journal: Journal
  readonly heldComparison: HeldComparison
  readonly trustedTime: TrustedTime
  readonly clock: Clock
  readonly random: Random
  readonly terminalId: TerminalId
  readonly epoch: number
}

/** What became of a batch, and whether its answer shows that another till speaks in this one's name [T11]. */
export interface Delivered {
  readonly result: SendResult
  readonly isForked: boolean
  /** Where the account API says this till's chain ends; null when it said nothing. */
  readonly confirmed: Pick<OperationsResponse, 'head' | 'gaps'> | null
  /** What the account API says it holds, epoch by epoch; nothing when it said nothing. */
  readonly held: readonly OwnPart[]
}

/** Sends a batch, or a heartbeat when it is empty, once nothing of it can go with a power cut, and journals what became of it before it says so [T4] [T4a] [T5]. */
export async function deliver(ports: DeliverPorts, envelopes: readonly SealedEnvelope[]): Promise<Delivered> {
  const { journal, random, terminalId, epoch } = ports
  // Else head office would hold what this till may not, and its next record would be taken for another till's.
  if (!(await journal.secure()).ok) return unsettled({ ...RETRY, cause: 'disk-failed' })
  const nonce = toBase64Url(random.bytes(NONCE_BYTES))
  const asOf = journal.lastFrame()
  const answer = await ports.client.call({
    name: 'operations',
    params: { terminalId },
    body: { nonce, contractVersion: CONTRACT_VERSION, head: journal.head(epoch), operations: [...envelopes] },
  })
  if (!answer.ok) return unsettled(sendFailureOf(answer.failure))
  const { value, retryAfterMs, askedAtMs, heardAtMs } = answer.value
  const sent = new Set(envelopes.map((envelope) => envelope.id))
  if (value.nonce !== nonce || !namesOnly(value.results, sent)) {
    return unsettled({ ...RETRY, cause: 'not-the-account-api' })
  }
  ports.trustedTime.note({ serverTimeMs: instantToMs(value.serverTime), askedAtMs, heardAtMs })
  const settled = await journalAnswer(ports, { answer: value, asOf })
  if (!settled.ok) return unsettled({ ...RETRY, cause: 'disk-failed' })
  const answered = new Set(value.results.map((result) => result.operationId))
  return {
    isForked: value.isForked || (await holdsForeignRecords(ports, value.head)),
    confirmed: { head: value.head, gaps: value.gaps },
    held: settled.value.parts,
    result: {
      kind: 'settled',
      frames: [...settled.value.frames],
      unanswered: [...sent].filter((id) => !answered.has(id)),
      serverHead: value.head,
      spreadMs: retryAfterMs ?? 0,
    },
  }
}

function unsettled(result: SendResult): Delivered {
  return { result, isForked: false, confirmed: null, held: [] }
}

/** Writes outcomes, then what may be removed because of them and what the server has lost. */
async function journalAnswer(
  ports: DeliverPorts,
  given: { answer: OperationsResponse; asOf: number },
): Promise<Result<Awaited<ReturnType<HeldComparison['take']>>, unknown>> {
  const settled = await journalOutcomes(ports, given.answer.results)
  if (!settled.ok) return settled
  const compared = await ports.heldComparison.take(given)
  return ok({ ...compared, frames: [...settled.value, ...compared.frames] })
}

/** Whether the server holds records in this till's name that this till did not write [T11]. */
async function holdsForeignRecords(ports: DeliverPorts, serverHead: Head): Promise<boolean> {
  const { journal, epoch } = ports
  if (serverHead.epoch !== epoch || serverHead.sequence === 0) return false
  const own = journal.head(epoch)
  if (serverHead.sequence > own.sequence) return true
  if (serverHead.sequence === own.sequence) return serverHead.hash !== own.hash
  const hash = await journal.hashAt(serverHead)
  // A record that is lost here proves nothing; the server's copy is the better one.
  return hash !== null && hash !== serverHead.hash
}
