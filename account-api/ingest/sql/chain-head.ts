import type { Head } from '#shared/contracts/messages/operations.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'

interface Place {
  readonly terminalId: string
  readonly epoch: number
}

const PAGE = 500

/** Where a walk along a chain is: a number, and the hashes that stand there. Where two records claim one place, both ways are gone. */
interface Reached {
  readonly sequence: number
  readonly hashes: readonly string[]
}

/** Moves the end of the gapless, linked chain as far as what is held allows, and returns it. */
export async function advanceHead(transaction: DatabaseTransaction, place: Place): Promise<Head> {
  const { terminalId, epoch } = place
  const start = await transaction
    .selectFrom('terminalEpochs')
    .select(['contiguousSequence', 'contiguousHash'])
    .select((select) =>
      select
        .selectFrom('inboxForks')
        .select(({ fn }) => fn.min('sequence').as('sequence'))
        .whereRef('inboxForks.terminalId', '=', 'terminalEpochs.terminalId')
        .whereRef('inboxForks.epoch', '=', 'terminalEpochs.epoch')
        .as('forkedAt'),
    )
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', epoch)
    .executeTakeFirstOrThrow()
  const { contiguousSequence: sequence, contiguousHash: hash, forkedAt } = start
  const isBehind = forkedAt !== null && forkedAt <= sequence
  const from = isBehind ? await beforeFork(transaction, { ...place, forkedAt }) : hash
  let reached: Reached = { sequence: isBehind ? forkedAt - 1 : sequence, hashes: [from] }
  for (;;) {
    const next = await walkPage(transaction, { ...place, reached })
    if (next.sequence === reached.sequence) break
    reached = next
  }
  // Of two ways of one length the chain stays with the one that it went.
  const [first = hash] = reached.sequence === sequence ? [hash] : reached.hashes.toSorted()
  const head: Head = { epoch, sequence: reached.sequence, hash: first }
  if (head.sequence === sequence) return head
  await transaction
    .updateTable('terminalEpochs')
    .set({ contiguousSequence: head.sequence, contiguousHash: head.hash })
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', epoch)
    .execute()
  return head
}

/** The hash of the last record before the first place that two records claim. */
async function beforeFork(
  transaction: DatabaseTransaction,
  { terminalId, epoch, forkedAt }: Place & { forkedAt: number },
): Promise<string> {
  if (forkedAt === 1) return GENESIS_HASH
  const { hash } = await transaction
    .selectFrom('chainRecords')
    .select('hash')
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', epoch)
    .where('sequence', '=', forkedAt - 1)
    .executeTakeFirstOrThrow()
  return hash
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
  { terminalId, epoch, reached }: Place & { reached: Reached },
): Promise<Reached> {
  const rows = await transaction
    .selectFrom('chainRecords')
    .select(['sequence', 'hash', 'previousHash'])
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', epoch)
    .where('sequence', '>', reached.sequence)
    .where('sequence', '<=', reached.sequence + PAGE)
    .execute()
  let { sequence, hashes } = reached
  for (;;) {
    const linked = rows.filter((row) => row.sequence === sequence + 1 && hashes.includes(row.previousHash))
    if (linked.length === 0) return { sequence, hashes }
    sequence += 1
    hashes = linked.map(({ hash }) => hash)
  }
}
