import type { Arrival } from './arrival.ts'

/**
 * The records that wait for themselves, directly or through others that wait: nothing would ever settle them [IN31]. No counter
 * writes such records.
 */
export function inRings(
  waiting: readonly Arrival[],
  waitsFor: (arrival: Arrival) => readonly string[],
): readonly Arrival[] {
  const edges = new Map<string, readonly string[]>(
    waiting.map((arrival) => [arrival.header.id, waitsFor(arrival)]),
  )
  return waiting.filter((arrival) => {
    const reached = new Set<string>()
    const toLook = [...(edges.get(arrival.header.id) ?? [])]
    for (let id = toLook.pop(); id !== undefined; id = toLook.pop()) {
      if (id === arrival.header.id) return true
      if (reached.has(id)) continue
      reached.add(id)
      toLook.push(...(edges.get(id) ?? []))
    }
    return false
  })
}
