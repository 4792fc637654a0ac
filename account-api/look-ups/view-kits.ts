import { accountKitsSchema } from '#shared/contracts/messages/found-account.ts'
import type { AccountKits } from '#shared/contracts/messages/found-account.ts'
import { partKindSchema } from '#shared/markets/device-catalogue.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { changesOf, placeOf } from '../ingest/kits.ts'
import { loadKits } from '../ingest/sql/load-kits.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { foundAccount } from './found-account.ts'

/** What the kits of an account hold that a desk found, as far as anybody said (R11). The account itself was opened and audited before [LU8]. */
export async function viewKits(
  context: Context,
  given: Parameters<typeof foundAccount>[2],
): Promise<Result<AccountKits, ProblemFailure>> {
  return runTransaction(context.database, async (transaction) => {
    const found = await foundAccount(context, transaction, given)
    if (!found.ok) return found
    const owned = await transaction
      .selectFrom('devices')
      .select('deviceId')
      .where('accountId', '=', found.value.accountId)
      .where('releasedAt', 'is', null)
      .orderBy('since')
      .orderBy('deviceId')
      .execute()
    const { kits } = await loadKits(
      transaction,
      owned.map(({ deviceId }) => deviceId),
    )
    const spokenOf = new Set([
      ...kits.kitChanges.keys(),
      ...[...kits.boxes.values()].map(({ kitId }) => kitId),
    ])
    return ok(
      accountKitsSchema.parse({
        kits: owned
          .filter(({ deviceId }) => spokenOf.has(deviceId))
          .map(({ deviceId: kitId }) => ({
            kitId,
            places: partKindSchema.options.flatMap((kind) => {
              const place = placeOf(kits, { kitId, kind })
              if (place.state === 'unknown') return []
              const deviceId = place.state === 'known' ? place.deviceId : null
              const isReplaced = changesOf(kits, kitId).some(
                ({ newPart }) => newPart !== null && newPart === deviceId,
              )
              return [{ kind, deviceId, isReplaced }]
            }),
          })),
      }),
    )
  })
}
