import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Sendable, SendQuery } from '#renderer/outbox/outbox.ts'
import type { SyncEffect, SyncEvent } from '#renderer/sync/events.ts'
import { INITIAL_STATE } from '#renderer/sync/state.ts'
import { step } from '#renderer/sync/step.ts'
import { settled } from '#tests/harness/frames.ts'
import { sendable } from '#tests/unit/sync/step-harness.ts'
import type { Events } from './events.ts'
import type { SimulatedServer } from './simulated-server.ts'

/** The deadline of a request at a till. */
const DEADLINE_MS = 15_000
const WAY_MS = 25
const WATCHDOG_MS = 60_000

/** What every simulated terminal has waiting; ids need only differ within one. */
export interface Backlog {
  readonly sendables: readonly Sendable[]
  readonly numbers: ReadonlyMap<OperationId, number>
}

export function backlogOf(operations: number): Backlog {
  const sendables = Array.from({ length: operations }, (_, index) => sendable(index + 1))
  return { sendables, numbers: new Map(sendables.map(({ delivery }, index) => [delivery.id, index + 1])) }
}

/** A terminal that delivers its backlog by the real rules of sync, over a network that is away until a moment. */
export interface SimulatedTerminal {
  /** When everything was settled; null while something waits. */
  readonly drainedAtMs: number | null
}

export function simulatedTerminal(given: {
  events: Events
  request: SimulatedServer['request']
  backlog: Backlog
  name: string
  /** In [0, 1), anew at every event. */
  chance: () => number
  startMs: number
  backAtMs: number
}): SimulatedTerminal {
  const { events, backlog, backAtMs } = given
  const waiting = new Map(backlog.sendables.map((one) => [one.delivery.id, one]))
  const sending = new Set<OperationId>()
  let state = INITIAL_STATE
  let timer = 0
  let drainedAtMs: number | null = null

  const give = (event: SyncEvent) => {
    // Who has nothing left does nothing here: what it saves from then on is no part of the outage.
    if (drainedAtMs !== null) return
    const monotonicMs = events.nowMs
    const stepped = step(state, event, { monotonicMs, wallMs: monotonicMs, chance: given.chance() })
    state = stepped.state
    for (const effect of stepped.effects) perform(effect)
  }
  const soon = (event: SyncEvent) => events.at(events.nowMs, () => give(event))
  const load = (query: SendQuery) => {
    const batch: Sendable[] = []
    for (const [id, one] of waiting) {
      if (batch.length === query.limitOperations) break
      const isFree = !sending.has(id) && !query.held.has(id)
      if (!isFree || query.excludeAggregates.has(one.delivery.aggregateId)) continue
      if (!query.alone.has(id)) batch.push(one)
      else if (batch.length === 0) return [one]
    }
    return batch
  }
  const send = (number: number, batch: readonly Sendable[]) => {
    let isOver = false
    const end = (result: Extract<SyncEvent, { kind: 'sent' }>['result']) => {
      if (isOver) return
      isOver = true
      give({ kind: 'sent', number, result })
    }
    for (const { delivery } of batch) sending.add(delivery.id)
    const retry = (cause: 'unreachable' | 'timeout' | 'busy', retryAfterMs: number | null) =>
      end({ kind: 'retry', cause, retryAfterMs })
    if (events.nowMs < backAtMs) {
      events.at(events.nowMs + WAY_MS, () => retry('unreachable', null))
      return
    }
    events.at(events.nowMs + DEADLINE_MS, () => retry('timeout', null))
    events.at(events.nowMs + WAY_MS, () =>
      given.request(given.name, (reply) =>
        events.at(events.nowMs + WAY_MS, () => {
          if (reply.status === 503) return retry('busy', reply.retryAfterMs)
          const frames = batch.map(({ delivery }) => {
            const place = backlog.numbers.get(delivery.id) ?? 0
            return settled(place, place)
          })
          end({ kind: 'settled', frames, unanswered: [], spreadMs: reply.retryAfterMs })
        }),
      ),
    )
  }
  const perform = (effect: SyncEffect) => {
    switch (effect.kind) {
      case 'recover':
        return soon({ kind: 'recovered', isDone: true })
      case 'load': {
        const { number, query } = effect
        return events.at(events.nowMs, () => give({ kind: 'loaded', number, batch: load(query) }))
      }
      case 'send':
        return send(effect.number, effect.batch)
      case 'land': {
        for (const frame of effect.frames)
          if (frame.kind === 'settled') {
            waiting.delete(frame.operationId)
            sending.delete(frame.operationId)
          }
        for (const id of [...effect.unknown, ...effect.failed]) sending.delete(id)
        if (waiting.size === 0) drainedAtMs ??= events.nowMs
        return soon({ kind: 'landed', number: effect.number, isDone: true })
      }
      case 'probe': {
        const isBack = events.nowMs >= backAtMs
        return events.at(events.nowMs + 2 * WAY_MS, () =>
          give({
            kind: 'probed',
            result: isBack ? { kind: 'online' } : { kind: 'offline', cause: 'unreachable' },
          }),
        )
      }
      case 'set-timer': {
        timer += 1
        const mine = timer
        if (effect.delayMs === null) return
        return events.at(events.nowMs + effect.delayMs, () => {
          if (mine === timer) give({ kind: 'timer-fired' })
        })
      }
      case 'follow':
        return soon({
          kind: 'followed',
          number: effect.number,
          result: null,
          isDone: true,
          next: null,
          ended: [],
        })
      case 'quarantine':
      case 'renew-credential':
        throw new Error(`nothing here asks for ${effect.kind}`)
    }
  }
  const watch = () => {
    if (drainedAtMs !== null) return
    give({ kind: 'watchdog' })
    events.at(events.nowMs + WATCHDOG_MS, watch)
  }
  events.at(given.startMs, () => {
    give({ kind: 'started' })
    events.at(events.nowMs + WATCHDOG_MS, watch)
  })
  events.at(backAtMs, () => give({ kind: 'woke' }))
  return {
    get drainedAtMs() {
      return drainedAtMs
    },
  }
}
