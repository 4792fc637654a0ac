import type { KnownKits } from '#shared/contracts/messages/service.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { RouteResponse } from '#shared/contracts/routes.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/**
 * Takes what the manufacturer says that boxes hold (R11). Said again it changes nothing; a box that says otherwise than what is known
 * is left out whole and named, for somebody to ask the manufacturer.
 */
export async function addKnownKits(
  context: Acting,
  given: KnownKits,
): Promise<Result<RouteResponse<'knownKits'>, ProblemFailure>> {
  const addedAt = now(context)
  return runTransaction(context.database, async (transaction) => {
    const contradicting = []
    let taken = 0
    for (const { kitId, parts } of given.kits) {
      const rows = parts.map(({ deviceId: partId, kind }) => ({ partId, kitId, kind, addedAt }))
      const known = await transaction
        .selectFrom('kitParts')
        .select(['partId', 'kitId', 'kind'])
        .where((where) =>
          where.or([
            where('kitId', 'in', [kitId, ...rows.map(({ partId }) => partId)]),
            where('partId', 'in', [kitId, ...rows.map(({ partId }) => partId)]),
          ]),
        )
        .execute()
      const isSame = known.every((row) =>
        rows.some((one) => one.partId === row.partId && one.kitId === row.kitId && one.kind === row.kind),
      )
      if (!isSame || (known.length > 0 && known.length !== rows.length)) {
        contradicting.push(kitId)
        continue
      }
      taken += 1
      await transaction
        .insertInto('kitParts')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'kits-known',
      subject: 'manufacturer',
      detail: `${taken}, contradicting ${contradicting.length}`,
    })
    return ok({ taken, contradicting })
  })
}
