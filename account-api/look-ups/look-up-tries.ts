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
 * Counts one try for each name, and locks their rows until the transaction ends: two desks count one after the other. A name
 * without a try left is not counted further. Always in one order, so that two transactions do not wait for each other.
 */
export async function countTries(
  context: Pick<Context, 'clock'>,
  transaction: DatabaseTransaction,
  counted: readonly Counted[],
): Promise<readonly Count[]> {
  const counts = new Map<string, Count>()
  for (const one of counted.toSorted((left, right) => (left.name < right.name ? -1 : 1)))
    counts.set(one.name, await countOne(context, transaction, one))
  return counted.map(({ name }) => counts.get(name) ?? { left: 0 })
}

async function countOne(
  context: Pick<Context, 'clock'>,
  transaction: DatabaseTransaction,
  { name, most }: Counted,
): Promise<Count> {
  const nowMs = context.clock.wallMs()
  const nameHash = hashOf(name)
  await transaction
    .insertInto('lookUpTries')
    .values({ nameHash, tries: 0, since: instantOf(nowMs) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const known = await transaction
    .selectFrom('lookUpTries')
    .select(['tries', 'since'])
    .where('nameHash', '=', nameHash)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const overMs = known.since.getTime() + HOUR_MS
  const isOver = known.tries === 0 || nowMs >= overMs
  const before = isOver ? 0 : known.tries
  const isAllowed = before < most
  await transaction
    .updateTable('lookUpTries')
    .set({ tries: isAllowed ? before + 1 : before, since: instantOf(isOver ? nowMs : known.since.getTime()) })
    .where('nameHash', '=', nameHash)
    .execute()
  return isAllowed ? { left: most - before - 1 } : { waitMs: overMs - nowMs }
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
