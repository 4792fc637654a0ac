import type { Journal } from '#electron/journal/journal.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'

/** Whether what the account API holds at a place of its chain is this till's record. */
export type IsOwn = (sequence: number) => boolean

/**
 * What of an epoch the account API holds as this till wrote it [T19]: up to each end that has the hash which the journal has there, back
 * to the end before it. An account API of an older contract says no ends, and its places alone count.
 */
export async function ownPlaces(
  journal: Pick<Journal, 'head' | 'hashAt'>,
  { epoch, ends }: Held,
): Promise<IsOwn> {
  if (ends === undefined) return () => true
  const own = await Promise.all(
    ends.map(async ([sequence, hash]) => {
      const head = journal.head(epoch)
      const known = head.sequence === sequence ? head.hash : await hashAt(journal, { epoch, sequence })
      return { sequence, isOwn: known === hash }
    }),
  )
  return (sequence) => own.find((end) => end.sequence >= sequence)?.isOwn === true
}

async function hashAt(
  journal: Pick<Journal, 'hashAt'>,
  place: { epoch: number; sequence: number },
): Promise<string | null> {
  return place.sequence === 0 ? GENESIS_HASH : journal.hashAt(place)
}
