import type { Held } from '#shared/contracts/messages/operations.ts'
import type { RecordResult } from '#shared/contracts/messages/outcomes.ts'
import type { CaseKind, Outcome } from '#shared/contracts/outcome.ts'

/** The contract versions in which an answer first said what is held, and whose records these are. */
const HELD_SINCE = 2
const ENDS_SINCE = 23
/** In which a result says which record it is about, and a question which version asks. */
const RECORDS_SINCE = 24

/** The contract version that each kind of case came with; the others were there from the first. */
const KIND_SINCE: Partial<Record<CaseKind, number>> = {
  'merge-taken-back': 8,
  'not-settled': 11,
  'key-unknown': 11,
}

/**
 * An outcome in the words of a till's contract version: one that does not know a kind of case would take no word of the whole
 * answer. Such kinds are head office's to decide, and that is what an older till is told.
 */
export function toldTo(contractVersion: number, outcome: Outcome): Outcome {
  if (outcome.kind !== 'case' || (KIND_SINCE[outcome.caseKind] ?? 0) <= contractVersion) return outcome
  return { ...outcome, caseKind: 'invalid-field', choices: ['cancel', 'customer-not-here'] }
}

/** What is held, as much of it as a till of this contract version takes: an older one takes no member that it does not know. */
export function heldToldTo(contractVersion: number, held: readonly Held[]): { held?: Held[] } {
  if (contractVersion < HELD_SINCE) return {}
  if (contractVersion >= ENDS_SINCE) return { held: [...held] }
  return { held: held.map(({ epoch, last, gaps }) => ({ epoch, last, gaps })) }
}

/** What became of records, as a till of this contract version takes it; one that does not say its version hears of the first of each id. */
export function outcomesToldTo(
  contractVersion: number,
  results: readonly (RecordResult & { readonly isFirst: boolean })[],
): RecordResult[] {
  if (contractVersion >= RECORDS_SINCE) {
    return results.map(({ operationId, hash, outcome }) => ({
      operationId,
      hash,
      outcome: toldTo(contractVersion, outcome),
    }))
  }
  return results.flatMap(({ operationId, outcome, isFirst }) => (isFirst ? { operationId, outcome } : []))
}
