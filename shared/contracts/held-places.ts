import type { Held } from './messages/operations.ts'
import type { Outcome } from './outcome.ts'

/** As many as a `refill` frame names. */
export const MAX_REFILLED = 1000

/** Whether the account API holds a record at this place of the epoch that it speaks of. */
export function isHeld(held: Held, sequence: number): boolean {
  return sequence <= held.last && !held.gaps.some(([first, last]) => first <= sequence && sequence <= last)
}

/** Whether an outcome says that the account API took the record: not what was put aside at either end. */
export function wasTaken(outcome: Outcome): boolean {
  return outcome.kind !== 'quarantined'
}

/** Whether an outcome says that another record had the id before: the place of such a one tells nothing of it. */
export function isSecond(outcome: Outcome): boolean {
  return outcome.kind === 'case' && outcome.caseKind === 'id-reused'
}

/** Whether everything that was held is held still. */
export function holdsStill(before: readonly Held[], now: readonly Held[]): boolean {
  return before.every((then) => {
    const held = now.find(({ epoch }) => epoch === then.epoch)
    if (held === undefined || held.last < then.last) return false
    return held.gaps.every(
      ([first, last]) =>
        first > then.last || then.gaps.some(([from, to]) => from <= first && Math.min(last, then.last) <= to),
    )
  })
}
