import type { SavedFrame } from '#shared/contracts/frame.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { JournalFollower, Outbox } from '#renderer/outbox/outbox.ts'
import type { SyncEffect, SyncEvent } from './events.ts'
import { followOutcomes } from './follow-outcomes.ts'
import { sendLostAgain } from './send-lost-again.ts'
import { INITIAL_STATE, type SyncStatus, statusOf } from './state.ts'
import { step } from './step.ts'
import type { Transport } from './transport.ts'

const WATCHDOG_MS = 60_000

/** Hints that the network or the machine may be back. A hint starts a try and is never believed. */
export interface Connectivity {
  onHint(woke: () => void): () => void
}

export interface SyncPorts {
  readonly clock: Clock
  readonly timer: Timer
  readonly random: Random
  readonly outbox: Outbox
  readonly follower: JournalFollower
  readonly transport: Transport
  readonly connectivity: Connectivity
  /** Sees every event and what it led to; for tests. */
  readonly trace?: (event: SyncEvent, effects: readonly SyncEffect[]) => void
}

/** Sync at work. */
export interface Sync {
  start(): void
  /** Stops at once; what is on its way is taken up by the next start. */
  stop(): void
  /** Something may have changed for the better: try. */
  wake(): void
  /** Asks the account API now how far it has everything (SY30). */
  ask(): void
  /** A record was saved and is in the outbox. */
  noteSaved(frame: SavedFrame): void
  /** Nothing that was saved is amended any more, or it is wanted there now (SY5a). */
  sendNow(): void
  noteEnrolledAgain(): void
  getStatus(): SyncStatus
  subscribe(changed: () => void): () => void
}

/** Performs what `step` decides on the ports. */
export function createSync(ports: SyncPorts): Sync {
  const listeners = new Set<() => void>()
  let state = INITIAL_STATE
  let status = statusOf(state)
  let isRunning = false
  let cancelTimer = () => {}
  let cancelWatchdog = () => {}
  let stopListening = () => {}

  function dispatch(event: SyncEvent): void {
    if (!isRunning) return
    const drawn = ports.random.bytes(4).reduce((sum, byte) => sum * 256 + byte, 0)
    const next = step(state, event, {
      monotonicMs: ports.clock.monotonicMs(),
      wallMs: ports.clock.wallMs(),
      chance: drawn / 2 ** 32,
    })
    state = next.state
    ports.trace?.(event, next.effects)
    for (const effect of next.effects) perform(effect)
    publish()
  }

  function publish(): void {
    const next = statusOf(state)
    const isSame = (Object.keys(next) as (keyof SyncStatus)[]).every((key) => next[key] === status[key])
    if (isSame) return
    status = next
    for (const changed of listeners) changed()
  }

  function perform(effect: SyncEffect): void {
    if (effect.kind === 'set-timer') {
      cancelTimer()
      cancelTimer =
        effect.delayMs === null
          ? () => {}
          : ports.timer.after(effect.delayMs, () => dispatch({ kind: 'timer-fired' }))
    } else void carryOut(effect).then(dispatch)
  }

  async function carryOut(effect: Exclude<SyncEffect, { kind: 'set-timer' }>): Promise<SyncEvent> {
    const { outbox, transport } = ports
    switch (effect.kind) {
      case 'recover':
        // Frames that a failing store missed come first: what is settled needs no second sending.
        await ports.follower.catchUp()
        return { kind: 'recovered', isDone: (await outbox.recoverSending(new Set())).ok }
      case 'load': {
        const batch = await outbox.nextSendable(effect.query)
        return { kind: 'loaded', number: effect.number, batch: batch.ok ? batch.value : null }
      }
      case 'send':
        return { kind: 'sent', number: effect.number, result: await send(effect) }
      case 'land':
        return { kind: 'landed', number: effect.number, isDone: await land(effect) }
      case 'quarantine': {
        const result = await transport.quarantine(effect.operationId)
        const isDone = result.kind === 'quarantined' && (await ports.follower.follow([result.frame])).ok
        return { kind: 'quarantined', number: effect.number, isDone }
      }
      case 'follow':
        return { kind: 'followed', number: effect.number, ...(await followOutcomes(ports, effect)) }
      case 'probe':
        return { kind: 'probed', result: await transport.probe() }
      case 'renew-credential':
        return { kind: 'credential-renewed', result: await transport.renewCredential() }
      default:
        return unreachable(effect)
    }
  }

  async function send(effect: Extract<SyncEffect, { kind: 'send' }>) {
    const marked = await ports.outbox.markSending(effect.batch.map(({ delivery }) => delivery.id))
    // A driver that was stopped meanwhile must not send beside its successor.
    if (!marked.ok || !isRunning) return null
    const base = await ports.outbox.orderBase()
    const hasStartedOver = base.ok && base.value > 0
    return ports.transport.send(
      effect.batch.map(({ envelope }) => envelope),
      hasStartedOver ? { hasStartedOver } : undefined,
    )
  }

  async function land(effect: Extract<SyncEffect, { kind: 'land' }>): Promise<boolean> {
    const isFollowed = effect.frames.length === 0 || (await ports.follower.follow(effect.frames)).ok
    const isCounted = effect.failed.length === 0 || (await ports.outbox.recordFailures(effect.failed)).ok
    const isBack = effect.unknown.length === 0 || (await ports.outbox.markUnknown(effect.unknown)).ok
    if (effect.held !== undefined) await sendLostAgain(ports, effect.held)
    return isFollowed && isCounted && isBack
  }

  function watch(): void {
    cancelWatchdog = ports.timer.after(WATCHDOG_MS, () => {
      // What was journaled while the store, or main, did not answer waits for nobody else to fetch it (SY6a).
      void ports.follower.catchUp().then(() => dispatch({ kind: 'watchdog' }))
      watch()
    })
  }

  return {
    start() {
      if (isRunning) return
      isRunning = true
      state = INITIAL_STATE
      stopListening = ports.connectivity.onHint(() => dispatch({ kind: 'woke' }))
      watch()
      dispatch({ kind: 'started' })
    },
    stop() {
      isRunning = false
      cancelTimer()
      cancelWatchdog()
      stopListening()
    },
    wake: () => dispatch({ kind: 'woke' }),
    ask: () => dispatch({ kind: 'asked' }),
    noteSaved: (frame) => dispatch({ kind: 'saved', frame }),
    sendNow: () => dispatch({ kind: 'send-now' }),
    noteEnrolledAgain: () => dispatch({ kind: 'enrolled-again' }),
    getStatus: () => status,
    subscribe(changed) {
      listeners.add(changed)
      return () => {
        listeners.delete(changed)
      }
    },
  }
}
