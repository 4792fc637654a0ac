import type { AdministratorRole, LoginName } from '#shared/contracts/messages/administrators.ts'
import { loginNameSchema } from '#shared/contracts/messages/administrators.ts'
import { putAdministrator, makeAdministratorCode } from '#account-api/administrators/put-administrator.ts'
import { setPassword } from '#account-api/administrators/set-password.ts'
import { signIn } from '#account-api/administrators/sign-in.ts'
import { sessionCookie } from '#account-api/http/session-cookie.ts'
import type { AccountApi } from '#account-api/start.ts'

export const PASSWORD = 'um cavalo na praia'

/** An administrator who signed in, and asks as their browser would. */
export interface SignedIn {
  readonly loginName: LoginName
  readonly administratorId: string
  readonly cookie: string
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response>
}

/** Somebody who may give every role, compliance too. */
const BY = { administratorId: 'test', loginName: null, roles: ['administrators'] } as const

/** Makes an administrator who can sign in with the password of these tests. */
export async function makeAdministrator(
  api: AccountApi,
  given: { loginName: string; roles: readonly AdministratorRole[] },
): Promise<LoginName> {
  const loginName = loginNameSchema.parse(given.loginName)
  const wanted = { loginName, roles: [...given.roles], isDisabled: false }
  must(await putAdministrator(api.context, { by: BY, wanted }))
  const made = await makeAdministratorCode(api.context, { by: BY, loginName })
  if (!made.ok) throw new Error(made.failure.problem)
  must(await setPassword(api.context, { loginName, code: made.value.code, password: PASSWORD }))
  return loginName
}

/** Makes an administrator and signs them in. */
export async function signInAs(
  api: AccountApi,
  given: { loginName: string; roles: readonly AdministratorRole[] },
): Promise<SignedIn> {
  const loginName = await makeAdministrator(api, given)
  const session = await signIn(api.context, { loginName, password: PASSWORD })
  if (!session.ok) throw new Error(session.failure)
  const { administratorId } = await api.context.database
    .selectFrom('administrators')
    .select('administratorId')
    .where('loginName', '=', loginName)
    .executeTakeFirstOrThrow()
  const cookie = `${sessionCookie(api.context).name}=${session.value}`
  const origin = api.context.publicOrigin ?? api.url
  return {
    loginName,
    administratorId,
    cookie,
    ask: async (method, path, body) =>
      fetch(`${api.url}${path}`, {
        method,
        headers: { cookie, origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  }
}

function must(result: { ok: boolean; failure?: unknown }): void {
  if (!result.ok) throw new Error(`an administrator could not be made: ${JSON.stringify(result.failure)}`)
}
