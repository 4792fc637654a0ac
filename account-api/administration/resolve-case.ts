import type { CaseId } from '#shared/contracts/identifiers.ts'
import type { CaseAudience, CaseResolutionResponse } from '#shared/contracts/messages/cases.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Acting, Context } from '../context.ts'
import { newId, now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { AnyDecision } from '../ingest/decide.ts'
import { marketRules } from '../ingest/market-rules.ts'
import { resolveInSql } from '../ingest/sql/resolve-in-sql.ts'
import type { CentralResolution } from '../ingest/sql/resolve-in-sql.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** Decides a case at head office; one of another audience is not there. */
export async function resolveCase(
  context: Acting,
  given: {
    caseId: CaseId
    caseVersion: number
    decision: AnyDecision
    audiences: readonly CaseAudience[]
  },
): Promise<Result<CaseResolutionResponse, ProblemFailure>> {
  const resolution = { ...given, actor: context.actor, at: now(context) }
  const resolved = await runTransaction(context.database, (transaction) =>
    resolveIn(context, transaction, resolution),
  )
  if (resolved.ok) return ok(resolved.value)
  if (resolved.failure === 'unknown-case') return fail({ problem: 'not-found' })
  const isOfFields = resolved.failure === 'not-carried-out' && given.decision.choice === 'mistyped'
  const pointer = isOfFields ? '/decision/changes' : '/decision/choice'
  return fail({ problem: 'malformed-request', errors: [{ pointer, detail: 'invalid_value' }] })
}

/** The same within a transaction that does more. */
export async function resolveIn(
  context: Context,
  transaction: DatabaseTransaction,
  resolution: CentralResolution,
): ReturnType<typeof resolveInSql> {
  const parts = {
    safe: context.safe,
    log: context.log,
    rulesFor: marketRulesOf,
    newId: () => newId(context),
  }
  return resolveInSql(parts, transaction, resolution)
}

const marketRulesOf: Parameters<typeof resolveInSql>[0]['rulesFor'] = async (transaction, terminalId) =>
  marketRules(transaction, { terminalId })
