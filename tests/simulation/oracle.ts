import { isDeepStrictEqual } from 'node:util'

import type { OperationId } from '#shared/contracts/identifiers.ts'
import { isOpen, shelfOf } from '#renderer/outbox/delivery.ts'
import type { Delivery } from '#renderer/outbox/delivery.ts'
import { canonicalJson } from '#shared/kernel/canonical-json.ts'

import type { Counter } from './counter.ts'
import { judgeEffects } from './effects-there.ts'
import { judgeChain } from './judge-chain.ts'
import { rootsOf, speaksOfAnother, stuckOn } from './held-up.ts'
import type { Intent } from './intents.ts'
import type { InboxRow } from './memory-ledger.ts'
import type { SimulatedApi } from './simulated-api.ts'
import { textUnder } from './simulated-seal.ts'
import type { SimulatedTill } from './simulated-till.ts'
import { isOutdated, judgeReceipts } from './words.ts'
import type { World } from './world.ts'

/** Everything that a run leaves behind. */
export interface Aftermath {
  readonly world: World
  readonly api: SimulatedApi
  readonly tills: readonly SimulatedTill[]
  readonly counters: readonly Counter[]
}

/** More than any till has. */
export const ALL_ROWS = 1_000_000
const MOST_REQUESTS = 40
const WINDOW_MS = 10_000
/** What the customers of a run have in common. */
const PERSONAL = ['@example', 'Inês', 'Concei', '1990-02']

/** Judges what a run left behind by the invariants of queue-and-sync.md; whatever does not hold is a violation. */
export async function judge(given: Aftermath): Promise<void> {
  const { world, tills, counters, api } = given
  const intents = new Map<OperationId, Intent>(
    counters.flatMap((counter) => counter.intents.map((intent) => [intent.id, intent] as const)),
  )
  const lost = judgeDelivery(given, intents)
  for (const row of api.ledger.inbox().values()) judgeRow(given, row, intents.get(row.envelope.id))
  for (const intent of intents.values()) judgeReceipts(given, intent)
  judgeEffects(given)
  judgeOrder(given, lost)
  judgeCases(given)
  for (const till of tills) {
    if (till.isInService) await judgeTill(given, { till, lost, intents })
    judgeRate(world, till)
    judgeSecrecy(world, till)
  }
}

/** I1 and the words of I9: what was called saved is in the ledger, or its loss shows; what was called not saved is not. */
function judgeDelivery(
  given: Aftermath,
  intents: ReadonlyMap<OperationId, Intent>,
): ReadonlySet<OperationId> {
  const { world, api, tills } = given
  const lost = new Set<OperationId>()
  for (const intent of intents.values()) {
    const row = api.ledger.row(intent.id)
    // A till that was put back has forgotten what it knew.
    if (intent.word === 'not-saved' && row !== undefined && !intent.mayBeLost) {
      world.violate(`I9 ${intent.operation.type} ${intent.id} was called not saved and is in the ledger`)
    }
    if (intent.word !== 'saved') continue
    if (row !== undefined) {
      if (row.outcome === null) world.violate(`I6 ${intent.id} has no outcome`)
      continue
    }
    const till = tills[intent.till]
    if (till === undefined || !mayBeLost({ till, intent })) {
      world.violate(`I1 ${intent.operation.type} ${intent.id} was called saved and is not in the ledger`)
      continue
    }
    lost.add(intent.id)
    const isTold = till.wasJournalLost || hasGap(given, till) || tellsOfFrame(given, { till, intent })
    if (!till.wasPutBack && !till.isDead && !isTold) {
      world.violate(`I5 ${intent.id} is lost and nothing shows it`)
    }
  }
  return lost
}

/** What a till had that was replaced comes from the stick, or by its export [D20]. Not there is what only a dead one had. */
export function mayBeLost({ till, intent }: { till: SimulatedTill; intent: Intent }): boolean {
  return intent.mayBeLost || (till.isDead && !till.leftOnStick.has(intent.id))
}

function hasGap({ api }: Aftermath, till: SimulatedTill): boolean {
  const epochs = till.main()?.parts.terminal()?.enrolment.epoch ?? 0
  return Array.from({ length: epochs }, (_, index) => api.ledger.chain(till.terminalId, index + 1)).some(
    ({ head, claimed, last }) => Math.max(claimed, last) > head.sequence,
  )
}

/** The last record of an older epoch leaves no gap behind it: its till tells head office which frames it cannot read [J13] [D8]. */
function tellsOfFrame(
  { api }: Aftermath,
  { till, intent }: { till: SimulatedTill; intent: Intent },
): boolean {
  const frame = till.savedFrames.get(intent.id)
  return [...api.ledger.inbox().values()].some(({ envelope, arrival: { content } }) => {
    const isOfTill = envelope.terminalId === till.terminalId && content.kind !== 'unreadable'
    if (!isOfTill || content.operation.type !== 'terminal-event') return false
    const { kind, detail } = content.operation.payload
    const missing = [...(detail ?? '').matchAll(/(\d+)-(\d+)/g)]
    const isNamed = missing.some(
      ([, from, to]) => frame !== undefined && Number(from) <= frame && frame <= Number(to),
    )
    return kind === 'store-damaged' && isNamed
  })
}

/** I3 and I8: the ledger holds what was captured, by whom it was captured, and nothing that nobody captured. */
function judgeRow({ world }: Aftermath, row: InboxRow, intent: Intent | undefined): void {
  const { envelope } = row
  if (envelope.type === 'terminal-event') return
  if (intent === undefined) {
    world.violate(`I2 ${envelope.type} ${envelope.id} is in the ledger and nobody captured it`)
    return
  }
  const captured = { type: intent.operation.type, payload: intent.operation.payload }
  const stored = storedIn(envelope.sealedPayload)
  const isSame = JSON.stringify(captured) === JSON.stringify(stored)
  if (!isSame && !isDeepStrictEqual(JSON.parse(JSON.stringify(captured)), stored)) {
    world.violate(`I3 ${envelope.id} is not what was captured: ${JSON.stringify(stored).slice(0, 200)}`)
  }
  if (envelope.aggregateId !== intent.aggregateId) world.violate(`I3 ${envelope.id} has another aggregate`)
  if (!isDeepStrictEqual([...envelope.dependsOn], [...intent.dependsOn])) {
    world.violate(`I4 ${envelope.id} does not say what it depends on`)
  }
  if (envelope.operatorId === null || !intent.operators.has(envelope.operatorId)) {
    world.violate(`I8 ${envelope.id} is of ${envelope.operatorId}, who did not capture it`)
  }
}

function storedIn(sealedPayload: string): { type: unknown; payload: unknown } {
  try {
    const { type, payload } = JSON.parse(textUnder(sealedPayload)) as Record<string, unknown>
    return { type, payload }
  } catch {
    return { type: null, payload: null }
  }
}

/** I4: within an aggregate as captured, and nothing before what it rests on. */
function judgeOrder({ world, api, tills }: Aftermath, lost: ReadonlySet<OperationId>): void {
  const last = new Map<string, InboxRow>()
  const rows = [...api.ledger.inbox().values()]
    .filter(({ settledAs }) => settledAs !== null)
    .toSorted((left, right) => (left.settledAs ?? 0) - (right.settledAs ?? 0))
  const wasPutBack = new Set(tills.filter((till) => till.wasPutBack).map((till) => till.terminalId))
  const wasReplaced = new Set(tills.filter((till) => till.isReplaced).map((till) => till.terminalId))
  const restsOn = (ids: ReadonlySet<OperationId>, id: OperationId): boolean =>
    ids.has(id) || (api.ledger.row(id)?.envelope.dependsOn.some((next) => restsOn(ids, next)) ?? false)
  /** What was taken back before it had any effect waits for nothing: not for what is lost, nor for what a restored server gets later. */
  const waitsNot = ({ outcome, had }: InboxRow, id: OperationId): boolean =>
    outcome?.kind === 'superseded' &&
    (restsOn(api.ledger.lost, id) || (restsOn(lost, id) && !had.has('accepted')))
  for (const row of rows) {
    const { envelope } = row
    for (const id of envelope.dependsOn) {
      if (waitsNot(row, id)) continue
      const on = api.ledger.row(id)
      if (on?.settledAs === null || on === undefined || on.settledAs > (row.settledAs ?? 0)) {
        world.violate(`I4 ${envelope.id} was settled before ${id}, on which it depends`)
      }
    }
    // What speaks about another record may end its wait, and goes past it (OB8a).
    const isAboutAnother = speaksOfAnother(envelope.type)
    // What a restored server has lost comes again at the next contact, and that may bring later records with it.
    // What two machines tell of one terminal comes as each of them is heard.
    const isOfTwo = envelope.type === 'terminal-event' && wasReplaced.has(envelope.terminalId)
    const hasNoPlace =
      isOfTwo ||
      wasPutBack.has(envelope.terminalId) ||
      api.ledger.lost.has(envelope.id) ||
      envelope.dependsOn.some((id) => waitsNot(row, id))
    if (hasNoPlace || isAboutAnother) continue
    const key = `${envelope.terminalId} ${envelope.aggregateId}`
    const before = last.get(key)?.envelope
    const isLater =
      before === undefined ||
      [envelope.epoch - before.epoch, envelope.sequence - before.sequence].find((step) => step !== 0)
    if (isLater !== true && (isLater ?? 0) < 0) {
      world.violate(`I4 ${envelope.id} was settled after ${before?.id}, which was captured later`)
    }
    last.set(key, row)
  }
}

/** I7: what a person has to decide is exactly one open case with at least two choices. */
function judgeCases({ world, api }: Aftermath): void {
  const open = api.ledger.openCases().filter(([, kase]) => kase.audience === 'store')
  for (const { envelope, outcome } of api.ledger.inbox().values()) {
    const own = open.filter(
      ([, kase]) => kase.operationId === envelope.id && kase.envelopeHash === envelope.hash,
    )
    if (own.length !== (outcome?.kind === 'case' ? 1 : 0)) {
      world.violate(`I7 ${own.length} open cases about ${envelope.id}, which is ${outcome?.kind}`)
    }
    const [found] = own
    if (found === undefined || outcome?.kind !== 'case') continue
    const [caseId, kase] = found
    const isSame =
      caseId === outcome.caseId && kase.version === outcome.version && kase.kind === outcome.caseKind
    if (!isSame) world.violate(`I7 the outcome of ${envelope.id} is not as its case`)
    if (outcome.choices.length < 2) world.violate(`I7 no choice for ${envelope.id}`)
  }
}

async function judgeTill(
  given: Aftermath,
  found: { till: SimulatedTill; lost: ReadonlySet<OperationId>; intents: ReadonlyMap<OperationId, Intent> },
): Promise<void> {
  const { world, api } = given
  const { till, lost, intents } = found
  const window = till.window()
  const main = till.main()
  if (window === null || main === null) {
    world.violate(`I6 till ${till.number} is not up`)
    return
  }
  const rows = await window.outbox.page({ shelf: 'all', before: null, limit: ALL_ROWS })
  const tally = await window.outbox.tally()
  if (!rows.ok || !tally.ok) {
    world.violate(`I6 the outbox of till ${till.number} does not answer`)
    return
  }
  judgeProjection(given, { till, intents, rows: rows.value })
  const shown = new Set(rows.value.map(({ id }) => id))
  const restsOnUnknown = ({ outcome, dependsOn }: Delivery): boolean =>
    outcome?.kind === 'waiting' && outcome.on.some((id) => dependsOn.includes(id) && !shown.has(id))
  const stuck = stuckOn(rows.value, rootsOf(given, { rows: rows.value, lost }))
  for (const delivery of rows.value) {
    const { id, status, type } = delivery
    if (isOpen(status) && !stuck.has(id))
      world.violate(`I6 ${type} ${id} is still ${status} at till ${till.number}`)
    if (restsOnUnknown(delivery) && shelfOf(delivery) !== 'needs-you')
      world.violate(`I6 ${type} ${id} waits for what till ${till.number} cannot send, and no person sees it`)
    const had: ReadonlySet<string> = api.ledger.row(id)?.had ?? new Set()
    // What became of it stood in a frame that was damaged, and its bytes were given up (OB6a).
    const isUntold = status === 'quarantined' && till.wasDamaged
    const isReused = await isUsedAgain(given, { till, delivery })
    if (!isOpen(status) && !had.has(status) && !isUntold && !isReused && !till.wasPutBack) {
      world.violate(`I9 ${type} ${id} is ${status} on the screen and never was in the ledger`)
    }
    if (!isUntold && !isReused && isOutdated(given, { till, delivery })) {
      world.violate(`I9 ${type} ${id} is ${status} on the screen and not any more in the ledger`)
    }
  }
  judgeTally(world, till, { rows: rows.value, tally: tally.value })
  const status = window.sync.getStatus()
  if (status.connection !== 'online' || status.pausedBy !== null) {
    world.violate(`I9 till ${till.number} shows ${status.connection} ${status.pausedBy ?? ''} after healing`)
  }
  const open = new Set(rows.value.filter((row) => isOpen(row.status)).map(({ id }) => id))
  await judgeChain(given, { till, open })
  await judgeGrowth(given, till)
}

/**
 * T5: a journal does not say once more what it says already. A stick has what its till's journal lost, and then asked for again: both
 * are taken in from it, and only what is written after them is judged.
 */
async function judgeGrowth({ world, tills }: Aftermath, till: SimulatedTill): Promise<void> {
  const machines = tills.filter(({ terminalId }) => terminalId === till.terminalId)
  const mayHaveBoth = till.isReplacement && machines.some(({ wasDamaged }) => wasDamaged)
  const takenIn = mayHaveBoth ? till.takenIn : 0
  const frames = await till.main()?.journal.readFrames({ after: 0, limit: ALL_ROWS })
  const told = new Map<OperationId, string>()
  for (const frame of frames?.ok === true ? frames.value : []) {
    if (frame.kind === 'refill') for (const id of frame.operationIds) told.delete(id)
    if (frame.kind !== 'settled') continue
    const { operationId, outcome } = frame
    const text = canonicalJson(outcome)
    if (frame.number > takenIn && told.get(operationId) === text)
      world.violate(`T5 the journal of till ${till.number} says again what became of ${operationId}`)
    told.set(operationId, text)
  }
}

/**
 * IN3: the first record of this id went with what was damaged, head office has it, and what the counter asked for was recorded
 * once more under it. Then the first record that the journal still knows by this id is the case, by its own hash, and says the
 * same as the one that head office has. Everything else that calls itself a used id is a word that head office never gave.
 */
async function isUsedAgain(
  { api }: Aftermath,
  found: { till: SimulatedTill; delivery: Delivery },
): Promise<boolean> {
  const { till, delivery } = found
  const { id, outcome } = delivery
  if (outcome?.kind !== 'case' || outcome.caseKind !== 'id-reused') return false
  const journal = till.main()?.journal
  const first = api.ledger.row(id)?.envelope
  const frame = await journal?.readFrame(journal.record(id)?.savedFrame ?? 0)
  if (!till.wasDamaged || first === undefined || frame?.kind !== 'saved') return false
  const { hash, sealedPayload } = frame.envelope
  const saysTheSame =
    sealedPayload === null || isDeepStrictEqual(storedIn(sealedPayload), storedIn(first.sealedPayload))
  const cases = api.ledger.tables.rows('cases').filter((row) => row['caseId'] === outcome.caseId)
  const isItsCase = cases.some(
    (row) => row['operationId'] === id && row['envelopeHash'] === hash && row['kind'] === 'id-reused',
  )
  return isItsCase && saysTheSame && hash !== first.hash && first.terminalId === till.terminalId
}

/** I1: the window knows every record that its journal holds; nobody decides about what is on no screen. */
function judgeProjection(
  { world, api }: Aftermath,
  found: { till: SimulatedTill; intents: ReadonlyMap<OperationId, Intent>; rows: readonly Delivery[] },
): void {
  const { till, intents } = found
  const shown = new Set(found.rows.map(({ id }) => id))
  for (const id of new Set([...intents.keys(), ...api.ledger.inbox().keys()])) {
    if (till.main()?.journal.record(id) === undefined || shown.has(id)) continue
    world.violate(`I1 ${id} is in the journal of till ${till.number} and not in its outbox`)
  }
}

function judgeTally(
  world: World,
  till: SimulatedTill,
  found: { rows: readonly Delivery[]; tally: { waiting: number; needsYou: number; done: number } },
): void {
  const count = (shelf: string) => found.rows.filter((row) => shelfOf(row) === shelf).length
  const counted = [count('waiting'), count('needs-you'), count('done')]
  const told = [found.tally.waiting, found.tally.needsYou, found.tally.done]
  if (!isDeepStrictEqual(counted, told)) {
    world.violate(`I9 till ${till.number} counts ${told.join()} and holds ${counted.join()}`)
  }
}

/** I10: however much goes wrong, a till asks no more often than this. */
function judgeRate(world: World, till: SimulatedTill): void {
  if (asksTooOften(till)) {
    world.violate(`I10 till ${till.number} asks more than ${MOST_REQUESTS} times in ${WINDOW_MS} ms`)
  }
}

export function asksTooOften({ network: { sentAtMs } }: SimulatedTill): boolean {
  return sentAtMs.some((atMs, index) => atMs - (sentAtMs[index - MOST_REQUESTS] ?? -WINDOW_MS) < WINDOW_MS)
}

/** I11: nothing on the till can be read as a person's data. */
function judgeSecrecy(world: World, till: SimulatedTill): void {
  const files = [till.disk, ...(till.stick === null ? [] : [till.stick])]
    .flatMap(({ memory }) => [...memory.copy().values()])
    .map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  for (const text of [...files, till.store.text()]) {
    if (PERSONAL.some((word) => text.includes(word))) {
      world.violate(`I11 till ${till.number} keeps personal data that can be read`)
      return
    }
  }
}
