import { isSettled } from '#electron/journal/frame-index.ts'
import type { Journal } from '#electron/journal/journal.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import { MAX_REFILLED, holdsStill } from '#shared/contracts/held-places.ts'
import type { IpcResponse } from '#shared/ipc/contract.ts'
import { ok } from '#shared/kernel/result.ts'

/**
 * Has the window compare its store with what the account API holds [D32]: what the journal lost, and a restored account API with it,
 * the store alone may have.
 */
export interface StoreComparison {
  /** What the store is to be compared with now; null where the journal can tell alone, or nothing was lost since the last time. */
  due(held: readonly Held[]): readonly Held[] | null
  /**
   * What the store has of what is not held: opened again, where the journal has no outcome of it. Fewer than `MAX_REFILLED` are the
   * last of them, or none.
   */
  refill(operationIds: readonly OperationId[]): Promise<IpcResponse<'journal.refill'>>
}

export function createStoreComparison(
  journal: Pick<Journal, 'append' | 'lacks' | 'record'>,
): StoreComparison {
  let asked: readonly Held[] | null = null
  /** What was held when the store was compared, and since; a start does not know what was lost before it. */
  let compared: readonly Held[] | null = null

  return {
    due(held) {
      if (held.length === 0 || !journal.lacks(held.map(({ epoch }) => epoch))) return null
      if (compared !== null && holdsStill(compared, held)) {
        compared = held
        return null
      }
      asked = held
      return held
    },
    async refill(operationIds) {
      const written = await journal.append(async () => {
        const open = operationIds.filter((id) => {
          const entry = journal.record(id)
          return entry === undefined || !isSettled(entry)
        })
        return ok(open.length === 0 ? [] : [{ kind: 'refill' as const, operationIds: open }])
      })
      if (!written.ok) return { kind: 'failed' }
      // Behind as many as a frame names there are more: only what comes less full is the last of them.
      if (operationIds.length < MAX_REFILLED) compared = asked
      return { kind: 'refilled', frames: [...written.value] }
    },
  }
}
