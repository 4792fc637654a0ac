import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { StoreChange } from '#tests/simulation/losing-store.ts'

type Ask = (...given: unknown[]) => Promise<unknown>

const LOOK_EVERY = 10
const QUERY = {
  limitOperations: 100,
  limitBytes: 250_000,
  excludeAggregates: new Set<never>(),
  held: new Set<never>(),
  alone: new Set<never>(),
}

/** Does the same to another outbox as to the one in memory; gives the first place where they answer differently, or null. */
export async function firstDifference(
  changes: readonly StoreChange[],
  other: Outbox,
): Promise<string | null> {
  const memory = createMemoryOutbox()
  for (const [index, change] of changes.entries()) {
    const [mine, theirs] = [await ask(memory, change), await ask(other, change)]
    if (mine !== theirs) return `change ${index}, ${change.name}: ${mine} and ${theirs}`
    if (index % LOOK_EVERY !== 0 && index < changes.length - 1) continue
    const [seen, seenThere] = [await everythingIn(memory), await everythingIn(other)]
    if (seen !== seenThere) return `after change ${index}, ${change.name}: ${seen} and ${seenThere}`
  }
  return null
}

async function ask(outbox: Outbox, { name, given }: StoreChange): Promise<string> {
  const [first] = given
  const asked = name === 'recoverSending' ? [new Set(first as readonly unknown[])] : given
  return JSON.stringify(await (outbox[name] as Ask)(...asked))
}

/** Whatever anybody may ask, as one text. */
async function everythingIn(outbox: Outbox): Promise<string> {
  const page = await outbox.page({ shelf: 'all', before: null, limit: 1_000 })
  assert(page.ok, 'an outbox under test answers')
  const oldest = []
  for (const shelf of ['waiting', 'needs-you', 'decided', 'done'] as const)
    oldest.push(await outbox.oldest(shelf))
  const kept = []
  for (const { id } of page.value) kept.push(await outbox.get(id))
  const seen = {
    appliedFrame: await outbox.appliedFrame(),
    orderBase: await outbox.orderBase(),
    tally: await outbox.tally(),
    sendable: await outbox.nextSendable(QUERY),
    cases: await outbox.cases({ after: 0, limit: 100 }),
    oldest,
    kept,
  }
  return JSON.stringify(seen, sorted)
}

/** Members in one order, whatever order they were written in. */
function sorted(_name: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
}
