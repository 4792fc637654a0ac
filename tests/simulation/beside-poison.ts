import { isOpen } from '#renderer/outbox/delivery.ts'

import { ALL_ROWS } from './oracle.ts'
import type { Plan, PlannedEvent, PlannedFault } from './plan.ts'
import type { SimulatedTill } from './simulated-till.ts'
import type { World } from './world.ts'

type Poison = Extract<PlannedFault, { kind: 'poison' }>

/** Within so long what has nothing to do with a record that the server does not take is through. */
const FLOWS_WITHIN_MS = 100_000
const STOPS_NOTHING: ReadonlySet<PlannedEvent['kind']> = new Set([
  'visit',
  'void',
  'correction',
  'resolve',
  'head-office',
  'switch',
  'lock',
  'hint',
  'sweep',
])

/** Whether nothing else keeps its till from sending. */
export function isOnlyTrouble({ faults, events }: Plan, poison: Poison): boolean {
  const isElsewhere = ({ kind, till }: PlannedEvent): boolean =>
    till !== poison.till && kind !== 'server-restore' && kind !== 'sleep'
  return (
    faults.every((fault) => fault === poison || fault.till !== poison.till) &&
    events.every((event) => STOPS_NOTHING.has(event.kind) || isElsewhere(event))
  )
}

/** I6: while one record makes the server fail, whatever does not come behind it flows (SY15, SY35). */
export async function judgeBesidePoison(
  { world, till }: { world: World; till: SimulatedTill },
  { sequence }: Poison,
): Promise<void> {
  const nowMs = till.clock.wallMs()
  const page = await till.window()?.outbox.page({ shelf: 'all', before: null, limit: ALL_ROWS })
  if (page?.ok !== true) return
  const behind = new Set<string>()
  for (const row of page.value.toReversed()) {
    const isPoison = row.sequence === sequence && isOpen(row.status)
    if (isPoison || [row.aggregateId, ...row.dependsOn].some((id) => behind.has(id))) {
      behind.add(row.id)
      behind.add(row.aggregateId)
      continue
    }
    const isLate = nowMs - Date.parse(row.savedAt) >= FLOWS_WITHIN_MS
    if (isOpen(row.status) && row.status !== 'waiting' && isLate)
      world.violate(`I6 ${row.type} ${row.id} waits beside a record that the server does not take`)
  }
}
