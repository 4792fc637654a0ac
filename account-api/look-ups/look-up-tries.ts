import { createHash } from 'node:crypto'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Context } from '../context.ts'
import type { DatabaseTransaction } from '../database/tables.ts'

const HOUR_MS = 60 * 60_000

/** What tries are counted for, and how many an hour allows it (SPEC.md). */
export interface Counted {
  readonly name: string
  readonly most: number
}

/** How many tries are left after this one; or, where there was none, in how many milliseconds the count starts anew. */
export type Count = { readonly left: number } | { readonly waitMs: number }

/**
 * Counts one try for each name, or for none where one of them has no try left, and locks their rows until the transaction ends: two
 * desks count one after the other. Always in one order, so that two transactions do not wait for each other.
 */
export async function countTries(
  context: Pick<Context, 'clock'>,
  transaction: DatabaseTransaction,
  counted: readonly Counted[],
): Promise<readonly Count[]> {
  const nowMs = context.clock.wallMs()
  const known = new Map<string, Known>()
  for (const { name } of counted.toSorted((left, right) => (left.name < right.name ? -1 : 1)))
    known.set(name, await lockTries(transaction, { name, nowMs }))
  const triesOf = (name: string) => known.get(name) ?? { before: 0, sinceMs: nowMs }
  const counts = counted.map(({ name, most }): Count => {
    const { before, sinceMs } = triesOf(name)
    return before < most ? { left: most - before - 1 } : { waitMs: sinceMs + HOUR_MS - nowMs }
  })
  // Whether it counts is not to be told from what is asked of the database [LU2].
  const counting = counts.every((count) => 'left' in count) ? 1 : 0
  for (const { name } of counted) {
    const { before, sinceMs } = triesOf(name)
    await transaction
      .updateTable('lookUpTries')
      .set({ tries: before + counting, since: instantOf(sinceMs) })
      .where('nameHash', '=', hashOf(name))
      .execute()
  }
  return counts
}

/** The tries of an hour that is not over, and when it began. */
interface Known {
  readonly before: number
  readonly sinceMs: number
}

async function lockTries(
  transaction: DatabaseTransaction,
  given: { name: string; nowMs: number },
): Promise<Known> {
  const { nowMs } = given
  const nameHash = hashOf(given.name)
  await transaction
    .insertInto('lookUpTries')
    .values({ nameHash, tries: 0, since: instantOf(nowMs) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { tries, since } = await transaction
    .selectFrom('lookUpTries')
    .select(['tries', 'since'])
    .where('nameHash', '=', nameHash)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const isOver = tries === 0 || nowMs >= since.getTime() + HOUR_MS
  return isOver ? { before: 0, sinceMs: nowMs } : { before: tries, sinceMs: since.getTime() }
}

/** After a match: the count of some names starts anew, and of another its try is given back. */
export async function giveBackTries(
  transaction: DatabaseTransaction,
  given: { startAnew: readonly string[]; giveBackOne: string },
): Promise<void> {
  await transaction
    .updateTable('lookUpTries')
    .set({ tries: 0 })
    .where('nameHash', 'in', given.startAnew.map(hashOf))
    .execute()
  await transaction
    .updateTable('lookUpTries')
    .set(({ eb }) => ({ tries: eb('tries', '-', 1) }))
    .where('nameHash', '=', hashOf(given.giveBackOne))
    .execute()
}

function hashOf(name: string): string {
  return createHash('sha256').update(`counterside-look-up\n${name}`).digest('base64url')
}
