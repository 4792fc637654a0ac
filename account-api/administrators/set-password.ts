import type { LoginName } from '#shared/contracts/messages/administrators.ts'
import { normaliseCode } from '#shared/contracts/enrolment-code.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { newId, now } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { codeNameOf } from '../enrolment/code-secrets.ts'
import { isToken } from '../credentials/administrator-token.ts'
import { AUTOMATION } from './administrator.ts'
import { hashPassword } from './password-hash.ts'
import { endCodesOf } from './codes.ts'
import { endSessionsOf } from './sessions.ts'
import { forgetTries } from './sign-in-tries.ts'

export const MIN_PASSWORD_CHARACTERS = 12
const MAX_PASSWORD_CHARACTERS = 128

/** `weak`: too short, too long, or the name itself; `refused`: the code or the token is not the right one, used or expired. */
export type PasswordFailure = 'weak' | 'refused'

/** Sets an administrator's password with their one-time code, and signs them out everywhere [AD8]. */
export async function setPassword(
  context: Context,
  given: { loginName: LoginName; code: string; password: string },
): Promise<Result<null, PasswordFailure>> {
  const { loginName, password } = given
  if (!isStrong(given)) return fail('weak')
  const code = normaliseCode(given.code)
  if (code === null) return fail('refused')
  const passwordHash = await hashPassword(context, password)
  return runTransaction(context.database, async (transaction) => {
    const used = await transaction
      .updateTable('administratorCodes')
      .set({ usedAt: now(context) })
      .where('codeName', '=', codeNameOf(code))
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', dateAt(context.clock.wallMs()))
      .where('administratorId', 'in', (select) =>
        select.selectFrom('administrators').select('administratorId').where('loginName', '=', loginName),
      )
      .returning('administratorId')
      .executeTakeFirst()
    if (used === undefined) return fail('refused')
    const { administratorId } = used
    await transaction
      .updateTable('administrators')
      .set({ passwordHash })
      .where('administratorId', '=', administratorId)
      .execute()
    await endSessionsOf(transaction, administratorId)
    await endCodesOf(context, transaction, administratorId)
    await forgetTries(transaction, loginName)
    await writeAudit(context, transaction, {
      actor: `administrator ${administratorId}`,
      action: 'password-set',
      subject: administratorId,
      detail: null,
    })
    return ok(null)
  })
}

/** Whether somebody can sign in, or will once they used their code. */
export async function hasAdministrators(context: Context): Promise<boolean> {
  const first = await context.database
    .selectFrom('administrators')
    .select('administratorId')
    .limit(1)
    .execute()
  return first.length > 0
}

/** Makes the first administrator with the administrator's token; refused once there is one [AD8]. */
export async function makeFirstAdministrator(
  context: Context,
  given: { adminToken: string; token: string; loginName: LoginName; password: string },
): Promise<Result<null, PasswordFailure>> {
  const { loginName, password } = given
  if (!isToken(given.token.trim(), given.adminToken)) return fail('refused')
  if (!isStrong(given)) return fail('weak')
  const administratorId = newId(context)
  const passwordHash = await hashPassword(context, password)
  return runTransaction(context.database, async (transaction) => {
    // Two at once meet on this row: the second then sees the administrator of the first.
    await transaction.selectFrom('serverState').select('realm').forUpdate().execute()
    const known = await transaction.selectFrom('administrators').select('administratorId').limit(1).execute()
    if (known.length > 0) return fail('refused')
    const roles = JSON.stringify(AUTOMATION.roles)
    const createdAt = now(context)
    await transaction
      .insertInto('administrators')
      .values({ administratorId, loginName, passwordHash, roles, createdAt })
      .execute()
    await writeAudit(context, transaction, {
      actor: 'administrator',
      action: 'first-administrator-made',
      subject: administratorId,
      detail: AUTOMATION.roles.join(' '),
    })
    return ok(null)
  })
}

function isStrong(given: { loginName: string; password: string }): boolean {
  const characters = [...given.password.normalize('NFC')]
  const isLong = characters.length >= MIN_PASSWORD_CHARACTERS && characters.length <= MAX_PASSWORD_CHARACTERS
  return isLong && new Set(characters).size > 4 && !given.password.toLowerCase().includes(given.loginName)
}
