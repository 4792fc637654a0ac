import type { Head } from '#shared/contracts/messages/operations.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'

interface Place {
  readonly terminalId: string
  readonly epoch: number
}

const PAGE = 500

/** Moves the end of the gapless, linked chain as far as the inbox allows, and returns it. */
export async function advanceHead(transaction: DatabaseTransaction, place: Place): Promise<Head> {
  const { terminalId, epoch } = place
  const start = await transaction
    .selectFrom('terminalEpochs')
    .select(['contiguousSequence', 'contiguousHash'])
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', epoch)
    .executeTakeFirstOrThrow()
  const first: Head = { epoch, sequence: start.contiguousSequence, hash: start.contiguousHash }
  let head = first
  for (;;) {
    const next = await walkPage(transaction, { terminalId, head })
    if (next.sequence === head.sequence) break
    head = next
  }
  if (head.sequence === first.sequence) return head
  await transaction
    .updateTable('terminalEpochs')
    .set({ contiguousSequence: head.sequence, contiguousHash: head.hash })
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', epoch)
    .execute()
  return head
}

/** The end of the chain of every epoch of a terminal, as last advanced. */
export async function readHeads(transaction: DatabaseTransaction, terminalId: string): Promise<Head[]> {
  const rows = await transaction
    .selectFrom('terminalEpochs')
    .select(['epoch', 'contiguousSequence', 'contiguousHash'])
    .where('terminalId', '=', terminalId)
    .orderBy('epoch')
    .execute()
  return rows.map((row) => ({
    epoch: row.epoch,
    sequence: row.contiguousSequence,
    hash: row.contiguousHash,
  }))
}

async function walkPage(
  transaction: DatabaseTransaction,
  given: { terminalId: string; head: Head },
): Promise<Head> {
  const rows = await transaction
    .selectFrom('inbox')
    .select(['sequence', 'hash', 'previousHash'])
    .where('terminalId', '=', given.terminalId)
    .where('epoch', '=', given.head.epoch)
    .where('sequence', '>', given.head.sequence)
    .where('sequence', '<=', given.head.sequence + PAGE)
    .orderBy('sequence')
    .orderBy('hash')
    .execute()
  const followed = new Set(rows.map((row) => row.previousHash))
  let head = given.head
  for (;;) {
    const linked = rows.filter((row) => row.sequence === head.sequence + 1 && row.previousHash === head.hash)
    // Of two records that claim one place, the chain goes on with the one that something follows.
    const next = linked.find((row) => followed.has(row.hash)) ?? linked[0]
    if (next === undefined) return head
    head = { epoch: head.epoch, sequence: next.sequence, hash: next.hash }
  }
}
