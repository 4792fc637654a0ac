import type { Journal } from '#electron/journal/journal.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { MAX_REFILLED, isHeld } from '#shared/contracts/held-places.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held, OperationsResponse } from '#shared/contracts/messages/operations.ts'
import { ok } from '#shared/kernel/result.ts'

import { type AskHeld, MAX_ASKED } from './ask-held.ts'
import type { SettledRecord } from '#electron/journal/settled-records.ts'
import { type OwnPart, ownPartOf } from './own-ends.ts'

/** Journals what follows from what the account API says it holds: which sealed bytes may go [J18], and what is sent again [T14]. */
export interface HeldComparison {
  /**
   * A disk that does not take the frames loses nothing: the next answer says the same. `asOf`: the last frame before the account
   * API was asked for this answer.
   */
  take(given: {
    answer: Pick<OperationsResponse, 'durable' | 'held'>
    asOf: number
  }): Promise<{ readonly frames: readonly Frame[]; readonly parts: readonly OwnPart[] }>
}

/** One epoch as an answer speaks of it. */
interface EpochHeld extends OwnPart {
  /** What was asked by id, of what is held at a place where another record may be; `asOf`: the last frame before. */
  readonly byId: Map<OperationId, { readonly isHeld: boolean; readonly asOf: number }>
}

type Comparing = Pick<
  Journal,
  'append' | 'head' | 'hashAt' | 'lastFrame' | 'record' | 'removable' | 'settledOf'
>

export function createHeldComparison(journal: Comparing, ask: AskHeld): HeldComparison {
  const alone = oneAtATime()
  /** By epoch; what was found and asked counts as long as the account API says that it holds the same. */
  const known = new Map<number, { readonly of: string; readonly epoch: EpochHeld }>()

  async function epochHeld(held: Held): Promise<EpochHeld> {
    const of = JSON.stringify(held)
    const before = known.get(held.epoch)
    if (before?.of === of) return before.epoch
    const epoch = { ...(await ownPartOf(journal, held)), byId: new Map() }
    known.set(held.epoch, { of, epoch })
    return epoch
  }

  /** `epochs`: null where the account API does not say what it holds. */
  async function giveUp(
    durable: OperationsResponse['durable'],
    epochs: readonly EpochHeld[] | null,
  ): Promise<readonly Frame[]> {
    const ids = durable.flatMap((upTo) => {
      const epoch = epochs?.find(({ held }) => held.epoch === upTo.epoch)
      return journal.removable(upTo).filter((id) => epochs === null || isConfirmed(id, epoch))
    })
    if (ids.length === 0) return []
    const operationIds = ids.slice(0, MAX_REFILLED)
    const written = await journal.append(async () => ok([{ kind: 'removed', operationIds }]))
    return written.ok ? written.value : []
  }

  function isConfirmed(id: OperationId, epoch: EpochHeld | undefined): boolean {
    const entry = journal.record(id)
    if (epoch === undefined || entry === undefined) return false
    return (!entry.isSecond && epoch.isOwn(entry.sequence)) || epoch.byId.get(id)?.isHeld === true
  }

  /** Whether its place alone does not tell what became of it. Settled again, and not held there still, it may be one that has none. */
  function isUnsure({ held, isOwn }: EpochHeld, record: SettledRecord): boolean {
    const { sequence, hasPlace, wasLost } = record
    return !hasPlace || (isHeld(held, sequence) ? !isOwn(sequence) : wasLost)
  }

  async function askById(epochs: readonly EpochHeld[]): Promise<void> {
    const open = epochs
      .flatMap((epoch) =>
        journal
          .settledOf(epoch.held.epoch)
          .filter((record) => isUnsure(epoch, record) && !epoch.byId.has(record.id))
          .map(({ id, sequence }) => ({
            id,
            place: { epoch: epoch.held.epoch, sequence },
            byId: epoch.byId,
          })),
      )
      .slice(0, MAX_ASKED)
    if (open.length === 0) return
    const asOf = journal.lastFrame()
    const asked = await Promise.all(
      open.map(async ({ id, place }) => ({ id, hash: await journal.hashAt(place) })),
    )
    const told = await ask(asked)
    for (const { id, byId } of open) {
      const isThere = told.get(id)
      if (isThere !== undefined) byId.set(id, { isHeld: isThere, asOf })
    }
  }

  /** Settled before the account API was asked, and not held. */
  function lostOf(epochs: readonly EpochHeld[], asOf: number): readonly OperationId[] {
    return epochs
      .flatMap((epoch) =>
        journal.settledOf(epoch.held.epoch).filter((record) => {
          const { id, sequence, settledBy } = record
          if (!isUnsure(epoch, record)) return !isHeld(epoch.held, sequence) && settledBy <= asOf
          const told = epoch.byId.get(id)
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
    take: ({ answer, asOf }) =>
      alone(async () => {
        const epochs = await Promise.all((answer.held ?? []).map(epochHeld))
        // By what earlier answers had asked: what came only after this one was given may not be durable.
        const removed = await giveUp(answer.durable, answer.held === undefined ? null : epochs)
        await askById(epochs)
        return { frames: [...removed, ...(await noteLoss(epochs, asOf))], parts: epochs }
      }),
  }
}
