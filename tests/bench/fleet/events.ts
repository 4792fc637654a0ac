/** Virtual time: what is due runs in order of time, and of being asked for within one moment. */
export interface Events {
  readonly nowMs: number
  at(ms: number, run: () => void): void
  /** Runs what is due before a moment. */
  runUntil(ms: number): void
}

interface Due {
  readonly ms: number
  readonly order: number
  readonly run: () => void
}

/** An empty list of events at a moment. */
export function openEvents(startMs: number): Events {
  const heap: Due[] = []
  let nowMs = startMs
  let order = 0
  return {
    get nowMs() {
      return nowMs
    },
    at(ms, run) {
      heap.push({ ms: Math.max(ms, nowMs), order: (order += 1), run })
      rise(heap)
    },
    runUntil(ms) {
      for (let first = heap[0]; first !== undefined && first.ms < ms; first = heap[0]) {
        takeFirst(heap)
        nowMs = first.ms
        first.run()
      }
      nowMs = Math.max(nowMs, ms)
    },
  }
}

function isBefore(one: Due | undefined, other: Due | undefined): boolean {
  if (one === undefined || other === undefined) return false
  return one.ms === other.ms ? one.order < other.order : one.ms < other.ms
}

function swap(heap: Due[], one: number, other: number): void {
  const [first, second] = [heap[one], heap[other]]
  if (first === undefined || second === undefined) return
  heap[one] = second
  heap[other] = first
}

function rise(heap: Due[]): void {
  for (let place = heap.length - 1; place > 0;) {
    const parent = (place - 1) >> 1
    if (!isBefore(heap[place], heap[parent])) return
    swap(heap, place, parent)
    place = parent
  }
}

function takeFirst(heap: Due[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  heap[0] = last
  for (let place = 0; ;) {
    const [left, right] = [2 * place + 1, 2 * place + 2]
    const least = isBefore(heap[right], heap[left]) ? right : left
    if (!isBefore(heap[least], heap[place])) return
    swap(heap, place, least)
    place = least
  }
}
