import { ok } from '#shared/kernel/result.ts'
import { actorOf } from '../administrators/administrator.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/call.ts'
import { findAnomalies } from '../reports/anomalies.ts'
import { findFromPaper } from '../reports/find-from-paper.ts'
import { listFindings } from '../reports/list-findings.ts'
import { listFleet } from '../reports/list-fleet.ts'
import { countRefusals } from '../reports/refusals.ts'

/** What proves that nothing is missing, and what looks wrong; none of it tells of a customer. */
export function proofHandlers(
  context: Context,
): Pick<Handlers, 'fleet' | 'findings' | 'paper' | 'refusals' | 'anomalies'> {
  return {
    fleet: async ({ query }) =>
      ok(await listFleet(context, { storeId: query.storeId ?? null, page: query.page ?? 1 })),
    findings: async () => ok(await listFindings(context.database)),
    paper: async ({ query, administrator }) => {
      const acting = { ...context, actor: actorOf(administrator) }
      return ok(await findFromPaper(acting, { ...query, storeId: query.storeId ?? null }))
    },
    refusals: async () => ok(await countRefusals(context)),
    anomalies: async () => ok(await findAnomalies(context)),
  }
}
