import type { Journal } from '#electron/journal/journal.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'

import type { DeskParts } from './desk-parts.ts'

/**
 * Whether head office takes nothing more from this till as it is enrolled: revoked, or not accepted, as when another machine is in its
 * place. What head office loses of it from then on comes again by an export alone [D20].
 */
export function isTakenNoMore({ standing, needsAttention }: TakenFrom): boolean {
  return standing.stop() === 'terminal-revoked' || needsAttention()
}

type TakenFrom = Pick<DeskParts, 'needsAttention'> & {
  readonly standing: Pick<DeskParts['standing'], 'stop'>
}

/** Of every epoch, what head office took and the journal still has sealed, in the order in which it was saved. */
export function settledHere(journal: Pick<Journal, 'origin' | 'settledOf'>): readonly OperationId[] {
  const epochs = Array.from({ length: journal.origin()?.epoch ?? 0 }, (_, index) => index + 1)
  return epochs.flatMap((epoch) => journal.settledOf(epoch).map(({ id }) => id))
}
