import { codeFromBytes } from '#shared/contracts/enrolment-code.ts'
import { loginNameSchema } from '#shared/contracts/messages/administrators.ts'
import type { AdministratorRole, LoginName } from '#shared/contracts/messages/administrators.ts'
import { setPassword } from './administrators/set-password.ts'
import { makeAdministratorCode, putAdministrator } from './administrators/put-administrator.ts'
import type { Context } from './context.ts'

/** Who may sign in to the page of a practice server, and with what. */
export interface PracticeAdministrator {
  readonly loginName: LoginName
  readonly password: string
  readonly roles: readonly AdministratorRole[]
}

const PASSWORD_BYTES = 16
const PEOPLE: readonly Omit<PracticeAdministrator, 'password'>[] = [
  {
    loginName: loginNameSchema.parse('office'),
    roles: ['cases', 'fleet', 'configuration', 'administrators'],
  },
  { loginName: loginNameSchema.parse('compliance'), roles: ['compliance'] },
]
const SEED = { administratorId: 'practice seed', loginName: null, roles: [] } as const

/**
 * Makes two administrators of a practice server with fresh passwords: one for the office, one for compliance. Throws on a
 * live server.
 */
export async function seedPracticeAdministrators(
  context: Context,
): Promise<readonly PracticeAdministrator[]> {
  if (context.realm !== 'practice') throw new Error('only a practice server is seeded')
  const made: PracticeAdministrator[] = []
  for (const { loginName, roles } of PEOPLE) {
    const wanted = { loginName, roles: [...roles], isDisabled: false }
    const put = await putAdministrator(context, { by: SEED, wanted })
    const code = await makeAdministratorCode(context, { by: SEED, loginName })
    if (!put.ok || !code.ok) throw new Error('a practice administrator could not be made')
    const password = codeFromBytes(context.random.bytes(PASSWORD_BYTES)).slice(0, 12).toLowerCase()
    const set = await setPassword(context, { loginName, code: code.value.code, password })
    if (!set.ok) throw new Error(`a practice administrator has no password: ${set.failure}`)
    made.push({ loginName, roles, password })
  }
  return made
}
