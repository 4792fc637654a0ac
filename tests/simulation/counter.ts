import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { RosterEntry } from '#shared/contracts/configuration.ts'
import type { CaseChoice } from '#shared/contracts/outcome.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'

import {
  ageCheckForm,
  decisionFor,
  deviceAddedForm,
  emailOf,
  registrationForm,
  saleForm,
} from './counter-forms.ts'
import type { Intent } from './intents.ts'
import type { PlannedEvent, Visit } from './plan.ts'
import { chanceFor, randomOf } from './seeded.ts'
import type { SimulatedTill } from './simulated-till.ts'
import { ROSTER } from './till-main.ts'
import type { World } from './world.ts'

type Kind<Name extends PlannedEvent['kind']> = Extract<PlannedEvent, { kind: Name }>

const TRIES = 3
const PATIENCE_MS = 4_000

/** The people at one counter: what they want on record, and how often they ask for it. */
export interface Counter {
  readonly intents: readonly Intent[]
  visit(visit: Visit): Promise<void>
  takeBack(event: Kind<'void'> | Kind<'correction'>): Promise<void>
  resolve(event: Kind<'resolve'>): Promise<void>
  switchTo(operator: number): void
  lock(): void
  /** Whatever stopped the desk is mended, and everything that nobody knows about is asked for again. */
  putInOrder(): Promise<void>
  /** Where a record was typed again under another id. */
  isAtRest(): boolean
}

export function openCounter(given: { world: World; till: SimulatedTill }): Counter {
  const { world, till } = given
  const { time } = world
  const random = randomOf(chanceFor(world.plan.seed, 300 + till.number))
  const ids = new Set<string>()
  let lastMintedMs = Number.NEGATIVE_INFINITY
  let busy = 0
  let queue: Promise<void> = Promise.resolve()
  const intents: Intent[] = []
  /** Who the window believes to be at work. */
  let atWork: RosterEntry = ROSTER[0]

  function mint(): string {
    const nowMs = till.clock.wallMs()
    if (nowMs < lastMintedMs) world.reach(60)
    lastMintedMs = nowMs
    const id = uuidV7({ clock: till.clock, random })
    if (ids.has(id)) world.violate(`I2 the id ${id} was made twice`)
    ids.add(id)
    till.window()?.noteNewId(id)
    return id
  }

  function want(asked: {
    operation: TypedPayload
    aggregateId?: AggregateId
    dependsOn?: readonly OperationId[]
  }): Intent {
    const intent: Intent = {
      id: mint() as OperationId,
      till: till.number,
      aggregateId: asked.aggregateId ?? (mint() as AggregateId),
      dependsOn: asked.dependsOn ?? [],
      operation: asked.operation,
      operators: new Set(),
      receipts: new Set(),
      word: 'none',
      isGivenUp: false,
      mayBeLost: false,
    }
    intents.push(intent)
    return intent
  }

  async function forWindow(): Promise<void> {
    for (let tries = 0; till.window() === null && tries < 30; tries += 1) await time.wait(1_000)
  }

  /** Asks once; a window that dies says nothing any more. */
  async function ask(intent: Intent, isDoubleClick = false): Promise<Intent['word']> {
    await forWindow()
    const window = till.window()
    if (window === null) return intent.word
    unlock(atWork)
    intent.operators.add(atWork.operatorId)
    const { id: operationId, aggregateId, dependsOn, operation } = intent
    const request = { operationId, aggregateId, dependsOn, operation }
    if (Math.abs(till.clock.wallMs() - time.wallMs()) > 9 * 365 * 86_400_000) world.reach(56)
    const answers = [window.record(request)]
    if (isDoubleClick) {
      world.reach(69)
      answers.push(window.record(request))
    }
    const answer = await Promise.race([Promise.all(answers), till.windowDied().then(() => null)])
    const [first] = answer ?? []
    if (first === undefined) intent.word = intent.word === 'saved' ? 'saved' : 'unknown'
    else if (first.kind === 'saved' || first.kind === 'already-saved') intent.word = 'saved'
    else if (first.kind === 'unknown') intent.word = 'unknown'
    else intent.word = intent.word === 'saved' ? 'saved' : 'not-saved'
    for (const recorded of answer ?? [])
      if ('envelope' in recorded) intent.receipts.add(recorded.envelope.hash)
    if (first?.kind === 'not-saved' && intent.word === 'saved') {
      world.violate(`I9 ${intent.id} was saved and is then called not saved: ${first.reason}`)
    }
    world.trace(`till ${till.number} ${operation.type} ${operationId} ${first?.kind ?? 'cut off'}`)
    return intent.word
  }

  /** Asks until it is saved, or the customer leaves. */
  async function save(intent: Intent, isDoubleClick = false): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const word = await ask(intent, isDoubleClick)
      if (word === 'saved') return true
      await time.wait(PATIENCE_MS)
    }
    intent.isGivenUp = intent.word === 'not-saved'
    return false
  }

  function unlock(who: RosterEntry): void {
    atWork = who
    till.tellMain((main) => {
      if (main.parts.session.operator()?.operatorId !== who.operatorId) main.unlock(who)
    })
  }

  function register(visit: Visit, ageCheck: Intent): Intent {
    const { email, devices, isExisting } = visit
    return want({
      operation: registrationForm({ ageCheck: ageCheck.id, email, devices, isExisting }),
      dependsOn: [ageCheck.id],
    })
  }

  async function serve(visit: Visit): Promise<void> {
    const who = ROSTER[visit.operator] ?? ROSTER[0]
    unlock(who)
    const check = want({
      operation: ageCheckForm({
        operator: who.operatorId,
        terminal: till.terminalId,
        isRefused: visit.what === 'refusal',
        checkedAt: instantOf(time.wallMs()),
      }),
    })
    if (!(await save(check)) || visit.what === 'refusal') return
    unlock(who)
    if (visit.what === 'sale') {
      const { id, aggregateId } = check
      await save(want({ operation: saleForm(id), aggregateId, dependsOn: [id] }), visit.isDoubleClick)
      return
    }
    let registered = register(visit, check)
    const word = await ask(registered, visit.isDoubleClick)
    if (word === 'unknown' && visit.isTypedAgain && till.window() === null) {
      world.reach(70)
      registered.isGivenUp = true
      registered = register(visit, check)
    }
    if (registered.word !== 'saved' && !(await save(registered))) return
    if (visit.what === 'registration') return
    const operation = deviceAddedForm(registered.id, visit.email + 2)
    await save(want({ operation, aggregateId: registered.aggregateId, dependsOn: [registered.id] }))
  }

  /** One after the other: there is one counter. */
  async function atCounter(work: () => Promise<void>): Promise<void> {
    const mine = queue.then(work)
    busy += 1
    queue = mine
    await mine
    busy -= 1
  }

  async function openCases() {
    const asked = till.window()?.outbox.page({ shelf: 'needs-you', before: null, limit: 50 })
    const page = await Promise.race([asked, till.windowDied().then(() => undefined)])
    const rows = page?.ok === true ? page.value : []
    return rows.flatMap(({ id, aggregateId, type, outcome }) =>
      outcome?.kind === 'case' ? [{ id, aggregateId, type, outcome }] : [],
    )
  }

  const self: Counter = {
    intents,
    isAtRest: () => busy === 0,
    visit: (visit) => atCounter(() => serve(visit)),
    takeBack: (event) =>
      atCounter(async () => {
        const types = event.kind === 'void' ? ['sale', 'registration', 'device-added'] : ['registration']
        const saved = intents.filter(
          ({ word, operation }) => word === 'saved' && types.includes(operation.type),
        )
        const target = saved.toReversed()[event.nth % Math.max(1, saved.length)]
        if (target === undefined) return
        const payload =
          event.kind === 'void'
            ? { target: target.id, reason: 'recorded-by-mistake' }
            : {
                target: target.id,
                changes: { type: 'registration', fields: { email: emailOf(event.email) } },
              }
        const operation = { type: event.kind, payload } as TypedPayload
        const { id, aggregateId } = target
        await save(want({ operation, aggregateId, dependsOn: [id] }))
      }),
    resolve: (event) =>
      atCounter(async () => {
        const cases = await openCases()
        const found = cases[event.nth % Math.max(1, cases.length)]
        if (found === undefined) return
        const { id, aggregateId, type, outcome } = found
        const choice: CaseChoice | undefined = outcome.choices[event.choice % outcome.choices.length]
        const decision = decisionFor(choice, { type, number: event.nth })
        if (decision === null) return
        const { caseId, version } = outcome
        const payload = { caseId, caseVersion: version, operation: id, decision }
        const operation = { type: 'resolution', payload } as TypedPayload
        await save(want({ operation, aggregateId, dependsOn: [id] }))
      }),
    switchTo(operator) {
      if (till.network.isBusy()) world.reach(63)
      unlock(ROSTER[operator] ?? ROSTER[0])
    },
    lock: () => till.tellMain((main) => main.lock()),
    putInOrder: () =>
      atCounter(async () => {
        if (till.isDead || !(till.isInService || till.isReplaced)) return
        await forWindow()
        const main = till.main()
        const stop = main?.parts.standing.stop() ?? null
        const isStopped =
          (stop !== null && stop !== 'client-too-old') || main?.parts.needsAttention() === true
        if (till.isInService && main !== null && (isStopped || main.parts.terminal() === null)) {
          // Whoever enrols a desk that dies does not wait for it for ever.
          const isDone = await Promise.race([main.enrolAgain(), till.windowDied().then(() => false)])
          if (isDone) till.window()?.noteEnrolledAgain()
        }
        for (const intent of intents) {
          if (intent.isGivenUp || (intent.word !== 'unknown' && intent.word !== 'none')) continue
          const word = await ask(intent)
          // What rests on an age check of another start is not taken any more: the customer is asked to come again.
          if (word === 'not-saved') intent.isGivenUp = true
        }
      }),
  }
  return self
}
