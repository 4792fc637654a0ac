import type { Journal } from '#electron/journal/journal.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { MAX_REFILLED, isHeld } from '#shared/contracts/held-places.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held, OperationsResponse } from '#shared/contracts/messages/operations.ts'
import { MAX_OUTCOMES } from '#shared/contracts/messages/outcomes.ts'
import { ok } from '#shared/kernel/result.ts'

import { type IsOwn, ownPlaces } from './own-ends.ts'

/** As many records as one answer has the account API asked about by id: ten questions. */
const MAX_ASKED = 10 * MAX_OUTCOMES

/** Which of these the account API holds; null when it did not say. */
export type AskHeld = (operationIds: readonly OperationId[]) => Promise<ReadonlySet<OperationId> | null>

/** Journals what follows from what the account API says it holds: which sealed bytes may go [J18], and what is sent again [T14]. */
export interface HeldComparison {
  /**
   * Gives the frames. A disk that does not take them loses nothing: the next answer says the same. `asOf`: the last frame before the
   * account API was asked for this answer.
   */
  take(
    given: { answer: Pick<OperationsResponse, 'durable' | 'held'>; asOf: number },
    ask: AskHeld,
  ): Promise<readonly Frame[]>
}

/** One epoch as an answer speaks of it. */
interface EpochHeld {
  readonly held: Held
  readonly isOwn: IsOwn
  /** What was asked by id, of what is held at a place where another record may be [T19]. */
  readonly byId: Map<OperationId, { readonly isHeld: boolean; readonly asOf: number }>
}

type Comparing = Pick<
  Journal,
  'append' | 'head' | 'hashAt' | 'lastFrame' | 'record' | 'removable' | 'settledOf'
>

export function createHeldComparison(journal: Comparing): HeldComparison {
  const alone = oneAtATime()
  /** By epoch; what was asked counts as long as the account API says that it holds the same. */
  const asked = new Map<number, Pick<EpochHeld, 'byId'> & { readonly of: string }>()

  async function epochHeld(held: Held): Promise<EpochHeld> {
    const of = JSON.stringify(held)
    const before = asked.get(held.epoch)
    const now = before?.of === of ? before : { of, byId: new Map() }
    asked.set(held.epoch, now)
    return { held, isOwn: await ownPlaces(journal, held), byId: now.byId }
  }

  async function giveUp(
    durable: OperationsResponse['durable'],
    epochs: readonly EpochHeld[],
  ): Promise<readonly Frame[]> {
    const ids = durable.flatMap((upTo) => {
      const epoch = epochs.find(({ held }) => held.epoch === upTo.epoch)
      return journal.removable(upTo).filter((id) => epoch === undefined || isConfirmed(id, epoch))
    })
    if (ids.length === 0) return []
    const operationIds = ids.slice(0, MAX_REFILLED)
    const written = await journal.append(async () => ok([{ kind: 'removed', operationIds }]))
    return written.ok ? written.value : []
  }

  function isConfirmed(id: OperationId, { isOwn, byId }: EpochHeld): boolean {
    return isOwn(journal.record(id)?.sequence ?? 0) || byId.get(id)?.isHeld === true
  }

  async function askById(epochs: readonly EpochHeld[], ask: AskHeld): Promise<void> {
    const open = epochs.flatMap(({ held, isOwn, byId }) =>
      journal
        .settledOf(held.epoch)
        .filter(({ id, sequence }) => isHeld(held, sequence) && !isOwn(sequence) && !byId.has(id))
        .map(({ id }) => ({ id, byId })),
    )
    for (let from = 0; from < Math.min(open.length, MAX_ASKED); from += MAX_OUTCOMES) {
      const some = open.slice(from, from + MAX_OUTCOMES)
      const asOf = journal.lastFrame()
      const named = await ask(some.map(({ id }) => id))
      if (named === null) return
      for (const { id, byId } of some) byId.set(id, { isHeld: named.has(id), asOf })
    }
  }

  /** Settled before the account API was asked, and not held. */
  function lostOf(epochs: readonly EpochHeld[], asOf: number): readonly OperationId[] {
    return epochs
      .flatMap(({ held, byId }) =>
        journal.settledOf(held.epoch).filter(({ id, sequence, settledBy }) => {
          if (!isHeld(held, sequence)) return settledBy <= asOf
          const told = byId.get(id)
          return told?.isHeld === false && settledBy <= told.asOf
        }),
      )
      .map(({ id }) => id)
      .slice(0, MAX_REFILLED)
  }

  async function noteLoss(epochs: readonly EpochHeld[], asOf: number): Promise<readonly Frame[]> {
    if (lostOf(epochs, asOf).length === 0) return []
    const written = await journal.append(async () => {
      // Another answer may have told the same while this one waited for its turn.
      const operationIds = [...lostOf(epochs, asOf)]
      return ok(operationIds.length === 0 ? [] : [{ kind: 'refill' as const, operationIds }])
    })
    return written.ok ? written.value : []
  }

  return {
    take: ({ answer, asOf }, ask) =>
      alone(async () => {
        const epochs = await Promise.all((answer.held ?? []).map(epochHeld))
        // By what earlier answers had asked: what came only after this one was given may not be durable.
        const removed = await giveUp(answer.durable, epochs)
        await askById(epochs, ask)
        return [...removed, ...(await noteLoss(epochs, asOf))]
      }),
  }
}
