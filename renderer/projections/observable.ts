import type { Timer } from '#shared/kernel/timer.ts'

/** A value that changes, in the shape that `useSyncExternalStore` takes. The snapshot is the same object until it changes. */
export interface Observable<Value> {
  subscribe(changed: () => void): () => void
  getSnapshot(): Value
}

/** A drain changes the outbox many times a second; a screen needs the newest state, not every one. */
const QUIET_MS = 50

/**
 * Watches a query: reads when the first subscriber comes, reads again after changes, at most once per `QUIET_MS`. A
 * reading that fails (`undefined`) leaves the last snapshot standing.
 */
export function watchQuery<Value>(parts: {
  source: { subscribe(changed: () => void): () => void }
  timer: Timer
  initial: Value
  read: () => Promise<Value | undefined>
}): Observable<Value> {
  const listeners = new Set<() => void>()
  let snapshot = parts.initial
  let shown = JSON.stringify(snapshot)
  let isReading = false
  let isStale = false
  let stopWatching = () => {}

  async function refresh(): Promise<void> {
    if (isReading) {
      isStale = true
      return
    }
    isReading = true
    isStale = false
    const value = await parts.read()
    show(value)
    parts.timer.after(QUIET_MS, () => {
      isReading = false
      if (isStale && listeners.size > 0) void refresh()
    })
  }

  function show(value: Value | undefined): void {
    if (value === undefined) return
    const text = JSON.stringify(value)
    if (text === shown) return
    shown = text
    snapshot = value
    for (const changed of listeners) changed()
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(changed) {
      if (listeners.size === 0) {
        stopWatching = parts.source.subscribe(() => void refresh())
        void refresh()
      }
      listeners.add(changed)
      return () => {
        listeners.delete(changed)
        if (listeners.size === 0) stopWatching()
      }
    },
  }
}
