import type { OperationId } from '#shared/contracts/identifiers.ts'
import { SUSPECT_FAILURES } from '#renderer/outbox/outbox.ts'
import { backoffMs } from './backoff.ts'
import type { StepContext } from './events.ts'
import type { Hold, InFlightItem, SyncState } from './state.ts'

const DAY_MS = 24 * 60 * 60_000
/** What came back without being settled is not asked for again at once, whatever chance says. */
const SHORTEST_HOLD_MS = 1_000

/** Keeps one operation back by its own backoff. */
export function hold(item: InFlightItem, context: StepContext, waitingOn: readonly OperationId[]): Hold {
  const delayMs = Math.max(SHORTEST_HOLD_MS, backoffMs({ failures: item.attempts, chance: context.chance }))
  return { untilMs: context.monotonicMs + delayMs, waitingOn }
}

/** As `hold`; a suspect is tried daily (SY16). */
export function holdAfterFailure(item: InFlightItem, context: StepContext): Hold {
  const isSuspect = item.failures + 1 >= SUSPECT_FAILURES
  return isSuspect ? { untilMs: context.monotonicMs + DAY_MS, waitingOn: [] } : hold(item, context, [])
}

/** The account API is well: what was held because nobody knew that is tried again. */
export function withoutOutageHolds(holds: SyncState['holds']): SyncState['holds'] {
  return new Map([...holds].filter(([, held]) => held.endsWhenWell !== true))
}

/** Nothing that waits can still be amended: what was held for that alone goes (SY5a). */
export function withoutAmendingHolds(holds: SyncState['holds']): SyncState['holds'] {
  return new Map([...holds].filter(([, held]) => held.isForAmending !== true))
}

/** Whether what an operation waited for is settled, or itself. */
export function isReleased(id: OperationId, held: Hold, finals: readonly OperationId[]): boolean {
  return finals.includes(id) || held.waitingOn.some((other) => finals.includes(other))
}
