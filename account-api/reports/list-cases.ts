import { sql } from 'kysely'
import type { CaseAudience } from '#shared/contracts/messages/cases.ts'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'

const PAGE = 50

/** Which cases are wanted; null where all are. */
export interface CaseFilter {
  readonly status: 'open' | 'closed'
  readonly audiences: readonly CaseAudience[]
  readonly kind: string | null
  readonly storeId: string | null
  readonly minAgeDays: number | null
}

/** Cases a page at a time: open ones from the oldest, decided ones from the newest. They name no person. */
export async function listCases(
  context: Pick<Context, 'database' | 'clock'>,
  given: { filter: CaseFilter; page: number },
) {
  const { filter } = given
  let from = context.database
    .selectFrom('cases')
    .innerJoin('terminals', 'terminals.terminalId', 'cases.terminalId')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .where('cases.status', '=', filter.status)
    .where('audience', 'in', [...filter.audiences])
  if (filter.kind !== null) from = from.where('kind', '=', filter.kind)
  if (filter.storeId !== null) from = from.where('stores.storeId', '=', filter.storeId)
  if (filter.minAgeDays !== null)
    from = from.where('openedAt', '<=', dateAt(context.clock.wallMs() - filter.minAgeDays * 86_400_000))
  const { total } = await from.select(sql<number>`count(*)::integer`.as('total')).executeTakeFirstOrThrow()
  const pages = Math.max(1, Math.ceil(total / PAGE))
  const page = Math.min(given.page, pages)
  const order = filter.status === 'open' ? 'asc' : 'desc'
  const last = (column: 'choice' | 'actor') =>
    sql<string | null>`(SELECT ${sql.ref(column)} FROM case_decisions
      WHERE case_decisions.case_id = cases.case_id ORDER BY version DESC LIMIT 1)`
  const cases = await from
    .select(['caseId', 'kind', 'audience', 'version', 'openedAt', 'closedAt', 'stores.storeId'])
    .select(['stores.name as storeName', 'timeZone', 'terminals.name as terminalName'])
    .select([last('choice').as('choice'), last('actor').as('actor')])
    .orderBy(filter.status === 'open' ? 'openedAt' : 'closedAt', order)
    .orderBy('caseId', order)
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute()
  return { cases, total, page, pages }
}
