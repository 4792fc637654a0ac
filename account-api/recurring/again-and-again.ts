import type { Timer } from '#shared/kernel/timer.ts'
import { errorFields } from '../log.ts'
import type { Log } from '../log.ts'

/** Something that runs until it is stopped; the stop waits for a run that has begun. */
export interface Recurring {
  stop(): Promise<void>
}

/** Runs the work now, and again at every interval after it ended, until it is stopped; what fails is logged and tried again. */
export function againAndAgain(
  work: () => Promise<void>,
  given: { name: string; intervalMs: number; timer: Timer; log: Log },
): Recurring {
  const { name, intervalMs, timer, log } = given
  let isStopped = false
  let cancel = () => {}
  const run = async () => {
    try {
      await work()
    } catch (error) {
      log.error({ event: 'failed', route: name, ...errorFields(error) })
    }
    if (isStopped) return
    cancel = timer.after(intervalMs, () => {
      running = run()
    })
  }
  let running = run()
  return {
    stop: async () => {
      isStopped = true
      cancel()
      await running
    },
  }
}
