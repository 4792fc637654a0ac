import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'

import type { z } from 'zod'

import { CHECKOUT } from './places.ts'

/** Threads that simulate, each at one thing at a time. */
export interface Campaign {
  /** Asks for each thing on whichever thread is free; answers come in the order of what was asked. */
  askAll<Schema extends z.ZodType>(asked: readonly object[], schema: Schema): Promise<z.infer<Schema>[]>
  end(): Promise<void>
}

/** A run leaves nothing behind: with so much room most of what it made is gone before it is ever looked at. */
const YOUNG_MB = 192
/**
 * A run goes through all of the product, a little of each part: with V8's own measure most of it stays interpreted for a thousand
 * seeds. Threads take these from the process; what they compute is the same.
 */
const COMPILE_EARLY = ['--no-lazy-feedback-allocation', '--always-sparkplug']
const WORKER = join(CHECKOUT, 'tests/simulation/campaign-worker.ts')

export function startCampaign(): Campaign {
  for (const flag of COMPILE_EARLY) setFlagsFromString(flag)
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB }
  const workers = Array.from(
    { length: Math.max(1, availableParallelism()) },
    () => new Worker(WORKER, { resourceLimits }),
  )
  const askOne = (worker: Worker, asked: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      worker.once('message', (answer) => {
        worker.off('error', reject)
        resolve(answer)
      })
      worker.once('error', reject)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(asked)
    })
  return {
    async askAll(asked, schema) {
      const answers: unknown[] = []
      let next = 0
      await Promise.all(
        workers.map(async (worker) => {
          for (let mine = next++; mine < asked.length; mine = next++) {
            answers[mine] = await askOne(worker, asked[mine] ?? {})
          }
        }),
      )
      return answers.map((answer) => schema.parse(answer))
    },
    async end() {
      await Promise.all(workers.map(async (worker) => worker.terminate()))
    },
  }
}
