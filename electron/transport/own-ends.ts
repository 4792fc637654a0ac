import type { Journal } from '#electron/journal/journal.ts'
import { isHeld } from '#shared/contracts/held-places.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'

/** What the account API holds of an epoch, and what of it is this till's own [T19]. */
export interface OwnPart {
  readonly held: Held
  /** As much of it as is own from the first record on: `held` itself where all of it is. */
  readonly own: Held
  /** Whether this place is held, and by what this till wrote there. */
  isOwn(sequence: number): boolean
}

/**
 * What of an epoch the account API holds as this till wrote it: up to each end that has the hash which the journal has there, back
 * to the end before it. An account API of an older contract says no ends, and its places alone count.
 */
export async function ownPartOf(journal: Pick<Journal, 'head' | 'hashAt'>, held: Held): Promise<OwnPart> {
  const { epoch, ends } = held
  if (ends === undefined) return { held, own: held, isOwn: (sequence) => isHeld(held, sequence) }
  const known = await Promise.all(
    ends.map(async ([sequence, hash]) => ({
      sequence,
      isOwn: (await hashAt(journal, { epoch, sequence })) === hash,
    })),
  )
  const others = known.findIndex((end) => !end.isOwn)
  const last = (others === -1 ? known : known.slice(0, others)).at(-1)?.sequence ?? 0
  const gaps = held.gaps.filter(([from]) => from <= last)
  return {
    held,
    own: last === held.last ? held : { epoch, last, gaps },
    isOwn: (sequence) =>
      isHeld(held, sequence) && known.find((end) => end.sequence >= sequence)?.isOwn === true,
  }
}

async function hashAt(
  journal: Pick<Journal, 'head' | 'hashAt'>,
  place: { epoch: number; sequence: number },
): Promise<string | null> {
  const head = journal.head(place.epoch)
  if (head.sequence === place.sequence) return head.hash
  return place.sequence === 0 ? GENESIS_HASH : journal.hashAt(place)
}
