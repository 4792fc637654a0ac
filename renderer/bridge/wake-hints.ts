import type { Bridge } from '#shared/ipc/channels.ts'
import { EVENT_CONTRACT } from '#shared/ipc/events.ts'
import { listenToMain } from './event-stream.ts'

/** Hints that the network or the machine is back: main's nudge, and the engine's `online`, which is often wrong. */
export function createWakeHints(parts: { bridge: Bridge; target: EventTarget }) {
  return {
    onHint(woke: () => void): () => void {
      const stopListening = listenToMain({
        bridge: parts.bridge,
        contract: EVENT_CONTRACT,
        listener(event) {
          if (event.name === 'sync.wake') woke()
        },
      })
      parts.target.addEventListener('online', woke)
      return () => {
        stopListening()
        parts.target.removeEventListener('online', woke)
      }
    },
  }
}
