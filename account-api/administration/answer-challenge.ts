import { timingSafeEqual } from 'node:crypto'
import type * as z from 'zod'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import type { pinResetRequestSchema, pinResetResponseSchema } from '#shared/contracts/messages/pin-reset.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import { CHALLENGE_BYTES, roundOfChallenge } from '#shared/contracts/pin-reset.ts'
import { readSpoken, spokenLength, writeSpoken } from '#shared/contracts/spoken-code.ts'
import type { SpokenFlaw } from '#shared/contracts/spoken-code.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting, Context } from '../context.ts'
import { responseChain } from '../credentials/response-chain.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/**
 * Answers the challenge that an operator reads out by telephone (C12). The challenge itself says which till of the store
 * shows it; one that none of them shows to this operator is refused. Every answer and every refusal is in the audit.
 */
export async function answerChallenge(
  context: Acting,
  request: z.infer<typeof pinResetRequestSchema>,
): Promise<Result<z.infer<typeof pinResetResponseSchema>, ProblemFailure>> {
  const { database } = context
  const { storeId, operatorId } = request
  const challenge = readSpoken(request.challenge, CHALLENGE_BYTES)
  if (!challenge.ok) return refused(flawInWords(challenge.failure))
  const isOnRoster = await database
    .selectFrom('operatorStores')
    .select('operatorId')
    .where('operatorId', '=', operatorId)
    .where('storeId', '=', storeId)
    .executeTakeFirst()
  if (isOnRoster === undefined) return fail({ problem: 'not-found' })
  const found = await tillThatShows(context, { storeId, operatorId, challenge: challenge.value })
  if (found === null) {
    await audit(context, { action: 'pin-reset-refused', operatorId, detail: `not shown in store ${storeId}` })
    return refused('no till of this store shows this challenge to this operator')
  }
  const { terminalId, terminalName, epoch, round } = found
  const detail = `terminal ${terminalId}, epoch ${epoch}, round ${round}`
  if (found.isRevoked) {
    await audit(context, { action: 'pin-reset-refused', operatorId, detail })
    return fail({ problem: 'terminal-revoked' })
  }
  await audit(context, { action: 'pin-reset-answered', operatorId, detail })
  return ok({ terminalId, terminalName, response: writeSpoken(found.response) })
}

/** The till of the store whose challenge this is, and the response to it; null when there is none. */
async function tillThatShows(
  context: Context,
  given: { storeId: string; operatorId: OperatorId; challenge: Uint8Array },
) {
  const round = roundOfChallenge(given.challenge)
  if (round === null) return null
  const terminals = await context.database
    .selectFrom('terminals')
    .select(['terminalId', 'name', 'status', 'currentEpoch'])
    .where('storeId', '=', given.storeId)
    .execute()
  for (const { name: terminalName, status, currentEpoch: epoch, ...row } of terminals) {
    const terminalId = terminalIdSchema.parse(row.terminalId)
    const { operatorId } = given
    const chain = responseChain(context.keys.pinReset, { terminalId, epoch, operatorId })
    if (timingSafeEqual(chain.challenge(round), given.challenge)) {
      const isRevoked = status === 'revoked'
      return { terminalId, terminalName, epoch, round, isRevoked, response: chain.response(round) }
    }
  }
  return null
}

function refused(detail: string): { readonly ok: false; readonly failure: ProblemFailure } {
  return fail<ProblemFailure>({ problem: 'malformed-request', errors: [{ pointer: '/challenge', detail }] })
}

function flawInWords(flaw: SpokenFlaw): string {
  return flaw.kind === 'length'
    ? `${flaw.count} of ${spokenLength(CHALLENGE_BYTES)} symbols`
    : `group ${flaw.group} was misheard`
}

async function audit(
  context: Acting,
  entry: { action: string; operatorId: string; detail: string },
): Promise<void> {
  const { action, operatorId: subject, detail } = entry
  await writeAudit(context, context.database, { actor: context.actor, action, subject, detail })
}
