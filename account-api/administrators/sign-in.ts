import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { actorOf } from './administrator.ts'
import type { Administrator } from './administrator.ts'
import { isPasswordRight } from './password-hash.ts'
import { beginSession, endSession } from './sessions.ts'
import { countTry, forgetTries } from './sign-in-tries.ts'

const MAX_PASSWORD_CHARACTERS = 256

/** Signs an administrator in and returns the token of their session. Why it failed is not told [AD2]. */
export async function signIn(
  context: Context,
  given: { loginName: string; password: string },
): Promise<Result<string, 'refused'>> {
  const { database } = context
  const loginName = given.loginName.trim().toLowerCase()
  const mayTry = await countTry(context, loginName)
  const known = await database
    .selectFrom('administrators')
    .select(['administratorId', 'passwordHash', 'isDisabled'])
    .where('loginName', '=', loginName)
    .executeTakeFirst()
  const isInBounds = given.password.length <= MAX_PASSWORD_CHARACTERS
  const hash = mayTry && isInBounds && known?.isDisabled === false ? known.passwordHash : null
  const isRight = await isPasswordRight(context, isInBounds ? given.password : '', hash)
  if (known === undefined || !isRight) {
    await writeAudit(context, database, {
      actor: 'unknown',
      action: mayTry ? 'sign-in-failed' : 'sign-in-too-early',
      subject: known?.administratorId ?? 'unknown name',
      detail: null,
    })
    return fail('refused')
  }
  const { administratorId } = known
  return runTransaction(database, async (transaction) => {
    await forgetTries(transaction, loginName)
    await writeAudit(context, transaction, {
      actor: `administrator ${administratorId}`,
      action: 'signed-in',
      subject: administratorId,
      detail: null,
    })
    return ok(await beginSession(context, transaction, administratorId))
  })
}

/** Ends a session on its administrator's wish. */
export async function signOut(
  context: Context,
  given: { administrator: Administrator; token: string },
): Promise<void> {
  await endSession(context.database, given.token)
  const actor = actorOf(given.administrator)
  const subject = given.administrator.administratorId ?? ''
  await writeAudit(context, context.database, { actor, action: 'signed-out', subject, detail: null })
}
