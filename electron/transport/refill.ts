import type { Journal } from '#electron/journal/journal.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { MAX_REFILLED } from '#shared/contracts/held-places.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import { ok } from '#shared/kernel/result.ts'

/**
 * Journals what a restored server has lost, so that it is sent again [T14]; gives the frame. A disk that does not take it loses
 * nothing: the next answer says the same. `asOf`: the last frame before the server was asked.
 */
export async function noteLoss(
  journal: Journal,
  given: { held: readonly Held[]; asOf: number },
): Promise<readonly Frame[]> {
  const lost = () =>
    given.held.flatMap((held) => journal.lost({ held, asOf: given.asOf })).slice(0, MAX_REFILLED)
  if (lost().length === 0) return []
  const written = await journal.append(async () => {
    // Another answer may have told the same while this one waited for its turn.
    const operationIds = lost()
    return ok(operationIds.length === 0 ? [] : [{ kind: 'refill' as const, operationIds: [...operationIds] }])
  })
  return written.ok ? written.value : []
}
