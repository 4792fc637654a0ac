import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeEnrolmentCode } from '#account-api/administration/one-time-codes.ts'
import { seedPractice } from '#account-api/practice-seed.ts'
import { sweepRetention } from '#account-api/retention/sweep.ts'
import { startAccountApi } from '#account-api/start.ts'
import type { AccountApi } from '#account-api/start.ts'
import { storeIdSchema } from '#shared/contracts/identifiers.ts'
import { makeDatabase } from './api-under-test.ts'
import { FakeTill, mintId } from './fake-till.ts'
import { kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const ROLE = `app_role_${process.pid}`
let made: Awaited<ReturnType<typeof makeDatabase>>
let api: AccountApi

const asOwner = async (statement: string) => {
  const client = new pg.Client({ connectionString: made.url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Runs what the owner of the database runs before the account API starts; its exit code. */
const prepare = (env: Record<string, string>) => {
  const script = join(import.meta.dirname, '../../account-api/prepare-database.ts')
  return spawnSync(process.execPath, [script], { env, stdio: 'ignore' }).status
}

beforeAll(async () => {
  made = await makeDatabase()
  await asOwner(`CREATE ROLE ${ROLE} LOGIN`)
  if (prepare({ DATABASE_URL: made.url, APP_ROLE: ROLE }) !== 0)
    throw new Error('the database was not prepared')
  const asRole = new URL(made.url)
  asRole.username = ROLE
  api = await startAccountApi({ realm: 'practice', dataDirectory: null, databaseUrl: asRole.href })
})
afterAll(async () => {
  await api.stop()
  await asOwner(`DROP OWNED BY ${ROLE}; DROP ROLE ${ROLE}`)
  await made.drop()
})

test('[C36] the account API runs as a role that reads and writes rows', async () => {
  await seedPractice(api.context)
  const storeId = storeIdSchema.parse('practice-store')
  const code = await makeEnrolmentCode({ ...api.context, actor: 'test' }, { storeId, terminalName: 'Till' })
  const till = await FakeTill.enrol({ url: api.url, code: code.ok ? code.value.code : '' })
  const { check, registered } = await recordCustomer(till, { devices: [kit('APPRAAAAAAA1')] })
  expect(await till.outcomes(check, registered)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }])
})

test('[RT9][C36] that role sweeps what is over, the audit by the function of its owner alone', async () => {
  const entry = { actor: 'test', action: 'test', detail: null }
  const old = { ...entry, entryId: mintId(), subject: 'old', at: '2010-01-01T00:00:00Z' }
  await api.context.database.insertInto('audit').values(old).execute()
  const swept = await sweepRetention(api.context, { periods: [], intervalMs: 0, budgetMs: 60_000 })
  expect(swept?.get('audit')).toBe(1)
})

test('preparing again changes nothing, and without its settings it stops before it touches anything', () => {
  expect(prepare({ DATABASE_URL: made.url, APP_ROLE: ROLE })).toBe(0)
  expect(prepare({ DATABASE_URL: made.url })).toBe(2)
  expect(prepare({ DATABASE_URL: made.url, APP_ROLE: 'nobody_there' })).toBe(1)
})

test('[C36] that role changes no table, and the audit only grows', async () => {
  const { database } = api.context
  const denied = [
    'CREATE TABLE mine (x integer)',
    'ALTER TABLE audit DISABLE TRIGGER ALL',
    'DROP TRIGGER audit_append_only ON audit',
    'DROP TABLE sales',
    'CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
    "UPDATE audit SET actor = 'nobody'",
    'DELETE FROM audit',
    'TRUNCATE audit',
    'TRUNCATE cases CASCADE',
  ]
  for (const statement of denied)
    await expect(sql.raw(statement).execute(database), statement).rejects.toThrow(
      /permission denied|must be owner/,
    )
})
