import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Envelope } from '#shared/contracts/envelope.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import { canonicalJson } from '#shared/kernel/canonical-json.ts'

import type { SimulatedApi } from './simulated-api.ts'
import type { SimulatedTill } from './simulated-till.ts'
import type { World } from './world.ts'

interface Judged {
  readonly world: World
  readonly api: SimulatedApi
  readonly tills: readonly SimulatedTill[]
}

/** More than any journal has. */
const ALL_FRAMES = 1_000_000

/** I5: the chain at head office ends where the till's ends, whole; an alarm has a reason. `open`: what its outbox has still to deliver. */
export async function judgeChain(
  given: Judged,
  { till, open }: { till: SimulatedTill; open: ReadonlySet<OperationId> },
): Promise<void> {
  const { world, api, tills } = given
  const main = till.main()
  const epoch = main?.parts.terminal()?.enrolment.epoch
  if (main === null || epoch === undefined) return
  const stop = main.parts.standing.stop()
  if (stop !== null) world.violate(`I6 till ${till.number} is still stopped: ${stop}`)
  const { terminalId } = till
  const machines = tills.filter((other) => other.terminalId === terminalId)
  const chains = Array.from({ length: epoch }, (_, index) => api.ledger.chain(terminalId, index + 1))
  const isForked = chains.some((chain) => chain.isForked)
  if (isForked && !machines.some(({ wasPutBack }) => wasPutBack))
    world.violate(`I5 a false fork alarm for till ${till.number}`)
  if (isInFork({ api, till })) world.violate(`I5 till ${till.number} works on in a forked epoch`)
  const written = await writtenBy(till)
  for (const { head } of chains) {
    const own = written.filter((envelope) => envelope.epoch === head.epoch)
    judgeEpoch(given, { till, own, open, epoch: head.epoch })
  }
  if (till.wasPutBack || till.wasDamaged) return
  const isPartLost = machines.some(({ isDead, wasDamaged, wasPutBack }) => isDead || wasDamaged || wasPutBack)
  for (const { head, claimed } of chains) {
    if (!isPartLost && claimed > head.sequence)
      world.violate(`I5 a gap of till ${till.number} after ${head.epoch}:${head.sequence}`)
  }
  const own = main.journal.head(epoch)
  const theirs = chains.at(-1)?.head
  if (canonicalJson(own) !== canonicalJson(theirs ?? null)) {
    world.violate(
      `I5 the chain of till ${till.number} ends at ${own.sequence}, at head office at ${theirs?.sequence}`,
    )
  }
  if (main.journal.report.altered.length > 0)
    world.violate(`I5 till ${till.number} takes its own records for altered`)
}

/** Whether head office holds two records at one place of the epoch that a till works in. */
export function isInFork({ api, till }: Pick<Judged, 'api'> & { till: SimulatedTill }): boolean {
  const epoch = till.main()?.parts.terminal()?.enrolment.epoch
  return epoch !== undefined && api.ledger.chain(till.terminalId, epoch).isForked
}

/** What the journal of a till has, in the order of its frames. */
async function writtenBy(till: SimulatedTill): Promise<readonly Envelope[]> {
  const frames = await till.main()?.journal.readFrames({ after: 0, limit: ALL_FRAMES })
  return frames?.ok === true
    ? frames.value.flatMap((frame) => (frame.kind === 'saved' ? frame.envelope : []))
    : []
}

/**
 * I5, whatever became of a till: what it has settled and still whole is at head office, as it wrote it; the chain there is as long as
 * what is held allows, so that nothing keeps its sealed bytes for a gap that is none; and where the till has all of an epoch, so has
 * head office.
 */
function judgeEpoch(
  { world, api }: Judged,
  found: { till: SimulatedTill; own: readonly Envelope[]; open: ReadonlySet<OperationId>; epoch: number },
): void {
  const { till, own, open, epoch } = found
  const { head } = api.ledger.chain(till.terminalId, epoch)
  const held = [
    ...[...api.ledger.inbox().values()].map(({ envelope }) => envelope),
    ...api.ledger.seconds(),
  ].filter((envelope) => envelope.terminalId === till.terminalId && envelope.epoch === epoch)
  const hashes = new Set(held.map(({ hash }) => hash))
  for (const { id, sequence, hash, sealedPayload } of own) {
    if (sealedPayload !== null && !open.has(id) && !hashes.has(hash))
      world.violate(
        `I5 till ${till.number} has ${epoch}:${sequence} settled and whole, and head office has not`,
      )
  }
  const end = endOf(held)
  if (head.sequence !== end)
    world.violate(
      `I5 the chain of till ${till.number} is whole to ${epoch}:${end} and called so to ${head.sequence}`,
    )
  const ownEnd = endOf(own)
  const isWhole = own.every(({ sequence, id }) => sequence <= ownEnd && !open.has(id))
  if (isWhole && head.sequence < ownEnd)
    world.violate(
      `I5 till ${till.number} has all of ${epoch} to ${ownEnd}, and head office to ${head.sequence}`,
    )
}

/** How far records follow one another from the first, by the longest way. */
function endOf(records: readonly Envelope[]): number {
  let sequence = 0
  let reached = new Set<string>([GENESIS_HASH])
  for (;;) {
    const next = records.filter((one) => one.sequence === sequence + 1 && reached.has(one.previousHash))
    if (next.length === 0) return sequence
    sequence += 1
    reached = new Set(next.map(({ hash }) => hash))
  }
}
