import { parentPort } from 'node:worker_threads'

import { argon2id } from 'hash-wasm'

import type { PinHashReply, PinHashRequest } from './pin-hash.ts'

const MEMORY_KIB = 64 * 1024
const PASSES = 3
const LANES = 1
const VERIFIER_BYTES = 32

// Started as a worker thread by argon2-worker.ts.
parentPort?.on('message', (request: PinHashRequest) => void answer(request))

async function answer({ id, pin, salt }: PinHashRequest): Promise<void> {
  const verifier = await argon2id({
    password: pin,
    salt,
    memorySize: MEMORY_KIB,
    iterations: PASSES,
    parallelism: LANES,
    hashLength: VERIFIER_BYTES,
    outputType: 'binary',
  })
  // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage({ id, verifier } satisfies PinHashReply)
}
