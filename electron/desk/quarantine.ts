import type { OperationId } from '#shared/contracts/identifiers.ts'
import { isSettled } from '#electron/journal/frame-index.ts'
import type { IpcResponse } from '#shared/ipc/contract.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { ok } from '#shared/kernel/result.ts'

import type { DeskParts } from './desk-parts.ts'

/** Takes a record that the server can never take out of the queue; a record that is settled already keeps its outcome. */
export async function quarantine(
  { journal, ports }: DeskParts,
  asked: { operationId: OperationId; reason: 'too-large' },
): Promise<IpcResponse<'journal.quarantine'>> {
  const { operationId, reason } = asked
  const entry = journal.record(operationId)
  if (entry === undefined) return { kind: 'failed', reason: 'unknown-operation' }
  if (isSettled(entry) && entry.settled !== null) {
    const known = await journal.readFrame(entry.settled.frame)
    if (known !== null) return { kind: 'quarantined', frame: known }
  }
  const settledAt = instantOf(ports.clock.wallMs())
  const outcome = { kind: 'quarantined', reason } as const
  const written = await journal.append(async () => ok([{ kind: 'settled', operationId, outcome, settledAt }]))
  const frame = written.ok ? written.value[0] : undefined
  return frame === undefined ? { kind: 'failed', reason: 'disk-failed' } : { kind: 'quarantined', frame }
}
