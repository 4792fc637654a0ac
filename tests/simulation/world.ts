import { hash } from 'node:crypto'

import type { FaultNumber } from './fault-numbers.ts'
import type { Plan, PlannedFault } from './plan.ts'
import type { Planted } from './planted-ports.ts'
import { type SimulatedTime, createSimulatedTime } from './seeded.ts'

/** What one run has in common: its time, its faults, what they reached and what went wrong. */
export interface World {
  readonly plan: Plan
  readonly time: SimulatedTime
  readonly planted: Planted
  /** From the moment it turns true nothing goes wrong any more. */
  isHealed: boolean
  readonly reached: ReadonlySet<FaultNumber>
  readonly violations: readonly string[]
  /** The time of the plan, which does not pass while everybody sleeps. */
  planMs(): number
  /** Everybody sleeps. */
  sleep(forMs: number): void
  /** A fault took effect. */
  reach(...faults: readonly FaultNumber[]): void
  /** An invariant does not hold. */
  violate(text: string): void
  /** Anything that happened; all of it makes the hash of the run [I12]. */
  trace(line: string): void
  traceHash(): string
  /** The fault of a kind that lasts now at a till; null when there is none. */
  active<Kind extends LastingKind>(kind: Kind, till: number): Lasting<Kind> | null
}

type LastingKind = 'network' | 'disk' | 'store' | 'ipc' | 'poison' | 'stick'
export type Lasting<Kind extends LastingKind> = Extract<PlannedFault, { kind: Kind }>

const MAX_VIOLATIONS = 20

export function createWorld(plan: Plan, planted: Planted): World {
  const time = createSimulatedTime()
  const reached = new Set<FaultNumber>()
  const violations = new Set<string>()
  const lines: string[] = []
  let sleptMs = 0
  const lasting = new Map<number, PlannedFault[]>()
  for (const fault of plan.faults) {
    if ('untilMs' in fault) lasting.set(fault.till, [...(lasting.get(fault.till) ?? []), fault])
  }
  const world: World = {
    plan,
    time,
    planted,
    isHealed: false,
    reached,
    get violations() {
      return [...violations]
    },
    planMs: () => time.monotonicMs() - sleptMs,
    sleep(forMs) {
      sleptMs += forMs
      time.jump(forMs)
    },
    reach(...faults) {
      for (const fault of faults) reached.add(fault)
    },
    violate(text) {
      if (violations.size < MAX_VIOLATIONS) violations.add(text)
    },
    trace: (line) => void lines.push(`${time.monotonicMs()} ${line}\n`),
    traceHash: () => hash('sha256', lines.join(''), 'hex'),
    active<Kind extends LastingKind>(kind: Kind, till: number) {
      const ofTill = world.isHealed ? undefined : lasting.get(till)
      if (ofTill === undefined) return null
      const now = world.planMs()
      const found = ofTill.find(
        (fault) => fault.kind === kind && fault.fromMs <= now && 'untilMs' in fault && now < fault.untilMs,
      )
      return (found as Lasting<Kind> | undefined) ?? null
    },
  }
  return world
}

/** A promise that never settles: what somebody who was killed waits for. */
export function never<Value>(): Promise<Value> {
  return new Promise(() => {})
}
