import * as z from 'zod'
import { instantOf } from '#shared/kernel/instant.ts'
import { systemClock } from './adapters/system-clock.ts'
import { systemRandom } from './adapters/system-random.ts'
import { wrappingKeyIn } from './data-directory/wrapping-key.ts'
import { grantRole } from './database/grant-role.ts'
import { migrate } from './database/migrate.ts'
import { DEFAULT_LIMITS, openDatabase } from './database/open-database.ts'
import { wrappingKeySchema } from './environment.ts'
import { wrappingKeyFrom } from './safe/wrapping-key.ts'

const environmentSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }),
  APP_ROLE: z.string().min(1),
  WRAPPING_KEY: wrappingKeySchema.optional(),
  WRAPPING_KEY_FILE: z.string().min(1).optional(),
})

const environment = environmentSchema.safeParse(process.env)
if (!environment.success) {
  process.stderr.write(
    'DATABASE_URL is the owner of the tables, APP_ROLE the role that the account API runs as.\n',
  )
  process.exit(2)
}
const { DATABASE_URL, APP_ROLE } = environment.data
const { database } = openDatabase({ kind: 'postgres', url: DATABASE_URL, limits: DEFAULT_LIMITS })
try {
  const text = wrappingKeyIn(environment.data)
  await migrate(database, {
    wrapping: text === undefined ? null : wrappingKeyFrom(text, systemRandom),
    random: systemRandom,
    now: instantOf(systemClock.wallMs()),
  })
  await grantRole(database, APP_ROLE)
  process.stdout.write(`The database is at its newest version, and ${APP_ROLE} may use it\n`)
} catch (error) {
  process.stderr.write(
    `The database was not prepared: ${error instanceof Error ? error.message : 'unknown reason'}\n`,
  )
  process.exitCode = 1
} finally {
  await database.destroy()
}
