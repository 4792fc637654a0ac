import type { Selectable } from 'kysely'
import type { InboxTable } from '../database/ledger-tables.ts'
import type { Database } from '../database/tables.ts'

export type HeldRecord = Pick<
  Selectable<InboxTable>,
  'operationId' | 'sequence' | 'hash' | 'previousHash' | 'signature' | 'header' | 'sealedPayload'
>

const PAGE = 500

/** The records of one epoch by sequence, a page at a time: a chain may be longer than memory. */
export async function* readHeldRecords(
  database: Database,
  given: { terminalId: string; epoch: number },
): AsyncGenerator<HeldRecord> {
  let after = 0
  for (;;) {
    // By whole sequences, so that a fork is never cut by the end of a page.
    const rows = await database
      .selectFrom('inbox')
      .select(['operationId', 'sequence', 'hash', 'previousHash', 'signature', 'header', 'sealedPayload'])
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
    yield* isWhole ? rows : rows.filter((row) => row.sequence < last.sequence)
    after = isWhole ? last.sequence : last.sequence - 1
  }
}
