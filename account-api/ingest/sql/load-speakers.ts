import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Arrival } from '../arrival.ts'
import { groupBy } from '../group-by.ts'
import type { Snapshot } from '../snapshot.ts'
import { isAboutFound } from '../speaks-for.ts'

/** Which terminals may speak for the accounts that records name without a registration (look-ups/SPEC.md, LU9). */
export async function loadSpeakers(
  transaction: DatabaseTransaction,
  records: readonly Arrival[],
): Promise<Snapshot['speakers']> {
  const ids = records.flatMap(({ header, content }) =>
    content.kind === 'opened' && isAboutFound(content.operation) ? [header.aggregateId] : [],
  )
  if (ids.length === 0) return new Map()
  const found = await transaction
    .selectFrom('accountLookUps')
    .select(['accountId', 'terminalId', 'at'])
    .where('accountId', 'in', ids)
    .where('isMatch', '=', true)
    .execute()
  const registered = await transaction
    .selectFrom('registrations')
    .select(['customerId', 'accountId', 'terminalId'])
    .where((where) => where.or([where('accountId', 'in', ids), where('customerId', 'in', ids)]))
    .execute()
  const speakers = [
    ...found.flatMap(({ accountId, terminalId, at }) =>
      accountId === null ? [] : [{ of: accountId, terminalId, matchedAt: at.toISOString() }],
    ),
    ...registered.flatMap(({ customerId, accountId, terminalId }) =>
      [customerId, accountId].map((of) => ({ of, terminalId, matchedAt: null })),
    ),
  ]
  return groupBy(speakers, ({ of }) => of)
}
