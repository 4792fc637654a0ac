import { ok } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { actorOf } from '../administrators/administrator.ts'
import type { Handlers } from '../http/call.ts'
import type { Metrics } from '../observing/metrics.ts'
import { backedUpAfter } from '../ingest/backup.ts'
import { currentOutcomes } from '../ingest/current-outcomes.ts'
import { ledgerOf } from '../ingest/sql/ledger-of.ts'
import { takeDelivery } from '../ingest/take-delivery.ts'
import { outcomesToldTo } from '../ingest/told-to.ts'
import { takeImport } from '../ingest/take-import.ts'

/** Where what happened is delivered, or handed in for its terminal, and where terminals ask what became of it. */
export function operationsHandlers(
  context: Context,
  metrics: Metrics | null,
): Pick<Handlers, 'operations' | 'outcomes' | 'importRecords'> {
  const ledger = ledgerOf(context)
  const parts = { context, ledger, backup: backedUpAfter(context) }
  return {
    operations: async ({ body, terminal }) => {
      const taken = await takeDelivery(parts, { terminal, delivery: body })
      if (taken.ok) metrics?.delivered(taken.value.results)
      return taken
    },
    importRecords: async ({ body, params, administrator }) =>
      takeImport({ context: { ...context, actor: actorOf(administrator) }, ledger }, { ...params, ...body }),
    outcomes: async ({ body, query, terminal }) => {
      const { nonce, operationIds } = body
      const { terminalId } = terminal
      const results = await currentOutcomes(context.database, { terminalId, operationIds })
      return ok({ nonce, results: outcomesToldTo(query.contractVersion ?? 0, results) })
    },
  }
}
