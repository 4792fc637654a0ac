import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { caseIdSchema } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Batch } from '../ledger-store.ts'
import { CASE_CHOICES } from '../open-case.ts'

/** An id came with other content: what is stored stays, the newcomer is kept aside, and a person looks at both. */
export async function reuseCase(
  transaction: DatabaseTransaction,
  given: { envelope: SealedEnvelope; batch: Batch; newId(): string },
): Promise<Outcome> {
  const { envelope, batch } = given
  const choices = CASE_CHOICES['id-reused']
  await transaction
    .insertInto('quarantine')
    .values({
      operationId: envelope.id,
      contentHash: envelope.hash,
      terminalId: batch.terminalId,
      epoch: envelope.epoch,
      sequence: envelope.sequence,
      reason: 'id-reused',
      content: JSON.stringify(envelope),
      receivedAt: batch.receivedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const place = { operationId: envelope.id, envelopeHash: envelope.hash, kind: 'id-reused' }
  await transaction
    .insertInto('cases')
    .values({
      caseId: given.newId(),
      ...place,
      audience: 'store',
      version: 1,
      choices: JSON.stringify(choices),
      status: 'open',
      terminalId: batch.terminalId,
      openedAt: batch.receivedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const opened = await transaction
    .selectFrom('cases')
    .select(['caseId', 'version'])
    .where((where) => where.and(place))
    .executeTakeFirstOrThrow()
  const caseId = caseIdSchema.parse(opened.caseId)
  return { kind: 'case', caseId, version: opened.version, caseKind: 'id-reused', choices: [...choices] }
}
