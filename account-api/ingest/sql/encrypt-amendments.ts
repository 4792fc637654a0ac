import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { DatabaseTransaction, NewRow } from '../../database/tables.ts'
import { ledgerPlace } from '../../safe/ledger-places.ts'
import { cipherFor, customersIn } from '../../safe/safe.ts'
import type { Safe } from '../../safe/safe.ts'

type Amendment = NewRow<'amendments'>

/** Encrypts what was amended in records for the customers of those records. */
export async function encryptAmendments(
  transaction: DatabaseTransaction,
  given: { rows: readonly Amendment[]; safe: Safe },
): Promise<readonly Amendment[]> {
  const { rows, safe } = given
  if (rows.every(({ changes }) => typeof changes !== 'string')) return rows
  const stored = await transaction
    .selectFrom('inbox')
    .select(['operationId', 'header'])
    .where('operationId', 'in', [...new Set(rows.map((row) => row.targetOperationId))])
    .execute()
  const headers = new Map(
    stored.map((row) => [row.operationId, envelopeHeaderSchema.parse(row.header)] as const),
  )
  const ciphers = await safe.customers.read(transaction, customersIn(headers.values()))
  return rows.map((row) => {
    const { targetOperationId, position, changes } = row
    const header = headers.get(targetOperationId)
    if (typeof changes !== 'string' || header === undefined) return row
    const cipher = cipherFor(safe, header, ciphers)
    const place = ledgerPlace.amendment(targetOperationId, position)
    return { ...row, changes: cipher?.encrypt(changes, place) ?? null }
  })
}
