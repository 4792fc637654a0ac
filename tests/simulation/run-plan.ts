import { isTakenNoMore, settledHere } from '#electron/desk/hand-in.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'

import { type Counter, openCounter } from './counter.ts'
import { decisionFor } from './counter-forms.ts'
import type { FaultNumber } from './fault-numbers.ts'
import { FAULTS_END_MS } from './draw-fault.ts'
import { rootsOf, stuckOn } from './held-up.ts'
import { isInFork } from './judge-chain.ts'
import { ALL_ROWS, asksTooOften, judge, mayBeLost } from './oracle.ts'
import { isOutdated } from './words.ts'
import { isOpen } from '#renderer/outbox/delivery.ts'
import { isOnlyTrouble, judgeBesidePoison } from './beside-poison.ts'
import type { Plan, PlannedEvent } from './plan.ts'
import type { Planted } from './planted-ports.ts'
import { noteMeanings } from './note-meanings.ts'
import { replaceMachine } from './replace-machine.ts'
import { type SimulatedApi, createSimulatedApi } from './simulated-api.ts'
import { createStick } from './simulated-stick.ts'
import { type SimulatedTill, startTill } from './simulated-till.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { type World, createWorld } from './world.ts'

/** How one run ended. */
export interface RunResult {
  readonly violations: readonly string[]
  readonly reached: readonly FaultNumber[]
  /** Of everything that happened, so that the same plan is seen to be the same run [I12]. */
  traceHash(): string
}

const HEAL_MS = FAULTS_END_MS + 60_000
/** A suspect is tried daily: that is the longest that anything may take. */
const BOUND_MS = 26 * 60 * 60_000
const ROUND_MS = 30_000
/** Within so long a quiet till says how far it has written, and hears what the account API has (SY25). */
const CONTACT_MS = 6 * 60_000
/** Within so long a till asks what became of what is with a person, or was decided (SY26, SY31); a server may ask it to wait for an hour of that. */
const OUTCOMES_MS = 75 * 60_000
/** How long an older version is tried. */
const BACK_FOR_MS = 20_000
const THREE_DAYS_MS = 3 * 24 * 60 * 60_000

/** Lets a plan happen: first with everything that goes wrong, then healed, until all is settled; then judges it. */
export async function runPlan(plan: Plan, planted: Planted = {}): Promise<RunResult> {
  const world = createWorld(plan, planted)
  await noticingBugs(world, async () => void (await play(world)))
  const reached = [...world.reached].toSorted((left, right) => left - right)
  return { violations: world.violations, reached, traceHash: () => world.traceHash() }
}

/** A promise that is rejected and that nobody waits for is a bug. */
export async function noticingBugs(world: World, run: () => Promise<void>): Promise<void> {
  const noteBug = (error: unknown): void => {
    const lines = error instanceof Error ? (error.stack ?? error.message).split('\n') : [String(error)]
    world.violate(`a bug was thrown: ${lines.slice(0, 3).join(' ')}`)
  }
  process.on('unhandledRejection', noteBug)
  try {
    await run()
  } finally {
    // What was rejected is told of when the machine has its turn again.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    process.off('unhandledRejection', noteBug)
  }
}

/** The account API, the tills and who works at them. */
export function openStage(world: World): Stage {
  const api = createSimulatedApi(world)
  const sticks = new Map(terminalsWithStick(world.plan).map((till) => [till, createStick(till)]))
  const tills = machinesOf(world.plan).map((terminal, number, machines) => {
    const stick = sticks.get(terminal) ?? null
    if (stick !== null && machines.indexOf(terminal) === number) stick.machine = number
    return startTill({ world, api, number, terminal, stick })
  })
  const counters = tills.map((till) => openCounter({ world, till }))
  return { world, api, tills, counters }
}

/** Of which till each machine is: the tills themselves, then those that take their places. */
function machinesOf({ tills, events }: Plan): readonly number[] {
  const later = events
    .filter(({ kind }) => kind === 'replace')
    .toSorted((left, right) => left.atMs - right.atMs)
    .map(({ till }) => till)
  return [...Array.from({ length: tills }, (_, number) => number), ...later]
}

function terminalsWithStick(plan: Plan): readonly number[] {
  const machines = machinesOf(plan)
  const mirrored = plan.events.flatMap(({ kind, till }) =>
    kind === 'mirror' || kind === 'replace' ? [machines[till] ?? till] : [],
  )
  return [...new Set(mirrored)]
}

/** Lets everything of a plan happen; gives what it left behind. */
export async function play(world: World): Promise<Stage> {
  const { time } = world
  const stage = openStage(world)
  const happen = happenings(stage)
  let sleptMs = 0
  for (const { atMs, run } of happen) {
    await time.run(atMs + sleptMs)
    sleptMs += run() ?? 0
  }
  await time.run(HEAL_MS + sleptMs)
  await healAndJudge(stage)
  return stage
}

/** From here on nothing goes wrong: lets everything settle, judges what is left, and ends all tills. */
export async function healAndJudge({ world, api, tills, counters }: Stage): Promise<void> {
  const { time, plan } = world
  world.isHealed = true
  const healedAtMs = time.monotonicMs()
  const wasServerPutBack = plan.events.some(({ kind }) => kind === 'server-restore')
  // What a till sent in a life before may arrive after its last contact, and fork an epoch that it works in.
  const mayLearn = () => wasServerPutBack || tills.some((till) => isInFork({ api, till }))
  for (;;) {
    for (const counter of counters) void counter.putInOrder()
    for (const till of tills) if (till.isReplaced) void handIn(api, till)
    await time.run(time.monotonicMs() + ROUND_MS)
    const wasHeard = time.monotonicMs() >= healedAtMs + CONTACT_MS || !mayLearn()
    const mayHear = time.monotonicMs() < healedAtMs + OUTCOMES_MS
    if (wasHeard && (await isSettled({ tills, counters, api, mayHear }))) break
    // Whoever asks without end has failed, and would for the whole bound.
    const isHanging = time.monotonicMs() > healedAtMs + BOUND_MS || tills.some(asksTooOften)
    if (isHanging) break
    if (time.monotonicMs() > healedAtMs + 20 * ROUND_MS) await time.run(time.monotonicMs() + 20 * ROUND_MS)
  }
  noteMeanings({ world, api })
  await judge({ world, api, tills, counters })
  for (const till of tills) till.stop()
}

/** A till hands in what it has not sent, and all that it still has where nothing is taken from it; head office imports it. */
async function handIn(api: SimulatedApi, till: SimulatedTill): Promise<void> {
  const fromStore: SealedEnvelope[] = []
  const parts = till.main()?.parts
  const what = parts !== undefined && isTakenNoMore(parts) ? 'all' : 'unsent'
  const handedOver = till.window()?.handOver(what, async (envelopes) => {
    fromStore.push(...envelopes)
    return true
  })
  await Promise.race([handedOver, till.windowDied()])
  const exported = (await till.main()?.exportSealed(fromStore)) ?? []
  if (exported.length > 0) await api.importRecords(till.terminalId, exported)
}

/** What a run has on it. */
export interface Stage {
  readonly world: World
  readonly api: SimulatedApi
  readonly tills: readonly SimulatedTill[]
  readonly counters: readonly Counter[]
}

/** What is to happen at what time of the plan. What it gives is how long everybody slept. */
interface Happening {
  readonly atMs: number
  run(): number | undefined
}

function happenings(stage: Stage): readonly Happening[] {
  const { world, tills, counters } = stage
  const all: Happening[] = []
  const add = (atMs: number, run: () => void): void => {
    all.push({
      atMs,
      run() {
        run()
        return undefined
      },
    })
  }
  for (const fault of world.plan.faults) {
    const till = tills[fault.till]
    if (till === undefined) continue
    if (fault.kind === 'kill-window' && fault.at === 'anywhere') {
      add(fault.fromMs, () => till.killWindow(fault.loses))
    }
    if (fault.kind === 'kill-main' && fault.at === 'shutdown') add(fault.fromMs, () => till.shutDown())
    if (fault.kind === 'poison' && isOnlyTrouble(world.plan, fault)) {
      add(fault.untilMs - 1, () => void judgeBesidePoison({ world, till }, fault))
    }
    if (fault.kind === 'damage') {
      add(fault.fromMs, () => {
        const losesElsewhere = world.plan.faults.some(
          (other) => other.till === fault.till && (other.kind === 'kill-window' || other.kind === 'store'),
        )
        for (const intent of counters[fault.till]?.intents ?? []) {
          if (losesElsewhere || fault.what === 'bit-flip-and-store' || !till.store.holds(intent.id)) {
            intent.mayBeLost = true
          }
        }
        void till.damage(fault)
      })
    }
  }
  for (const event of world.plan.events) {
    const till = tills[event.till]
    const counter = counters[event.till]
    if (till === undefined || counter === undefined) continue
    if (event.kind === 'restore') {
      let putBack: (() => Promise<void>) | null = null
      let savedThen = new Set<OperationId>()
      add(event.fromMs, () => {
        savedThen = new Set(counter.intents.flatMap(({ id, word }) => (word === 'saved' ? [id] : [])))
        putBack = till.remember(event.only)
      })
      add(event.atMs, () => {
        for (const intent of counter.intents) {
          const isKept = event.only === 'journal' && till.store.holds(intent.id)
          if (!savedThen.has(intent.id) && !isKept) intent.mayBeLost = true
        }
        void putBack?.()
      })
    } else if (event.kind === 'upgrade') {
      add(event.atMs, () => till.install('newer'))
      if (event.backAtMs === null) continue
      add(event.backAtMs, () => till.install('older'))
      add(event.backAtMs + BACK_FOR_MS, () => till.install('newer'))
    } else if (event.kind === 'server-restore') {
      add(event.fromMs, () => stage.api.backUp())
      add(event.atMs, () => void stage.api.restore())
    } else all.push({ atMs: event.atMs, run: () => perform(event, { stage, till, counter }) })
  }
  return all.toSorted((left, right) => left.atMs - right.atMs)
}

function perform(
  event: Exclude<PlannedEvent, { kind: 'restore' | 'server-restore' | 'upgrade' }>,
  given: { stage: Stage; till: SimulatedTill; counter: Counter },
): number | undefined {
  const { till, counter } = given
  const { world, api } = given.stage
  switch (event.kind) {
    case 'visit':
      void counter.visit(event)
      return undefined
    case 'void':
    case 'correction':
      void counter.takeBack(event)
      return undefined
    case 'resolve':
      void counter.resolve(event)
      return undefined
    case 'head-office': {
      const cases = api.ledger.openCases()
      const [caseId, kase] = cases[event.nth % Math.max(1, cases.length)] ?? []
      if (caseId === undefined || kase === undefined) return undefined
      const type = api.ledger.row(kase.operationId as OperationId)?.envelope.type ?? ''
      const choice = kase.choices[event.choice % kase.choices.length]
      const decision = decisionFor(choice, { type, number: event.nth })
      if (decision !== null) api.ledger.decide({ caseId, decision, at: instantOf(api.nowMs()) })
      return undefined
    }
    case 'switch':
      counter.switchTo(event.operator)
      return undefined
    case 'lock':
      counter.lock()
      return undefined
    case 'hint': {
      const network = world.active('network', till.number)?.fault
      if (network === 'unreachable' || network === 'flapping') world.reach(46)
      till.window()?.hint()
      return undefined
    }
    case 'sweep':
      void till.main()?.sweep()
      return undefined
    case 'mirror':
      void till.main()?.chooseMirror()
      return undefined
    case 'export':
      void handIn(api, till)
      return undefined
    case 'replace':
      void replaceMachine(given.stage, event)
      return undefined
    case 'enrol-again':
      void counter.putInOrder()
      return undefined
    case 'revoke':
      world.reach(62)
      api.ledger.revoke(till.terminalId)
      return undefined
    case 'clock-jump':
      if (till.window()?.sync.getStatus().connection === 'offline') world.reach(57)
      till.clock.jump(event.byMs)
      return undefined
    case 'sleep':
      if (event.forMs >= THREE_DAYS_MS) world.reach(59)
      world.sleep(event.forMs)
      return event.forMs
    default:
      return unreachable(event)
  }
}

/** Whether nobody waits for anything any more. */
async function isSettled(
  given: Pick<Stage, 'tills' | 'counters' | 'api'> & { mayHear: boolean },
): Promise<boolean> {
  const { tills, counters, api } = given
  if (!counters.every((counter) => counter.isAtRest())) return false
  for (const till of tills.filter(({ isReplaced, isDead }) => isReplaced && !isDead)) {
    const journal = till.main()?.journal
    const held = journal === undefined ? [null] : [...journal.unsent(), ...settledHere(journal)]
    if (!held.every((id) => id !== null && api.ledger.row(id) !== undefined)) return false
  }
  for (const till of tills.filter(({ isInService }) => isInService)) {
    const stop = till.main()?.parts.standing.stop()
    const status = till.window()?.sync.getStatus()
    if (stop !== null || status?.connection !== 'online' || status.pausedBy !== null) return false
    // What main journaled and the window has not read yet comes with the watchdog (SY6a).
    const followed = await till.window()?.outbox.appliedFrame()
    if (followed?.ok !== true || followed.value < (till.main()?.journal.lastFrame() ?? 0)) return false
    const page = await till.window()?.outbox.page({ shelf: 'all', before: null, limit: ALL_ROWS })
    if (page?.ok !== true) return false
    // What its till still holds is not lost, and comes within the bound.
    const machines = tills.filter(({ terminalId }) => terminalId === till.terminalId)
    const lost = machines.flatMap((machine) =>
      (counters[machine.number]?.intents ?? []).filter(
        (intent) =>
          mayBeLost({ till: machine, intent }) &&
          api.ledger.row(intent.id) === undefined &&
          till.main()?.journal.record(intent.id) === undefined,
      ),
    )
    const roots = rootsOf({ api }, { rows: page.value, lost: lost.map(({ id }) => id) })
    const stuck = stuckOn(page.value, roots)
    if (page.value.some(({ id, status: at }) => isOpen(at) && !stuck.has(id))) return false
    if (given.mayHear && page.value.some((delivery) => isOutdated({ api }, { till, delivery }))) return false
  }
  return true
}
