import { createHash } from 'node:crypto'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { Database } from '../database/tables.ts'

const FREE_FAILURES = 4
const WAITS_MS = [30_000, 60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000]
/** A name that was left alone for so long starts anew, and its row goes. */
const FORGET_MS = 24 * 3_600_000

/** How long a name waits after so many failures in a row [AD3]. */
export function waitAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0
  return WAITS_MS[Math.min(failures - FREE_FAILURES, WAITS_MS.length) - 1] ?? 0
}

/** Counts a try as failed before it is looked at; false while the name has to wait [AD3]. */
export async function countTry(context: Context, name: string): Promise<boolean> {
  const nowMs = context.clock.wallMs()
  const at = instantOf(nowMs)
  const nameHash = hashOf(name)
  return runTransaction(context.database, async (transaction) => {
    await transaction
      .deleteFrom('signInTries')
      .where('lastTryAt', '<', dateAt(nowMs - FORGET_MS))
      .execute()
    await transaction
      .insertInto('signInTries')
      .values({ nameHash, failures: 0, lastTryAt: at, nextTryAt: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const known = await transaction
      .selectFrom('signInTries')
      .select(['failures', 'nextTryAt'])
      .where('nameHash', '=', nameHash)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (known.nextTryAt.getTime() > nowMs) return false
    const failures = known.failures + 1
    await transaction
      .updateTable('signInTries')
      .set({ failures, lastTryAt: at, nextTryAt: instantOf(nowMs + waitAfter(failures)) })
      .where('nameHash', '=', nameHash)
      .execute()
    return true
  })
}

/** Starts the count of a name again. */
export async function forgetTries(database: Database, name: string): Promise<void> {
  await database.deleteFrom('signInTries').where('nameHash', '=', hashOf(name)).execute()
}

function hashOf(name: string): string {
  return createHash('sha256').update(`counterside-sign-in\n${name}`).digest('base64url')
}
