import { createHash } from 'node:crypto'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import type { Database } from '../database/tables.ts'
import type { Administrator } from './administrator.ts'

const IDLE_MS = 15 * 60_000
const LIFETIME_MS = 8 * 3_600_000
/** How often a use is written down; a session may end so much earlier, never later. */
const NOTE_EVERY_MS = 60_000
const TOKEN_BYTES = 32

/** Begins a session and returns its token; the ones that are over go. */
export async function beginSession(
  context: Context,
  database: Database,
  administratorId: string,
): Promise<string> {
  const token = toBase64Url(context.random.bytes(TOKEN_BYTES))
  const nowMs = context.clock.wallMs()
  await database
    .deleteFrom('administratorSessions')
    .where((where) =>
      where.or([
        where('lastUsedAt', '<=', dateAt(nowMs - IDLE_MS)),
        where('startedAt', '<=', dateAt(nowMs - LIFETIME_MS)),
      ]),
    )
    .execute()
  await database
    .insertInto('administratorSessions')
    .values({ tokenHash: hashOf(token), administratorId, startedAt: now(context), lastUsedAt: now(context) })
    .execute()
  return token
}

/** Who a session belongs to, with the roles they have now; null when it is over [AD4]. */
export async function readSession(context: Context, token: string): Promise<Administrator | null> {
  const { database } = context
  const nowMs = context.clock.wallMs()
  const tokenHash = hashOf(token)
  const row = await database
    .selectFrom('administratorSessions')
    .innerJoin('administrators', (join) =>
      join.onRef('administrators.administratorId', '=', 'administratorSessions.administratorId'),
    )
    .select(['administrators.administratorId', 'loginName', 'roles', 'lastUsedAt'])
    .where('tokenHash', '=', tokenHash)
    .where('isDisabled', '=', false)
    .where('lastUsedAt', '>', dateAt(nowMs - IDLE_MS))
    .where('startedAt', '>', dateAt(nowMs - LIFETIME_MS))
    .executeTakeFirst()
  if (row === undefined) return null
  const { lastUsedAt, ...administrator } = row
  if (nowMs - lastUsedAt.getTime() >= NOTE_EVERY_MS) {
    await database
      .updateTable('administratorSessions')
      .set({ lastUsedAt: now(context) })
      .where('tokenHash', '=', tokenHash)
      .execute()
  }
  return administrator
}

/** Ends one session. */
export async function endSession(database: Database, token: string): Promise<void> {
  await database.deleteFrom('administratorSessions').where('tokenHash', '=', hashOf(token)).execute()
}

/** Ends every session of an administrator. */
export async function endSessionsOf(database: Database, administratorId: string): Promise<void> {
  await database.deleteFrom('administratorSessions').where('administratorId', '=', administratorId).execute()
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
