import { envelopeHash, sha256 } from '#electron/journal/chain.ts'
import type { AppendFailure, Journal } from '#electron/journal/journal.ts'
import type { TrustedTime } from '#electron/transport/trusted-time.ts'
import type { Seal } from '#electron/vault/sealing.ts'
import type { SlipBox } from '#electron/vault/slip-box.ts'
import { type EnvelopeHeader, signatureInput } from '#shared/contracts/envelope.ts'
import type { SavedFrame } from '#shared/contracts/frame.ts'
import type { AggregateId, BootId, OperationId, OperatorId } from '#shared/contracts/identifiers.ts'
import { OPERATION_CATALOGUE, type TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { slipOfOperation } from '#shared/domain/slip.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { slipAbout } from './decisions.ts'
import type { EnrolledTerminal } from './enrolled-terminal.ts'

export interface RecordPorts {
  readonly journal: Journal
  readonly seal: Seal
  readonly slipBox: SlipBox
  readonly clock: Clock
  readonly trustedTime: TrustedTime
  readonly bootId: BootId
}

/** What happened, as whoever may say so says it. */
export interface RecordDraft {
  readonly id: OperationId
  readonly aggregateId: AggregateId
  readonly dependsOn: readonly OperationId[]
  /** Null for what the terminal says of itself. */
  readonly operatorId: OperatorId | null
  readonly operation: TypedPayload
  /** Called when its frame is about to be written: from then on it may be on disk, whatever comes back. */
  readonly willWrite?: () => void
}

/** `already-journaled`: an earlier try of this id, of which nobody knew, reached the disk after all. */
export type WriteRecordFailure = AppendFailure | 'sealing-failed' | 'already-journaled'

/** Seals, signs, chains and journals one record. The plain payload does not outlive this call. */
export async function writeRecord(
  ports: RecordPorts,
  terminal: EnrolledTerminal,
  draft: RecordDraft,
): Promise<Result<SavedFrame, WriteRecordFailure>> {
  const { journal, clock } = ports
  const { enrolment, key } = terminal
  const { type, payload } = draft.operation
  const { schemaVersion } = OPERATION_CATALOGUE[type]
  const content = { id: draft.id, terminalId: enrolment.terminalId, type, schemaVersion, payload }
  const slip = await slipFor(ports, draft)

  const written = await journal.append<WriteRecordFailure>(async () => {
    if (journal.record(draft.id) !== undefined) return fail('already-journaled')
    // Only here nothing else can be appended: the chain never goes back to an older sealing key [D25].
    const configuration = terminal.configuration.current()
    const sealed = await ports.seal({ key: configuration.sealing, content })
    if (!sealed.ok) return sealed
    const head = journal.head(enrolment.epoch)
    const header: EnvelopeHeader = {
      id: draft.id,
      realm: enrolment.realm,
      terminalId: enrolment.terminalId,
      epoch: enrolment.epoch,
      sequence: head.sequence + 1,
      previousHash: head.hash,
      type,
      schemaVersion,
      aggregateId: draft.aggregateId,
      dependsOn: [...draft.dependsOn],
      operatorId: draft.operatorId,
      occurredAt: instantOf(clock.wallMs()),
      storeTimeZone: configuration.store.timeZone,
      clock: {
        bootId: ports.bootId,
        monotonicMs: Math.max(0, Math.round(clock.monotonicMs())),
        ...ports.trustedTime.offset(),
      },
      keyId: configuration.sealing.keyId,
      payloadCommitment: sha256(sealed.value),
    }
    const hash = envelopeHash(header)
    const envelope = {
      ...header,
      hash,
      signature: key.sign(signatureInput(hash)),
      sealedPayload: sealed.value,
    }
    draft.willWrite?.()
    return ok([{ kind: 'saved', envelope, slip, savedAt: instantOf(clock.wallMs()) } as const])
  })
  if (!written.ok) return written
  const [frame] = written.value
  assert(frame?.kind === 'saved', 'the journal gives the frame it wrote')
  return ok(frame)
}

async function slipFor(ports: RecordPorts, draft: RecordDraft): Promise<string | null> {
  const { slipBox } = ports
  const { operation } = draft
  if (operation.type === 'age-check') {
    const { outcome } = operation.payload
    return slipBox.close(draft.id, { initials: null, devices: [], ageOutcome: outcome })
  }
  const own = slipOfOperation(operation)
  const slip = own === null ? await slipAbout(ports, operation) : { ...own, ageOutcome: null }
  return slip === null ? null : slipBox.close(draft.id, slip)
}
