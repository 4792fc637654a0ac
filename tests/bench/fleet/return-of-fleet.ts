import { openTurns } from '#account-api/load/turns.ts'
import { seededRandom } from '#tests/api/seeded-random.ts'
import { openEvents } from './events.ts'
import { simulatedServer } from './simulated-server.ts'
import type { SimulatedServer } from './simulated-server.ts'
import { backlogOf, simulatedTerminal } from './simulated-terminal.ts'

const MINUTE_MS = 60_000
/** How long the network was away, as far as it is simulated: longer than the longest backoff. */
const OUTAGE_MS = 10 * MINUTE_MS
/** Whoever is not done in so many times what the server would need at best is given up. */
const GIVEN_UP_AFTER = 3

export interface Fleet {
  readonly terminals: number
  readonly operationsEach: number
  /** Of all nodes together. */
  readonly batchesASecond: number
  readonly nodes: number
  /** Batches that a node lets in at a time. */
  readonly room: number
}

/** What became of a fleet that came back. */
export interface Returned {
  /** The busiest second, in requests, to the mean of the seconds until the last was drained. */
  readonly peakToMean: number
  /** Until the last terminal was drained, to what the server would need at best. */
  readonly drainedToCapacity: number
  /** Requests to batches: one is the least. */
  readonly requestsABatch: number
  /** Terminals that were not drained when the run was given up. */
  readonly starved: number
}

/**
 * Lets a fleet return within a minute, by the real rules of tills and the real turns of the account API in virtual time; or
 * without jitter and shedding: every chance is the same, and the server takes whoever comes.
 */
export function returnOfFleet(fleet: Fleet, given: { seed: string; isReal: boolean }): Returned {
  const { terminals: count, operationsEach, batchesASecond, room } = fleet
  const chance = chanceOf(given.seed)
  const events = openEvents(-OUTAGE_MS)
  const clock = { wallMs: () => events.nowMs, monotonicMs: () => events.nowMs }
  const nodes = Array.from({ length: fleet.nodes }, () =>
    simulatedServer({
      events,
      turns: given.isReal ? openTurns({ limit: room, clock }) : null,
      batchesASecond: batchesASecond / fleet.nodes,
      countFromMs: 0,
    }),
  )
  // A proxy that knows nothing of turns sends each request to any of them.
  const request: SimulatedServer['request'] = (who, answer) =>
    nodes[Math.floor(chance() * nodes.length)]?.request(who, answer)
  const backlog = backlogOf(operationsEach)
  const terminals = Array.from({ length: count }, (_, index) =>
    simulatedTerminal({
      events,
      name: `terminal ${index}`,
      request,
      backlog,
      chance: given.isReal ? chance : () => 0.999,
      startMs: -OUTAGE_MS + chance() * MINUTE_MS,
      backAtMs: chance() * MINUTE_MS,
    }),
  )
  const batches = count * Math.ceil(operationsEach / 100)
  const leastMs = (batches / batchesASecond) * 1000
  const isDrained = () => terminals.every(({ drainedAtMs }) => drainedAtMs !== null)
  while (!isDrained() && events.nowMs < GIVEN_UP_AFTER * leastMs) events.runUntil(events.nowMs + 1000)
  const endMs = Math.max(...terminals.map(({ drainedAtMs }) => drainedAtMs ?? events.nowMs))
  const arrivals = Array.from({ length: Math.ceil(endMs / 1000) }, (_, second) =>
    nodes.reduce((sum, node) => sum + (node.arrivals[second] ?? 0), 0),
  )
  const requests = arrivals.reduce((sum, number) => sum + number, 0)
  return {
    peakToMean: Math.max(...arrivals) / (requests / (endMs / 1000)),
    drainedToCapacity: endMs / leastMs,
    requestsABatch: requests / batches,
    starved: terminals.filter(({ drainedAtMs }) => drainedAtMs === null).length,
  }
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32); a fleet draws millions. */
function chanceOf(seed: string): () => number {
  let state = new DataView(seededRandom(seed).bytes(4).buffer).getUint32(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
