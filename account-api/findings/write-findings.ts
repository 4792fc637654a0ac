import { instantOf } from '#shared/kernel/instant.ts'
import type { Context } from '../context.ts'
import { newId } from '../context.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { TOO_LONG_MS } from './look-over-fleet.ts'
import type { Seen } from './look-over-fleet.ts'

/** Writes down what a check saw: what is new begins, what still holds goes on, what holds no more ends [FN3]. */
export async function writeFindings(
  context: Pick<Context, 'clock' | 'random'>,
  transaction: DatabaseTransaction,
  given: { seen: readonly Seen[]; nowMs: number },
): Promise<void> {
  const at = instantOf(given.nowMs)
  const open = await transaction
    .selectFrom('findings')
    .selectAll()
    .where('endedAt', 'is', null)
    .forUpdate()
    .execute()
  const known = new Map(open.map((finding) => [keyOf(finding), finding]))
  const sinceOf = (seen: Seen) => known.get(keyOf(seen))?.foundAt.getTime() ?? given.nowMs
  const pending = given.seen
    .filter((seen) => seen.kind === 'head-ahead' && sinceOf(seen) <= given.nowMs - TOO_LONG_MS)
    .map((seen) => ({ ...seen, kind: 'pending' as const, foundAt: instantOf(sinceOf(seen)) }))
  const holds = [...given.seen.map((seen) => ({ ...seen, foundAt: at })), ...pending]
  const held = new Set(holds.map(keyOf))
  const ended = open.filter((finding) => !held.has(keyOf(finding))).map(({ findingId }) => findingId)
  if (ended.length > 0)
    await transaction.updateTable('findings').set({ endedAt: at }).where('findingId', 'in', ended).execute()
  for (const finding of holds) {
    const before = known.get(keyOf(finding))
    if (before === undefined) {
      const row = { findingId: newId(context), seenAt: at, ...finding }
      await transaction.insertInto('findings').values(row).execute()
    } else {
      await transaction
        .updateTable('findings')
        .set({ seenAt: at, lastSequence: finding.lastSequence })
        .where('findingId', '=', before.findingId)
        .execute()
    }
  }
}

function keyOf(place: Pick<Seen, 'kind' | 'terminalId' | 'epoch' | 'sequence'>): string {
  return [place.kind, place.terminalId, place.epoch, place.sequence].join(' ')
}
