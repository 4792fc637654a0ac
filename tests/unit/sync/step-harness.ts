import type { Sendable } from '#renderer/outbox/outbox.ts'
import type { SyncEffect, SyncEvent } from '#renderer/sync/events.ts'
import { INITIAL_STATE, type SyncState, type SyncStatus, statusOf } from '#renderer/sync/state.ts'
import { step } from '#renderer/sync/step.ts'
import type { SendResult } from '#renderer/sync/transport.ts'
import { aggregateId, envelope, operationId, settled } from '#tests/harness/frames.ts'

/** Drives the pure step by hand. `chance` is a half unless said otherwise. */
export function createStepper() {
  let state: SyncState = INITIAL_STATE
  let nowMs = 1_000
  let chance = 0.5
  let last: readonly SyncEffect[] = []

  function give(event: SyncEvent): readonly SyncEffect[] {
    const next = step(state, event, { monotonicMs: nowMs, wallMs: nowMs, chance })
    state = next.state
    last = next.effects
    return last
  }

  function effect<Kind extends SyncEffect['kind']>(
    kind: Kind,
  ): Extract<SyncEffect, { kind: Kind }> | undefined {
    return last.find((one): one is Extract<SyncEffect, { kind: Kind }> => one.kind === kind)
  }

  return {
    give,
    effect,
    kinds: (): string[] => last.map(({ kind }) => kind),
    pass(ms: number): void {
      nowMs += ms
    },
    setChance(value: number): void {
      chance = value
    },
    state: (): SyncState => state,
    status: (): SyncStatus => statusOf(state),
    /** Started, recovered, and asking for the first batch. */
    start(): void {
      give({ kind: 'started' })
      give({ kind: 'recovered', isDone: true })
    },
    /** Answers the load under way and says which batch was sent. */
    load(batch: readonly Sendable[]): number {
      const number = state.load?.number ?? 0
      give({ kind: 'loaded', number, batch })
      return number
    },
    answer(number: number, result: SendResult): void {
      give({ kind: 'sent', number, result })
    },
    land(number: number): void {
      give({ kind: 'landed', number, isDone: true })
    },
  }
}

export function sendable(n: number, more: Partial<Sendable['delivery']> = {}): Sendable {
  const sealed = envelope({ n })
  const delivery: Sendable['delivery'] = {
    id: operationId(n),
    aggregateId: aggregateId(1000 + n),
    position: n,
    sequence: n,
    type: 'sale',
    dependsOn: [],
    operatorId: sealed.operatorId,
    storeTimeZone: sealed.storeTimeZone,
    savedAt: sealed.occurredAt,
    bytes: 700,
    status: 'pending',
    attempts: 0,
    failures: 0,
    outcome: null,
    settledAt: null,
    settledFrame: null,
    restsOnLost: false,
    decision: null,
    ...more,
  }
  return { delivery, envelope: sealed }
}

/** The account API took these. */
export const accepted = (...ns: number[]): SendResult => ({
  kind: 'settled',
  frames: ns.map((n) => settled(100 + n, n)),
  unanswered: [],
  spreadMs: 0,
})

/** To be sent again. */
export const retry = (
  cause: Extract<SendResult, { kind: 'retry' }>['cause'],
  retryAfterMs: number | null = null,
): SendResult => ({
  kind: 'retry',
  cause,
  retryAfterMs,
})
