import type * as z from 'zod'
import type {
  administratorCodeResponseSchema,
  administratorRequestSchema,
  LoginName,
} from '#shared/contracts/messages/administrators.ts'
import { codeFromBytes } from '#shared/contracts/enrolment-code.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { newId, now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { codeNameOf } from '../enrolment/code-secrets.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { actorOf } from './administrator.ts'
import type { Administrator } from './administrator.ts'
import { endCodesOf } from './codes.ts'
import { endSessionsOf } from './sessions.ts'

const CODE_BYTES = 16
const CODE_LIFETIME_MS = 24 * 3_600_000

/**
 * Adds an administrator or changes what one may do. Refused for oneself, and where automation would give or take the role
 * of compliance [AD7].
 */
export async function putAdministrator(
  context: Context,
  given: { by: Administrator; wanted: z.infer<typeof administratorRequestSchema> },
): Promise<Result<{ done: true }, ProblemFailure>> {
  const { by } = given
  const { loginName, isDisabled } = given.wanted
  const roles = [...new Set(given.wanted.roles)].toSorted()
  return runTransaction(context.database, async (transaction) => {
    const known = await transaction
      .selectFrom('administrators')
      .select(['administratorId', 'roles'])
      .where('loginName', '=', loginName)
      .forUpdate()
      .executeTakeFirst()
    if (known !== undefined && known.administratorId === by.administratorId)
      return fail({ problem: 'forbidden' })
    const isComplianceMoved = roles.includes('compliance') !== (known?.roles.includes('compliance') === true)
    if (by.administratorId === null && isComplianceMoved) return fail({ problem: 'forbidden' })
    const administratorId = known?.administratorId ?? newId(context)
    const row = { roles: JSON.stringify(roles), isDisabled }
    await transaction
      .insertInto('administrators')
      .values({ administratorId, loginName, createdAt: now(context), ...row })
      .onConflict((conflict) => conflict.column('loginName').doUpdateSet(row))
      .execute()
    if (isDisabled) await endSessionsOf(transaction, administratorId)
    // A code that was made before would open what whoever made it may not open.
    const isComplianceGiven = isComplianceMoved && roles.includes('compliance')
    if (isDisabled || isComplianceGiven) await endCodesOf(context, transaction, administratorId)
    await writeAudit(context, transaction, {
      actor: actorOf(by),
      action: 'administrator-put',
      subject: administratorId,
      detail: isDisabled ? 'disabled' : roles.join(' '),
    })
    return ok({ done: true })
  })
}

/**
 * Makes a one-time code that lets an administrator set a password within a day. Refused for oneself, and to automation for
 * somebody of compliance: the code would open what they may see.
 */
export async function makeAdministratorCode(
  context: Context,
  given: { by: Administrator; loginName: LoginName },
): Promise<Result<z.infer<typeof administratorCodeResponseSchema>, ProblemFailure>> {
  const { by, loginName } = given
  return runTransaction(context.database, async (transaction) => {
    const known = await transaction
      .selectFrom('administrators')
      .select(['administratorId', 'roles'])
      .where('loginName', '=', loginName)
      .forUpdate()
      .executeTakeFirst()
    if (known === undefined) return fail({ problem: 'not-found' })
    const { administratorId } = known
    if (administratorId === by.administratorId) return fail({ problem: 'forbidden' })
    if (by.administratorId === null && known.roles.includes('compliance'))
      return fail({ problem: 'forbidden' })
    const code = codeFromBytes(context.random.bytes(CODE_BYTES))
    const expiresAt = instantOf(context.clock.wallMs() + CODE_LIFETIME_MS)
    await endCodesOf(context, transaction, administratorId)
    await transaction
      .insertInto('administratorCodes')
      .values({ codeName: codeNameOf(code), administratorId, expiresAt })
      .execute()
    await writeAudit(context, transaction, {
      actor: actorOf(by),
      action: 'administrator-code-made',
      subject: administratorId,
      detail: null,
    })
    return ok({ code, expiresAt })
  })
}
