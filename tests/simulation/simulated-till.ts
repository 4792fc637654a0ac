import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { assert } from '#shared/kernel/assert.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import { createJournalFollower } from '#renderer/outbox/follow-journal.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'
import { type Sync, createSync } from '#renderer/sync/driver.ts'
import { createRecord } from '#renderer/sync/record.ts'
import type { SendResult, Transport } from '#renderer/sync/transport.ts'
import { type EnvelopeSpec, aggregateId, operationId } from '#tests/harness/frames.ts'
import { type Chance, type SimulatedTime, randomOf } from './seeded.ts'
import type { SimulatedMain } from './simulated-main.ts'
import type { SimulatedServer } from './simulated-server.ts'

export interface World {
  readonly time: SimulatedTime
  readonly chance: Chance
  readonly main: SimulatedMain
  readonly server: SimulatedServer
  /** From the moment it turns true nothing goes wrong any more. */
  isHealed: boolean
  /** How much of each fault's probability this run has. */
  readonly faultiness: number
  /** A record that makes the server fail whenever it is in the batch, until healed. */
  readonly poison: OperationId | null
  readonly trace: string[]
  /** What two batches in flight had in common, and must not. */
  readonly violations: string[]
}

/** One life of the window: what it awaits when it is killed never comes back. */
export interface TillLife {
  save(spec: EnvelopeSpec): Promise<'saved' | 'already-saved' | 'not-saved' | 'unknown'>
  kill(): void
}

export function startTill(world: World, stored: Outbox): TillLife {
  const { time, chance, main, trace } = world
  let isAlive = true
  const whileAlive = <Value>(work: Promise<Value>): Promise<Value> =>
    work.then((value) => (isAlive ? value : new Promise<Value>(() => {})))
  const outbox = mortal(stored, () => isAlive)
  const follower = createJournalFollower({
    outbox,
    journal: { read: (request) => whileAlive(main.journal.read(request)) },
  })
  const sync: Sync = createSync({
    clock: time,
    timer: time,
    random: randomOf(chance),
    outbox,
    follower,
    transport: createFaultyTransport(world, whileAlive),
    connectivity: { onHint: () => () => {} },
    trace: (event, effects) =>
      trace.push(`${time.monotonicMs()} ${event.kind} > ${effects.map(({ kind }) => kind).join()}`),
  })
  const specs = new Map<OperationId, EnvelopeSpec>()
  const record = createRecord({
    follower,
    onSaved: (frame) => sync.noteSaved(frame),
    save: {
      async save(request) {
        const spec = specs.get(request.operationId)
        assert(spec !== undefined, 'the simulation saves what it knows')
        const { isNew, frame } = main.save(spec)
        await whileAlive(time.wait(1 + chance.below(20)))
        if (!world.isHealed && chance.happens(0.15)) return fail({ kind: 'lost' })
        return ok({ kind: isNew ? 'saved' : 'already-saved', frame })
      },
    },
  })
  sync.start()
  return {
    async save(spec) {
      const id = operationId(spec.n)
      specs.set(id, spec)
      const operation = { type: 'sale', payload: {} } as never
      const recorded = await record({
        operationId: id,
        aggregateId: aggregateId(1),
        dependsOn: [],
        operation,
      })
      return recorded.kind
    },
    kill() {
      isAlive = false
      sync.stop()
    },
  }
}

/** The stored outbox as one life sees it: calls after death neither act nor answer. */
function mortal(stored: Outbox, isAlive: () => boolean): Outbox {
  return new Proxy(stored, {
    get(target, name: keyof Outbox) {
      const method = target[name] as (...given: unknown[]) => unknown
      return (...given: unknown[]) => (isAlive() ? method(...given) : new Promise(() => {}))
    },
  })
}

function createFaultyTransport(
  world: World,
  whileAlive: <Value>(work: Promise<Value>) => Promise<Value>,
): Transport {
  const { time, chance, main, server } = world
  const flights = new Set<readonly SealedEnvelope[]>()
  const goesWrong = (probability: number): boolean =>
    !world.isHealed && chance.happens(probability * world.faultiness)

  function deliver(envelopes: readonly SealedEnvelope[]): SendResult {
    if (goesWrong(0.03)) return { kind: 'credential' }
    if (goesWrong(0.05) && envelopes.length > 2) return { kind: 'split' }
    if (!world.isHealed && envelopes.some(({ id }) => id === world.poison)) {
      return { kind: 'retry', cause: 'server-error', retryAfterMs: null }
    }
    const results = server.settle(envelopes)
    // The server has committed and the answer never reaches main.
    if (goesWrong(0.1)) return { kind: 'retry', cause: 'timeout', retryAfterMs: null }
    const answered = results.filter(() => !goesWrong(0.08))
    const known = new Set(answered.map(({ operationId: id }) => id))
    const unanswered = envelopes.flatMap(({ id }) => (known.has(id) ? [] : [id]))
    return {
      kind: 'settled',
      frames: main.recordOutcomes(answered),
      unanswered,
      spreadMs: goesWrong(0.05) ? 5_000 : 0,
    }
  }

  async function carry(envelopes: readonly SealedEnvelope[]): Promise<SendResult> {
    await time.wait(5 + chance.below(world.isHealed ? 50 : 2_000))
    if (goesWrong(0.2)) return { kind: 'retry', cause: 'unreachable', retryAfterMs: null }
    if (goesWrong(0.05)) return { kind: 'retry', cause: 'busy', retryAfterMs: chance.below(60_000) }
    // The network repeats the request, perhaps much later.
    if (goesWrong(0.1)) time.after(chance.below(30_000), () => void server.settle(envelopes))
    const result = deliver(envelopes)
    await time.wait(5 + chance.below(50))
    // Main has journaled, and its answer to the window is lost.
    return goesWrong(0.08) ? { kind: 'retry', cause: 'timeout', retryAfterMs: null } : result
  }

  return {
    async send(envelopes) {
      for (const other of flights) world.violations.push(...sharedBy(main, other, envelopes))
      if (flights.size >= 2) world.violations.push('a third batch is in flight')
      flights.add(envelopes)
      const result = await whileAlive(carry(envelopes))
      flights.delete(envelopes)
      return result
    },
    async outcomes(ids) {
      await whileAlive(time.wait(5 + chance.below(world.isHealed ? 50 : 2_000)))
      if (goesWrong(0.2)) return { kind: 'retry', cause: 'unreachable', retryAfterMs: null }
      if (goesWrong(0.03)) return { kind: 'credential' }
      const results = ids.flatMap((id) => {
        const outcome = server.outcomeOf(id)
        return outcome === undefined || goesWrong(0.1) ? [] : [{ operationId: id, outcome }]
      })
      const frames = main.recordOutcomes(results)
      await whileAlive(time.wait(5 + chance.below(50)))
      return goesWrong(0.1)
        ? { kind: 'retry', cause: 'timeout', retryAfterMs: null }
        : { kind: 'followed', frames }
    },
    async probe() {
      await whileAlive(time.wait(5 + chance.below(50)))
      return goesWrong(0.3) ? { kind: 'offline', cause: 'unreachable' } : { kind: 'online' }
    },
    async renewCredential() {
      await whileAlive(time.wait(5))
      return goesWrong(0.2) ? 'unreachable' : 'renewed'
    },
    async quarantine(id) {
      await whileAlive(time.wait(5))
      const outcome = { kind: 'quarantined', reason: 'too-large' } as const
      const [frame] = main.recordOutcomes([{ operationId: id, outcome }])
      return frame === undefined ? { kind: 'failed' } : { kind: 'quarantined', frame }
    },
  }
}

/** What is settled already is no dependency any more, though a repeated batch of it may still be on its way. */
function sharedBy(
  main: SimulatedMain,
  left: readonly SealedEnvelope[],
  right: readonly SealedEnvelope[],
): string[] {
  const dependsOn = (one: SealedEnvelope, other: SealedEnvelope): boolean =>
    one.dependsOn.includes(other.id) && !main.isSettled(other.id)
  return left.flatMap((one) =>
    right.flatMap((other) => {
      if (one.aggregateId === other.aggregateId) return [`an aggregate: ${one.id} and ${other.id}`]
      const depends = dependsOn(one, other) || dependsOn(other, one)
      return depends ? [`a dependency: ${one.id} and ${other.id}`] : []
    }),
  )
}
