import type { CaseId } from '#shared/contracts/identifiers.ts'
import type { CaseAudience } from '#shared/contracts/messages/cases.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Log } from '../../log.ts'
import type { Safe } from '../../safe/safe.ts'
import type { AnyDecision } from '../decide.ts'
import type { SettlementRules } from '../settlement.ts'
import { ARRIVAL_COLUMNS, readArrivals } from './read-arrivals.ts'
import { settleInSql } from './settle-in-sql.ts'
import { keepOpened, waitingAgain } from './waiting-again.ts'

/** What head office, or a customer by a link, decides, and on which version of the case. */
export interface CentralResolution {
  readonly caseId: CaseId
  readonly caseVersion: number
  readonly decision: AnyDecision
  /** Who decides, as the audit names them, and whose cases they may decide. */
  readonly actor: string
  readonly audiences: readonly CaseAudience[]
  readonly at: string
}

/** How it ended; `superseded`: the case is closed, or has another version than the one that was decided on. */
export interface CentrallyResolved {
  readonly outcome: 'accepted' | 'superseded'
  /** What became of the operation that the case is about. */
  readonly operation: Outcome | null
}

/** Decides a case at head office, on the same path as a decision that comes from a till. */
export async function resolveInSql(
  parts: {
    readonly safe: Safe
    readonly log: Pick<Log, 'error'>
    rulesFor(transaction: DatabaseTransaction, terminalId: string): Promise<SettlementRules>
    newId(): string
  },
  transaction: DatabaseTransaction,
  given: CentralResolution,
): Promise<Result<CentrallyResolved, 'unknown-case' | 'not-a-choice' | 'not-carried-out'>> {
  const { caseId, caseVersion, decision, at } = given
  const place = await transaction
    .selectFrom('cases')
    .select('operationId')
    .where('caseId', '=', caseId)
    .where('audience', 'in', [...given.audiences])
    .executeTakeFirst()
  if (place === undefined) return fail('unknown-case')
  const { operationId } = place
  // The record first, then its case: the order in which tills lock them.
  const readOutcome = async () =>
    transaction
      .selectFrom('inbox')
      .select('outcome')
      .where('operationId', '=', operationId)
      .forUpdate()
      .executeTakeFirst()
  const before = await readOutcome()
  const kase = await transaction
    .selectFrom('cases')
    .select(['status', 'version', 'choices', 'terminalId'])
    .where('caseId', '=', caseId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const isOvertaken = kase.status === 'closed' || kase.version !== caseVersion
  if (isOvertaken) return ok({ outcome: 'superseded', operation: readStored(before?.outcome) })
  if (!kase.choices.includes(decision.choice)) return fail('not-a-choice')
  const { safe, log } = parts
  const arrivals = await waitingAgain(transaction, {
    safe,
    arrivals: [],
    sentAgain: [],
    decided: [operationId],
  })
  if (decision.choice === 'settle-again') await keepIfItOpens(transaction, { operationId, safe })
  const act = { operationId: null, terminalId: null, actor: given.actor, at }
  await settleInSql(transaction, {
    arrivals,
    rules: await parts.rulesFor(transaction, kase.terminalId),
    receivedAt: at,
    safe,
    log,
    central: { act: { caseId, decision, act }, operationId },
    newId: () => parts.newId(),
  })
  const decided = await transaction
    .selectFrom('caseDecisions')
    .select('caseId')
    .where('caseId', '=', caseId)
    .where('version', '=', caseVersion)
    .executeTakeFirst()
  if (decided === undefined) return fail('not-carried-out')
  const after = await readOutcome()
  return ok({ outcome: 'accepted', operation: readStored(after?.outcome) })
}

function readStored(outcome: unknown): Outcome | null {
  return outcome === null || outcome === undefined ? null : outcomeSchema.parse(outcome)
}

/** A record whose key turned up is kept as read, as one that waited for its key is: the key may be destroyed later [KE4]. */
async function keepIfItOpens(
  transaction: DatabaseTransaction,
  given: { operationId: string; safe: Safe },
): Promise<void> {
  const { operationId, safe } = given
  const rows = await transaction
    .selectFrom('inbox')
    .select([...ARRIVAL_COLUMNS])
    .where('operationId', '=', operationId)
    .where('payload', 'is', null)
    .execute()
  await keepOpened(transaction, { arrivals: await readArrivals(transaction, { rows, safe }), safe })
}
