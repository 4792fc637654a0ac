import type { Selectable } from 'kysely'
import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { InboxTable } from '../../database/ledger-tables.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import { readKept } from '../../safe/kept-record.ts'
import { cipherFor, customersIn } from '../../safe/safe.ts'
import type { Safe } from '../../safe/safe.ts'
import type { Arrival } from '../arrival.ts'

/** The columns of the inbox that a record is read back from. */
export const ARRIVAL_COLUMNS = ['header', 'hash', 'sealedPayload', 'payload', 'receivedAt'] as const

type StoredRow = Pick<Selectable<InboxTable>, (typeof ARRIVAL_COLUMNS)[number]>

/** Reads records back from the inbox, in their order. One whose bytes or whose customer's key are gone is unreadable. */
export async function readArrivals(
  transaction: DatabaseTransaction,
  given: { rows: readonly StoredRow[]; safe: Safe },
): Promise<readonly Arrival[]> {
  const { rows, safe } = given
  const headers = rows.map((row) => envelopeHeaderSchema.parse(row.header))
  const ciphers = await safe.customers.read(transaction, customersIn(headers))
  const unsealing = safe.unsealing(transaction)
  return Promise.all(
    rows.map(async ({ hash, receivedAt, ...kept }, index): Promise<Arrival> => {
      const header = headers[index] ?? envelopeHeaderSchema.parse(kept.header)
      const content = await readKept(header, kept, { unsealing, cipher: cipherFor(safe, header, ciphers) })
      return { header, hash, content, receivedAt: receivedAt.toISOString() }
    }),
  )
}
