import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { outcomesResponseSchema } from '#shared/contracts/messages/outcomes.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { FakeTill } from './fake-till.ts'
import { operation } from './payloads.ts'

type CaseOutcome = Extract<Outcome, { kind: 'case' }>

/** The outcome as a case; anything else is a failure of the test. */
export function caseIn(outcome: Outcome | undefined): CaseOutcome {
  if (outcome?.kind !== 'case') throw new Error(`no case: ${JSON.stringify(outcome)}`)
  return outcome
}

/** A decision in a case about a record, as a till records it. */
export async function recordDecision(
  till: FakeTill,
  given: { about: SealedEnvelope; kase: CaseOutcome; decision: unknown; dependsOn?: SealedEnvelope[] },
): Promise<SealedEnvelope> {
  const { about, kase, decision } = given
  return till.record({
    operation: operation('resolution', {
      caseId: kase.caseId,
      caseVersion: kase.version,
      operation: about.id,
      decision,
    }),
    aggregateId: about.aggregateId,
    dependsOn: (given.dependsOn ?? []).map((one) => one.id),
  })
}

/** A record about another one: a void or a correction. */
export async function recordAbout(
  till: FakeTill,
  about: SealedEnvelope,
  said: { void: string } | { correction: unknown },
): Promise<SealedEnvelope> {
  const target = about.id
  const spoken =
    'void' in said
      ? operation('void', { target, reason: said.void })
      : operation('correction', { target, changes: said.correction })
  return till.record({ operation: spoken, aggregateId: about.aggregateId, dependsOn: [about.id] })
}

/** What became of a till's records meanwhile, as the route tells it. */
export async function askOutcomes(till: FakeTill, ...records: SealedEnvelope[]): Promise<readonly Outcome[]> {
  const nonce = 'n'.repeat(22)
  const response = await till.ask('POST', '/outcomes', { nonce, operationIds: records.map(({ id }) => id) })
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
  return outcomesResponseSchema.parse(await response.json()).results.map((result) => result.outcome)
}
