import { isSettled } from '#electron/journal/frame-index.ts'
import type { Journal } from '#electron/journal/journal.ts'
import type { AskHeld, AskedRecord } from '#electron/transport/ask-held.ts'
import type { OwnPart } from '#electron/transport/own-ends.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import { MAX_REFILLED, holdsStill } from '#shared/contracts/held-places.ts'
import type { IpcRequest, IpcResponse } from '#shared/ipc/contract.ts'
import { ok } from '#shared/kernel/result.ts'

/**
 * Has the window compare its store with what the account API holds [D32]: what the journal lost, and a restored account API with it,
 * the store alone may have.
 */
export interface StoreComparison {
  /**
   * What the store is to be compared with now; null where the journal can tell alone, or nothing was lost since the last time.
   * `hasStartedOver`: the store knew more, or another journal, than this one is now. Then no place of the store is surely held: the
   * journal may have written something else there since.
   */
  due(parts: readonly OwnPart[], hasStartedOver?: boolean): readonly Held[] | null
  /**
   * What the store has of what is not held: opened again, where the journal has no outcome of it. Fewer than `MAX_REFILLED` are the
   * last of them, or none.
   */
  refill(records: readonly NamedRecord[]): Promise<IpcResponse<'journal.refill'>>
}

/** What the store names: by its hash too, because the journal may not have it. */
type NamedRecord = IpcRequest<'journal.refill'>['records'][number]

const BATCHES_IN_FLIGHT = 2

/** What is held, and as text what of it may be another's [T19]. */
interface Compared {
  readonly held: readonly Held[]
  readonly others: string
}

export function createStoreComparison(
  journal: Pick<Journal, 'append' | 'lacks' | 'record'>,
  ask: AskHeld,
): StoreComparison {
  /**
   * What the window was given to compare its store with and may not have done, the oldest first. Two batches are on their way at most,
   * and none says which of them it is of: the older one counts as done, which may have the store compared once more and never once too few.
   */
  let given: readonly Compared[] = []
  /** What was held when the store was compared, and since; a start does not know what was lost before it. */
  let compared: Compared | null = null

  const isOpen = (id: OperationId): boolean => {
    const entry = journal.record(id)
    return entry === undefined || !isSettled(entry)
  }

  /** Without those that the account API has in spite of their place [T19]; null where it did not say of each. */
  async function lostOf(records: readonly NamedRecord[]): Promise<readonly OperationId[] | null> {
    const open: readonly AskedRecord[] = records
      .map(({ operationId, hash }) => ({ id: operationId, hash }))
      .filter(({ id }) => isOpen(id))
    if (open.length === 0) return []
    const told = await ask(open)
    if (!open.every(({ id }) => told.has(id))) return null
    return open.flatMap(({ id }) => (told.get(id) === false ? id : []))
  }

  return {
    due(parts, hasStartedOver = false) {
      const held = parts.map((part) => part.held)
      const others = parts
        .flatMap((part) => (part.own === part.held ? [] : [JSON.stringify(part.held)]))
        .join()
      if (held.length === 0) return null
      const isWhole = !hasStartedOver && !journal.lacks(held.map(({ epoch }) => epoch))
      if (others === '' && isWhole) return null
      const now = { held, others }
      if (compared !== null && compared.others === others && holdsStill(compared.held, held)) {
        compared = now
        return null
      }
      given = [...given, now].slice(-BATCHES_IN_FLIGHT)
      return parts.map(({ own }) => (hasStartedOver ? { epoch: own.epoch, last: 0, gaps: [] } : own))
    },
    async refill(records) {
      const [oldest] = given
      const lost = await lostOf(records)
      if (lost === null) return { kind: 'failed' }
      const written = await journal.append(async () => {
        const open = lost.filter(isOpen)
        return ok(open.length === 0 ? [] : [{ kind: 'refill' as const, operationIds: open }])
      })
      if (!written.ok) return { kind: 'failed' }
      // Behind as many as a frame names there are more: only what comes less full is the last of them.
      if (records.length < MAX_REFILLED) {
        compared = oldest ?? compared
        given = given.filter((one) => one !== oldest)
      }
      return { kind: 'refilled', frames: [...written.value] }
    },
  }
}
