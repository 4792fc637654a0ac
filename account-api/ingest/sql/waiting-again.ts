import { sql } from 'kysely'
import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Arrival } from '../arrival.ts'
import { openSeal } from '../open-seal.ts'
import type { Unsealing } from '../open-seal.ts'
import type { StoredArrivals } from './store-arrivals.ts'

/**
 * Records that waited and may now be settled: those of the batch that were sent again, and all that wait, directly or
 * through others, on what the batch brought. Their rows are locked, because another terminal's batch may free them too.
 */
export async function waitingAgain(
  transaction: DatabaseTransaction,
  given: { unsealing: Unsealing; stored: StoredArrivals },
): Promise<readonly Arrival[]> {
  const { stored } = given
  const sentAgain = [...stored.outcomes].filter(([, outcome]) => outcome.kind === 'waiting').map(([id]) => id)
  const roots = [...stored.arrivals.map((arrival) => arrival.header.id), ...sentAgain]
  const candidates = [...new Set([...sentAgain, ...(await dependentsOf(transaction, roots))])]
  if (candidates.length === 0) return []
  const rows = await transaction
    .selectFrom('inbox')
    .select(['header', 'hash', 'sealedPayload', 'receivedAt'])
    .where('operationId', 'in', candidates)
    .where(sql<string>`outcome->>'kind'`, '=', 'waiting')
    .orderBy('operationId')
    .forUpdate()
    .execute()
  return Promise.all(
    rows.map(async (row): Promise<Arrival> => {
      const header = envelopeHeaderSchema.parse(row.header)
      const sealedPayload = row.sealedPayload ?? ''
      const content = await openSeal({ ...header, sealedPayload }, given.unsealing)
      return { header, hash: row.hash, content, receivedAt: row.receivedAt.toISOString() }
    }),
  )
}

async function dependentsOf(
  transaction: DatabaseTransaction,
  roots: readonly string[],
): Promise<readonly string[]> {
  const found = new Set<string>()
  let frontier = roots
  while (frontier.length > 0) {
    const rows = await transaction
      .selectFrom('waiting')
      .select('operationId')
      .distinct()
      .where('onOperationId', 'in', [...frontier])
      .execute()
    frontier = rows.map((row) => row.operationId).filter((id) => !found.has(id))
    for (const id of frontier) found.add(id)
  }
  return [...found]
}
