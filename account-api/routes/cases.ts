import { fail, ok } from '#shared/kernel/result.ts'
import { actorOf, audiencesOf } from '../administrators/administrator.ts'
import { openCases } from '../administration/open-cases.ts'
import type { Context } from '../context.ts'
import { newId, now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { Handlers } from '../http/call.ts'
import { marketRules } from '../ingest/market-rules.ts'
import { resolveInSql } from '../ingest/sql/resolve-in-sql.ts'

/** What head office sees of cases, and decides in them. */
export function caseHandlers(context: Context): Pick<Handlers, 'cases' | 'resolveCase'> {
  const parts = {
    unsealing: (keyId: string) => context.keys.unsealing(keyId),
    rulesFor: marketRulesOf,
    newId: () => newId(context),
  }
  return {
    cases: async ({ query, administrator }) =>
      openCases(
        { ...context, actor: actorOf(administrator) },
        { after: query.after, audiences: audiencesOf(administrator) },
      ),
    resolveCase: async ({ params, body, administrator }) => {
      const by = { actor: actorOf(administrator), audiences: audiencesOf(administrator) }
      const given = { ...params, ...body, ...by, at: now(context) }
      const resolved = await runTransaction(context.database, (transaction) =>
        resolveInSql(parts, transaction, given),
      )
      if (resolved.ok) return ok(resolved.value)
      if (resolved.failure === 'unknown-case') return fail({ problem: 'not-found' })
      const pointer = resolved.failure === 'unstorable' ? '/decision/changes' : '/decision/choice'
      return fail({ problem: 'malformed-request', errors: [{ pointer, detail: 'invalid_value' }] })
    },
  }
}

const marketRulesOf: Parameters<typeof resolveInSql>[0]['rulesFor'] = async (transaction, terminalId) =>
  marketRules(transaction, { terminalId })
