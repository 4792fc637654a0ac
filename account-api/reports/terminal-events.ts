import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import type { Database } from '../database/tables.ts'

/** What a till says is wrong with it. */
const TROUBLES = ['store-damaged', 'mirror-lost', 'no-keystore'] as const
/** Nobody says that it is well again: a trouble is shown for so long, or until the till is enrolled anew. */
export const TROUBLE_DAYS = 30
const DAY_MS = 86_400_000
const MAX_EVENTS = 20

/** What a till told head office of itself; `arrivedAt` is the server's time, `occurredAt` the till's. */
export interface ToldEvent {
  readonly kind: string
  readonly detail: string | null
  readonly occurredAt: string
  readonly arrivedAt: string
}

/** The last that a till said is wrong with it, of its kind. */
export interface Trouble extends Pick<ToldEvent, 'kind' | 'detail' | 'arrivedAt'> {
  readonly terminalId: string
  readonly terminalName: string
  readonly storeName: string
  readonly timeZone: string
}

/** Whether somebody has to see to it. */
export function isTrouble(kind: string): boolean {
  return (TROUBLES as readonly string[]).includes(kind)
}

/** The last things that a till said of itself, without its starts: what came last first. */
export async function listToldEvents(database: Database, terminalId: string): Promise<readonly ToldEvent[]> {
  const rows = await database
    .selectFrom('terminalEvents')
    .innerJoin('inbox', 'inbox.operationId', 'terminalEvents.operationId')
    .select(['kind', 'detail', 'occurredAt', 'receivedAt'])
    .where('terminalEvents.terminalId', '=', terminalId)
    .where(sql<boolean>`kind <> 'started'`)
    .orderBy('receivedAt', 'desc')
    .orderBy('epoch', 'desc')
    .orderBy('sequence', 'desc')
    .limit(MAX_EVENTS)
    .execute()
  return rows.map(({ occurredAt, receivedAt, ...row }) => ({
    ...row,
    occurredAt: occurredAt.toISOString(),
    arrivedAt: receivedAt.toISOString(),
  }))
}

/** What active tills say is wrong with them since they were enrolled, of each kind the last, what came last first. */
export async function listTroubles(
  context: Pick<Context, 'database' | 'clock'>,
): Promise<readonly Trouble[]> {
  const since = dateAt(context.clock.wallMs() - TROUBLE_DAYS * DAY_MS)
  const rows = await context.database
    .selectFrom((from) =>
      from
        .selectFrom('terminalEvents')
        .innerJoin('inbox', 'inbox.operationId', 'terminalEvents.operationId')
        .innerJoin('terminals', (join) =>
          join
            .onRef('terminals.terminalId', '=', 'terminalEvents.terminalId')
            .onRef('terminals.currentEpoch', '=', 'inbox.epoch'),
        )
        .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
        .distinctOn(['terminals.terminalId', 'kind'])
        .select(['terminals.terminalId', 'terminals.name as terminalName', 'kind', 'detail', 'receivedAt'])
        .select(['stores.name as storeName', 'stores.timeZone'])
        .where('terminals.status', '=', 'active')
        .where('kind', 'in', TROUBLES)
        .where(sql<boolean>`kind <> 'started'`)
        .where('receivedAt', '>=', since)
        .orderBy('terminals.terminalId')
        .orderBy('kind')
        .orderBy('receivedAt', 'desc')
        .orderBy('inbox.sequence', 'desc')
        .as('last'),
    )
    .selectAll()
    .orderBy('receivedAt', 'desc')
    .orderBy('terminalId')
    .orderBy('kind')
    .execute()
  return rows.map(({ receivedAt, ...row }) => ({ ...row, arrivedAt: receivedAt.toISOString() }))
}
