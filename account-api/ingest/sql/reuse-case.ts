import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import { encryptSetAside } from '../../safe/quarantined-content.ts'
import type { Safe } from '../../safe/safe.ts'
import type { RecordBatch } from '../ledger-store.ts'
import { caseIdOf } from '../case-id.ts'
import { headerOf } from '../header-of.ts'
import { secondOutcome, storeCase } from '../open-case.ts'

/**
 * An id came with other content: what is stored stays, the newcomer is kept aside, and a person looks at both. Its header and signature
 * are its place in the chain. Of a removed customer nothing else is kept: its till asks for it by its hash.
 */
export async function reuseCase(
  transaction: DatabaseTransaction,
  given: { envelope: SealedEnvelope; batch: RecordBatch; safe: Safe },
): Promise<Outcome> {
  const { envelope, batch, safe } = given
  const newcomer = {
    operationId: envelope.id,
    contentHash: envelope.hash,
    terminalId: batch.terminalId,
    epoch: envelope.epoch,
    sequence: envelope.sequence,
    reason: 'id-reused',
    content: JSON.stringify(envelope),
    header: JSON.stringify(headerOf(envelope)),
    signature: envelope.signature,
    receivedAt: batch.receivedAt,
  }
  const rows = await encryptSetAside(transaction, { rows: [newcomer], safe, at: batch.receivedAt })
  await transaction
    .insertInto('quarantine')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['operationId', 'contentHash'])
        // One that came before headers were kept.
        .doUpdateSet(({ ref }) => ({ header: ref('excluded.header'), signature: ref('excluded.signature') }))
        .where('quarantine.header', 'is', null),
    )
    .execute()
  if (rows.every(({ content }) => content === null)) return secondOutcome({ isErased: true })
  const subject = { operationId: envelope.id, envelopeHash: envelope.hash, terminalId: batch.terminalId }
  const kind = 'id-reused'
  await transaction
    .insertInto('cases')
    .values(storeCase(subject, { kind, openedAt: batch.receivedAt }))
    .onConflict((conflict) => conflict.column('caseId').doNothing())
    .execute()
  const caseId = caseIdOf({ ...subject, kind })
  const { version, status } = await transaction
    .selectFrom('cases')
    .select(['version', 'status'])
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  return secondOutcome({ caseId, version, isOpen: status === 'open' })
}
