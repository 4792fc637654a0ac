import type { Selectable } from 'kysely'
import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { InboxTable } from '../../database/ledger-tables.ts'
import type { Arrival } from '../arrival.ts'
import { openSeal } from '../open-seal.ts'
import type { Unsealing } from '../open-seal.ts'

/** The columns of the inbox that a record is read back from. */
export const ARRIVAL_COLUMNS = ['header', 'hash', 'sealedPayload', 'receivedAt'] as const

type StoredRow = Pick<Selectable<InboxTable>, (typeof ARRIVAL_COLUMNS)[number]>

/** Reads a record back from the inbox. One whose sealed bytes are gone is unreadable. */
export async function readArrival(row: StoredRow, unsealing: Unsealing): Promise<Arrival> {
  const header = envelopeHeaderSchema.parse(row.header)
  const sealedPayload = row.sealedPayload ?? ''
  const content = await openSeal({ ...header, sealedPayload }, unsealing)
  return { header, hash: row.hash, content, receivedAt: row.receivedAt.toISOString() }
}
