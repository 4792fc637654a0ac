import { instantOf } from '#shared/kernel/instant.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { Context } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { Log } from '../log.ts'
import { againAndAgain } from '../recurring/again-and-again.ts'
import type { Recurring } from '../recurring/again-and-again.ts'
import { takeTurn } from '../recurring/take-turn.ts'
import { lookOverFleet } from './look-over-fleet.ts'
import { writeFindings } from './write-findings.ts'

/** Checks the whole fleet and writes down what it found; false where another node did within the interval [FN5]. */
export async function checkFleet(context: Context, given: { intervalMs: number }): Promise<boolean> {
  const { database } = context
  const nowMs = context.clock.wallMs()
  const { intervalMs } = given
  if (!(await takeTurn(database, { of: 'fleetChecks', nowMs, intervalMs }))) return false
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
): Recurring {
  const check = async () => {
    // A node that comes a moment early would lose its turn to nobody.
    if (await checkFleet(context, { intervalMs: given.intervalMs * 0.9 }))
      given.log.info({ event: 'fleet-checked' })
  }
  return againAndAgain(check, { name: 'fleet-check', ...given })
}
