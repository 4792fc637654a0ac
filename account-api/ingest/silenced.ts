import type { Snapshot } from './snapshot.ts'

/**
 * Whether compliance alone knows what became of a record [IN10]. What follows from it is then taken without a word and
 * without an effect: a case would tell the store.
 */
export function isSilenced(known: Snapshot, operationId: string | null): boolean {
  return [...known.cases.values()].some(
    (kase) => kase.operationId === operationId && kase.kind === 'under-age',
  )
}
