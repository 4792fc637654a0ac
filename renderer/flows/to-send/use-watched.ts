import { useSyncExternalStore } from 'react'
import type { Watched } from './to-send-ports.ts'

/** The newest value. `watched` must be the same object between renderings. */
export function useWatched<Value>(watched: Watched<Value>): Value {
  return useSyncExternalStore(watched.subscribe, watched.getSnapshot)
}
