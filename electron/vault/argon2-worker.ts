import type { Worker } from 'node:worker_threads'

import type { PinHash, PinHashReply, PinHashRequest } from './pin-hash.ts'

/**
 * Argon2id in a thread that lives for one hash, so that its 64 MiB are free between unlocks. `startThread` starts
 * `argon2-thread.ts`; how its file is found depends on the build, so the caller knows.
 */
export function createArgon2Hash(startThread: () => Worker): PinHash {
  let count = 0
  return {
    hash(given) {
      count += 1
      const request: PinHashRequest = { id: count, ...given }
      return new Promise((resolve) => {
        const thread = startThread()
        const finish = (verifier: Uint8Array | null) => {
          resolve(verifier)
          void thread.terminate()
        }
        thread.once('message', (reply: PinHashReply) =>
          finish(reply.id === request.id ? reply.verifier : null),
        )
        thread.once('error', () => finish(null))
        thread.once('exit', () => finish(null))
        // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        thread.postMessage(request)
      })
    },
  }
}
