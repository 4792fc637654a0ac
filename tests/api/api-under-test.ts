import { inject } from 'vitest'
import type { AdministratorRole } from '#shared/contracts/messages/administrators.ts'
import type { Log, LogFields } from '#account-api/log.ts'
import { startAccountApi } from '#account-api/start.ts'
import type { AccountApi, AccountApiOptions } from '#account-api/start.ts'
import type { PasswordCosts } from '#account-api/password-costs.ts'
import { seedPractice } from '#account-api/practice-seed.ts'
import { storeIdSchema } from '#shared/contracts/identifiers.ts'
import { makeEnrolmentCode } from '#account-api/administration/one-time-codes.ts'
import { emptyDatabase } from './empty-database.ts'
import { FakeClock } from './fake-clock.ts'
import { FakeTill } from './fake-till.ts'
import { type OwnDatabase, createDatabase } from './postgres-database.ts'
import { signInAs } from './signed-in.ts'
import type { SignedIn } from './signed-in.ts'

/** The database that this run proves the promises on: PostgreSQL where one is given, else the embedded one. */
export const DATABASE = process.env['TEST_DATABASE_URL'] === undefined ? 'PGlite' : 'PostgreSQL'

/** What every node of one database is given [SA1]: 32 bytes. */
export const WRAPPING_KEY = 'w'.repeat(43)

/** Passwords that cost nothing, for tests of everything around them. */
export const CHEAP: PasswordCosts = {
  administrators: { N: 2, r: 1, p: 1 },
  customers: { memory: 8, passes: 1, parallelism: 1 },
}

/** A running account API with a practice store, a clock that the test moves, and a database of its own. */
export interface ApiUnderTest {
  readonly api: AccountApi
  readonly url: string
  /** Where its database is, for another node; undefined on the embedded one. */
  readonly databaseUrl: string | undefined
  readonly clock: FakeClock
  /** Every line that was logged. */
  readonly logged: readonly LogFields[]
  newTill(): Promise<FakeTill>
  newCode(terminalId?: string): Promise<string>
  /** Makes an administrator, or gives one who is there these roles, and signs them in. */
  signIn(loginName: string, roles: readonly AdministratorRole[]): Promise<SignedIn>
  asAdministrator(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response>
  /** Stops it and drops its database, once. */
  stop(): Promise<void>
}

/** Starts one on a database that every step of the migration was done in. On PostgreSQL it is made here and dropped when it stops. */
export async function startApi(options: Partial<AccountApiOptions> = {}): Promise<ApiUnderTest> {
  const made = DATABASE === 'PostgreSQL' ? await createDatabase(serverUrl(), inject('migrated')) : null
  const clock = new FakeClock('2026-11-22T12:00:00.000Z')
  const logged: LogFields[] = []
  const keep = (fields: LogFields) => void logged.push(fields)
  const log: Log = { info: keep, error: keep }
  const api = await startAccountApi({
    log,
    realm: 'practice',
    dataDirectory: null,
    wrappingKey: WRAPPING_KEY,
    passwordCosts: CHEAP,
    ...(made === null ? { emptyDatabase: await emptyDatabase() } : { databaseUrl: made.url }),
    ...options,
    clock,
  })
  let stopped: Promise<void> | undefined
  await seedPractice(api.context)
  const newCode = async (terminalId?: string) => {
    const storeId = storeIdSchema.parse('practice-store')
    const named = terminalId === undefined ? {} : { terminalId: terminalId as never }
    const code = await makeEnrolmentCode(
      { ...api.context, actor: 'test' },
      { storeId, terminalName: 'Till', ...named },
    )
    if (!code.ok) throw new Error(code.failure.problem)
    return code.value.code
  }
  return {
    api,
    url: api.url,
    databaseUrl: made?.url,
    clock,
    logged,
    newCode,
    newTill: async () => FakeTill.enrol({ url: api.url, code: await newCode() }),
    signIn: async (loginName, roles) => signInAs(api, { loginName, roles }),
    asAdministrator: async (method, path, body) =>
      fetch(`${api.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${api.adminToken}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop: () => (stopped ??= api.stop().then(() => made?.drop())),
  }
}

/** A database of its own, without a table, on the PostgreSQL that this run was given. */
export const makeDatabase = (): Promise<OwnDatabase> => createDatabase(serverUrl())

const serverUrl = () => process.env['TEST_DATABASE_URL'] ?? ''
