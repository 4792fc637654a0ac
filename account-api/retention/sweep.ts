import type { Timer } from '#shared/kernel/timer.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import type { Log } from '../log.ts'
import { againAndAgain } from '../recurring/again-and-again.ts'
import type { Recurring } from '../recurring/again-and-again.ts'
import { takeTurn } from '../recurring/take-turn.ts'
import { RETENTION_ACTOR, bitesOf } from './bites.ts'
import type { RetentionClassName } from './classes.ts'
import { cutoffsOf } from './periods.ts'
import type { Periods } from './periods.ts'

/** What a sweep is given: what head office says, how often it comes, and for how long it may work. */
export interface Sweeping {
  readonly periods: Periods
  readonly intervalMs: number
  readonly budgetMs: number
}

/** How many rows of each class a sweep took; null where another node had the turn [RT7]. */
export type Swept = ReadonlyMap<RetentionClassName, number> | null

/** Sweeps once: bite by bite until nothing is over, or its time is [RT7]. Throws, after all the rest, where a bite failed. */
export async function sweepRetention(context: Context, given: Sweeping): Promise<Swept> {
  const { database, clock } = context
  const nowMs = clock.wallMs()
  if (!(await takeTurn(database, { of: 'retentionSweeps', nowMs, intervalMs: given.intervalMs }))) return null
  const endMs = clock.monotonicMs() + given.budgetMs
  const oldestContactMs = await oldestContact(context)
  const swept = new Map<RetentionClassName, number>()
  const failures: unknown[] = []
  for (const { of, bite, take } of bitesOf(context)) {
    const cutoffs = cutoffsOf(of, { periods: given.periods, nowMs, oldestContactMs })
    try {
      for (let taken = bite; taken === bite && clock.monotonicMs() < endMs;) {
        taken = await take(cutoffs)
        if (taken > 0) swept.set(of, (swept.get(of) ?? 0) + taken)
      }
    } catch (error) {
      // What one table refuses must not keep the others for ever.
      failures.push(error)
    }
  }
  await writeAudit(
    context,
    database,
    ...[...swept].map(([of, taken]) => ({
      actor: RETENTION_ACTOR,
      action: 'retention-swept',
      subject: of,
      detail: String(taken),
    })),
  )
  if (failures.length > 0) throw failures[0]
  await database
    .updateTable('retentionSweeps')
    .set({ finishedAt: instantOf(clock.wallMs()) })
    .execute()
  return swept
}

/** Sweeps now and at every interval until it is stopped. */
export function sweepAgainAndAgain(
  context: Context,
  given: { periods: Periods; intervalMs: number; timer: Timer; log: Log },
): Recurring {
  const { periods, intervalMs, log } = given
  const sweep = async () => {
    // A node that comes a moment early would lose its turn to nobody.
    const sweeping = { periods, intervalMs: intervalMs * 0.9, budgetMs: intervalMs / 2 }
    if ((await sweepRetention(context, sweeping)) !== null) log.info({ event: 'retention-swept' })
  }
  return againAndAgain(sweep, { name: 'retention', ...given })
}

/** When the active terminal that is silent longest was last heard of; now, where there is none [RT5]. */
async function oldestContact({ database, clock }: Context): Promise<number> {
  const row = await database
    .selectFrom('terminals')
    .innerJoin('terminalEpochs', (join) =>
      join
        .onRef('terminalEpochs.terminalId', '=', 'terminals.terminalId')
        .onRef('terminalEpochs.epoch', '=', 'terminals.currentEpoch'),
    )
    .select(({ fn, ref }) => fn.min(fn.coalesce(ref('lastSeenAt'), ref('enrolledAt'))).as('oldest'))
    .where('status', '=', 'active')
    .executeTakeFirst()
  return row?.oldest?.getTime() ?? clock.wallMs()
}
