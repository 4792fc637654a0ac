import { instantOf } from '#shared/kernel/instant.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { errorFields } from '../log.ts'
import type { Log } from '../log.ts'
import { lookOverFleet } from './look-over-fleet.ts'
import { writeFindings } from './write-findings.ts'

/** Checks the whole fleet and writes down what it found; false where another node did within the interval [FN5]. */
export async function checkFleet(context: Context, given: { intervalMs: number }): Promise<boolean> {
  const { database } = context
  const nowMs = context.clock.wallMs()
  const begunAt = instantOf(nowMs)
  const turn = await database
    .insertInto('fleetChecks')
    .values({ begunAt })
    .onConflict((conflict) =>
      conflict
        .column('singleton')
        .doUpdateSet({ begunAt })
        .where('fleetChecks.begunAt', '<=', dateAt(nowMs - given.intervalMs)),
    )
    .returning('singleton')
    .execute()
  if (turn.length === 0) return false
  const seen = await lookOverFleet(context, nowMs)
  await runTransaction(database, async (transaction) => {
    await writeFindings(context, transaction, { seen, nowMs })
    await transaction
      .updateTable('fleetChecks')
      .set({ finishedAt: instantOf(context.clock.wallMs()) })
      .execute()
  })
  return true
}

/** Checks the fleet now and then at every interval until it is stopped; a check that fails is logged and tried again. */
export function checkFleetAgainAndAgain(
  context: Context,
  given: { intervalMs: number; timer: Timer; log: Log },
): { stop(): Promise<void> } {
  const { intervalMs, timer, log } = given
  let isStopped = false
  let cancel = () => {}
  const run = async () => {
    try {
      // A node that comes a moment early would lose its turn to nobody.
      if (await checkFleet(context, { intervalMs: intervalMs * 0.9 })) log.info({ event: 'fleet-checked' })
    } catch (error) {
      log.error({ event: 'failed', route: 'fleet-check', ...errorFields(error) })
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
