import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import { askOutcomes } from '#electron/transport/ask-outcomes.ts'
import { deliver } from '#electron/transport/deliver.ts'
import { retryCauseOf, sendFailureOf } from '#electron/transport/send-failure.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { IpcRequest, IpcResponse } from '#shared/ipc/contract.ts'
import type { FollowResult } from '#shared/ipc/outcome-methods.ts'
import type { ProbeResult, SendResult } from '#shared/ipc/record-methods.ts'
import { instantToMs } from '#shared/kernel/instant.ts'

import type { DeskParts } from './desk-parts.ts'
import type { EnrolledTerminal } from './enrolled-terminal.ts'

/** Sends a batch and takes note of what its answer says about this till. */
export async function send(
  parts: DeskParts,
  { envelopes, hasStartedOver }: IpcRequest<'sync.send'>,
): Promise<SendResult> {
  const terminal = parts.terminal()
  if (terminal === null) return { kind: 'retry', cause: 'unreachable', retryAfterMs: null }
  const { terminalId, epoch } = terminal.enrolment
  const { standing } = parts
  const ports = { ...parts.ports, ...parts, client: terminal.client, terminalId, epoch }
  const { result, isForked, confirmed, held } = await deliver(ports, envelopes)
  if (confirmed !== null) parts.confirmation.note(confirmed)
  if (result.kind === 'stop') await standing.setStop(result.cause, epoch)
  if (result.kind === 'settled') {
    if (standing.stop() === 'client-too-old' || standing.stop() === 'wrong-realm') await standing.endStop()
    // Without the end of its journal a till cannot tell what it wrote: that the server holds more says nothing.
    if (isForked && standing.stop() !== 'journal-lost') await standing.setStop('chain-fork', epoch)
    parts.setNeedsAttention(false)
    heard(parts, terminal)
  }
  parts.announce()
  const due = result.kind === 'settled' ? parts.storeComparison.due(held, hasStartedOver) : null
  return result.kind === 'settled' && due !== null ? { ...result, held: [...due] } : result
}

/** What became meanwhile of records of this till [T13]. One question at a time: a late answer never overtakes a newer one. */
export function createFollowOutcomes(parts: DeskParts) {
  const alone = oneAtATime()
  return (operationIds: readonly OperationId[]): Promise<FollowResult> =>
    alone(async () => {
      const terminal = parts.terminal()
      if (terminal === null) return { kind: 'retry', cause: 'unreachable', retryAfterMs: null }
      const { terminalId, epoch } = terminal.enrolment
      const ports = { ...parts.ports, journal: parts.journal, client: terminal.client, terminalId }
      const result = await askOutcomes(ports, operationIds)
      if (result.kind === 'stop') await parts.standing.setStop(result.cause, epoch)
      parts.announce()
      return result
    })
}

/** Whether the account API answers, and what time it is there. */
export async function probe(parts: DeskParts): Promise<ProbeResult> {
  const terminal = parts.terminal()
  if (terminal === null) return { kind: 'offline', cause: 'unreachable' }
  const answer = await terminal.client.call({ name: 'health', params: {}, body: null })
  if (!answer.ok) return { kind: 'offline', cause: retryCauseOf(answer.failure) }
  const { value, askedAtMs, heardAtMs } = answer.value
  if (value.realm !== terminal.enrolment.realm) return { kind: 'offline', cause: 'not-the-account-api' }
  parts.trustedTime.note({ serverTimeMs: instantToMs(value.serverTime), askedAtMs, heardAtMs })
  heard(parts, terminal)
  parts.announce()
  const serverOffsetMs = parts.trustedTime.offset().serverOffsetMs ?? 0
  return { kind: 'online', serverTime: value.serverTime, serverOffsetMs }
}

/** Gets a new token; a refusal that a new token does not mend is for a person. */
export async function renewCredential(parts: DeskParts): Promise<IpcResponse<'sync.renew-credential'>> {
  const terminal = parts.terminal()
  if (terminal === null) return 'unreachable'
  const renewed = await terminal.credential.renew()
  const result = renewed.ok ? 'renewed' : renewalOf(sendFailureOf(renewed.failure))
  if (result === 'revoked') await parts.standing.setStop('terminal-revoked', terminal.enrolment.epoch)
  if (result === 'renewed' || result === 'refused') parts.setNeedsAttention(result === 'refused')
  parts.announce()
  return result
}

function renewalOf(failure: SendResult): 'refused' | 'unreachable' | 'revoked' {
  if (failure.kind === 'retry') return 'unreachable'
  return failure.kind === 'stop' && failure.cause === 'terminal-revoked' ? 'revoked' : 'refused'
}

/** Nobody waits for these: they are asked for again by the next answer. */
function heard(parts: DeskParts, terminal: EnrolledTerminal): void {
  void parts.standing.setServerOffset(parts.trustedTime.offset().serverOffsetMs)
  void parts.refreshConfiguration(terminal)
}
