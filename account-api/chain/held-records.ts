import type { Selectable } from 'kysely'
import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import type { ChainRecordsView } from '../database/ledger-tables.ts'
import type { Database } from '../database/tables.ts'
import type { Cipher } from '../safe/cipher.ts'
import { ledgerPlace } from '../safe/ledger-places.ts'
import { openSetAside } from '../safe/quarantined-content.ts'
import { cipherFor, customersIn } from '../safe/safe.ts'
import type { Safe } from '../safe/safe.ts'

/** A record as it lies in its chain. `sealedPayload` is what was captured: null where it is erased, empty where it was altered. */
export type HeldRecord = Pick<
  Selectable<ChainRecordsView>,
  'operationId' | 'sequence' | 'hash' | 'previousHash' | 'signature' | 'header' | 'sealedPayload'
>

const PAGE = 500

/** The records of one epoch by sequence, a page at a time: a chain may be longer than memory. */
export async function* readHeldRecords(
  parts: { database: Database; safe: Safe },
  given: { terminalId: string; epoch: number },
): AsyncGenerator<HeldRecord> {
  const { database, safe } = parts
  let after = 0
  for (;;) {
    // By whole sequences, so that a fork is never cut by the end of a page.
    const rows = await database
      .selectFrom('chainRecords')
      .select(['operationId', 'sequence', 'hash', 'previousHash', 'signature', 'header', 'sealedPayload'])
      .select(['setAside', 'customerId', 'isSecond'])
      .where('terminalId', '=', given.terminalId)
      .where('epoch', '=', given.epoch)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .orderBy('hash')
      .limit(PAGE)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    const isWhole = rows.length < PAGE || rows[0]?.sequence === last.sequence
    const whole = isWhole ? rows : rows.filter((row) => row.sequence < last.sequence)
    const headers = whole.map(({ header }) => header)
    const ciphers = await safe.customers.read(database, customersIn(headers))
    for (const row of whole) {
      const cipher = cipherFor(safe, row.header, ciphers)
      const sealedPayload = row.isSecond
        ? await bytesSetAside(parts, { row, cipher })
        : capturedBytes(row, { cipher })
      yield { ...row, sealedPayload }
    }
    after = isWhole ? last.sequence : last.sequence - 1
  }
}

/** The sealed bytes of a record as captured: null where they are erased, empty where they were altered. */
export function capturedBytes(
  row: { operationId: string; sealedPayload: string | null },
  given: { cipher: Cipher | null },
): string | null {
  if (row.sealedPayload === null || given.cipher === null) return null
  return given.cipher.decrypt(row.sealedPayload, ledgerPlace.sealed(row.operationId)) ?? ''
}

/** The same of a record that came under an id which another one has. */
async function bytesSetAside(
  { database, safe }: { database: Database; safe: Safe },
  given: {
    row: Pick<Selectable<ChainRecordsView>, 'operationId' | 'hash' | 'setAside' | 'customerId'>
    cipher: Cipher | null
  },
): Promise<string | null> {
  const { operationId, hash, setAside: content, customerId } = given.row
  if (content === null || given.cipher === null) return null
  const text = await openSetAside(database, {
    row: { operationId, contentHash: hash, content, customerId },
    safe,
  })
  const envelope = sealedEnvelopeSchema.safeParse(text === null ? null : JSON.parse(text))
  return envelope.success ? envelope.data.sealedPayload : ''
}
