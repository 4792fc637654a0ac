import { sql } from 'kysely'
import { fleetSchema } from '#shared/contracts/messages/proof.ts'
import type { Fleet } from '#shared/contracts/messages/proof.ts'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import { TOO_LONG_MS } from '../findings/look-over-fleet.ts'
import { GAP_COUNTS } from './list-findings.ts'

const PAGE = 50

/** What was written and is not held: beyond the whole part of a chain, less what lies there already. */
const BACKLOG = sql<number>`(SELECT coalesce(sum(greatest(0,
    epochs.claimed_sequence - epochs.contiguous_sequence - (
      SELECT count(DISTINCT held.sequence) FROM chain_records AS held
      WHERE held.terminal_id = epochs.terminal_id AND held.epoch = epochs.epoch
        AND held.sequence > epochs.contiguous_sequence AND held.sequence <= epochs.claimed_sequence
    ))), 0)::integer
  FROM terminal_epochs AS epochs WHERE epochs.terminal_id = terminals.terminal_id)`

/** Whether nobody heard of a terminal for too long by then. It asks `terminals` and the epoch that counts in `terminal_epochs`. */
export const isSilentAt = (wallMs: number) => sql<boolean>`(status = 'active'
    AND coalesce(terminals.last_seen_at, terminal_epochs.enrolled_at) < ${dateAt(wallMs - TOO_LONG_MS)})`

/** The terminals of all stores or of one, a page at a time: those nobody hears of first, revoked ones last. */
export async function listFleet(
  context: Pick<Context, 'database' | 'clock'>,
  given: { storeId: string | null; page: number },
): Promise<Fleet> {
  const { database } = context
  const isSilent = isSilentAt(context.clock.wallMs())
  const base = database
    .selectFrom('terminals')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .innerJoin('terminalEpochs', (join) =>
      join
        .onRef('terminalEpochs.terminalId', '=', 'terminals.terminalId')
        .onRef('terminalEpochs.epoch', '=', 'terminals.currentEpoch'),
    )
  const from = given.storeId === null ? base : base.where('stores.storeId', '=', given.storeId)
  const counts = await from
    .select([
      sql<number>`count(*)::integer`.as('total'),
      sql<number>`count(*) FILTER (WHERE ${isSilent})::integer`.as('silent'),
    ])
    .executeTakeFirstOrThrow()
  const pages = Math.max(1, Math.ceil(counts.total / PAGE))
  const page = Math.min(given.page, pages)
  const rows = await from
    .select(['terminals.terminalId', 'terminals.name as terminalName', 'status', 'appVersion', 'hasKeystore'])
    .select(['currentEpoch as epoch', 'lastSeenAt', 'stores.storeId', 'stores.name as storeName'])
    .select(['configurationInForce', 'configurationRefused'])
    .select(['stores.timeZone', BACKLOG.as('backlog'), isSilent.as('isSilent')])
    .orderBy('status')
    .orderBy('lastSeenAt', (order) => order.asc().nullsFirst())
    .orderBy('terminals.terminalId')
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute()
  const findings = await findingsOf(
    context,
    rows.map(({ terminalId }) => terminalId),
  )
  return fleetSchema.parse({
    ...counts,
    page,
    pages,
    terminals: rows.map((row) => {
      const own = findings.filter((finding) => finding.terminalId === row.terminalId)
      const ahead = own.find((finding) => finding.kind === 'head-ahead')
      return {
        ...row,
        lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
        pendingSince: row.backlog === 0 ? null : (ahead?.foundAt.toISOString() ?? null),
        findings: [...new Set(own.map((finding) => finding.kind))],
      }
    }),
  })
}

async function findingsOf(context: Pick<Context, 'database'>, terminalIds: readonly string[]) {
  if (terminalIds.length === 0) return []
  return context.database
    .selectFrom('findings')
    .innerJoin('terminals', 'terminals.terminalId', 'findings.terminalId')
    .select(['findings.terminalId', 'kind', 'foundAt'])
    .where('findings.terminalId', 'in', [...terminalIds])
    .where('endedAt', 'is', null)
    .where(GAP_COUNTS)
    .orderBy('foundAt')
    .execute()
}
