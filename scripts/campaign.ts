import { availableParallelism } from 'node:os'
import { join } from 'node:path'
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
const WORKER = join(CHECKOUT, 'tests/simulation/campaign-worker.ts')

export function startCampaign(): Campaign {
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
