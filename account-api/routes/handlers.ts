import type { Context } from '../context.ts'
import type { Handlers } from '../http/call.ts'
import type { Metrics } from '../observing/metrics.ts'
import { administrationHandlers } from './administration.ts'
import { caseHandlers } from './cases.ts'
import { healthHandlers } from './health.ts'
import { lookUpHandlers } from './look-ups.ts'
import { operationsHandlers } from './operations.ts'
import { proofHandlers } from './proof.ts'
import { removalHandlers } from './removals.ts'
import { serviceHandlers } from './service.ts'
import { terminalHandlers } from './terminals.ts'

/** A handler for each route of the table; one that is missing does not compile. */
export function allHandlers(context: Context, metrics: Metrics | null): Handlers {
  return {
    ...healthHandlers(context),
    ...terminalHandlers(context),
    ...operationsHandlers(context, metrics),
    ...administrationHandlers(context),
    ...lookUpHandlers(context),
    ...caseHandlers(context),
    ...removalHandlers(context),
    ...proofHandlers(context),
    ...serviceHandlers(context),
  }
}
