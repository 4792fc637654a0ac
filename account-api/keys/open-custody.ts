import { join } from 'node:path'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Random } from '#shared/kernel/random.ts'
import { lockDirectory } from '../data-directory/directory-lock.ts'
import { otherWrappingKeyIn, wrappingKeyIn, wrappingKeyText } from '../data-directory/wrapping-key.ts'
import { migrate } from '../database/migrate.ts'
import { DEFAULT_LIMITS, openDatabase } from '../database/open-database.ts'
import { openSafe } from '../safe/safe.ts'
import type { Safe } from '../safe/safe.ts'
import { wrappingKeyFrom } from '../safe/wrapping-key.ts'
import { variablesSchema } from '../environment.ts'
import type { KeyCustody } from './key-custody.ts'
import { loadServerKeys } from './server-keys.ts'

const environmentSchema = variablesSchema.pick({
  DATABASE_URL: true,
  DATA_DIR: true,
  REALM: true,
  BACKUP_LAG_MINUTES: true,
  WRAPPING_KEY: true,
  WRAPPING_KEY_FILE: true,
  OTHER_WRAPPING_KEY: true,
  OTHER_WRAPPING_KEY_FILE: true,
})

/** The keys of one account API, opened for a command. */
export interface OpenCustody {
  readonly custody: KeyCustody
  /** Every wrapping key that was given, for an escrow copy. */
  readonly wrappingKeys: readonly { readonly name: string; readonly text: string }[]
  /** Throws while a key that the server cannot do without is missing. */
  openSafe(): Promise<Safe>
  close(): Promise<void>
}

/**
 * Opens the database of an account API as its own environment names it. The embedded one is taken from the server: it must
 * have stopped. Throws with a readable line for what is wrong.
 */
export async function openCustody(
  variables: Readonly<Record<string, string | undefined>>,
  parts: { clock: Clock; random: Random },
): Promise<OpenCustody> {
  const parsed = environmentSchema.safeParse(variables)
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  const { DATABASE_URL, DATA_DIR, REALM, BACKUP_LAG_MINUTES } = parsed.data
  const { clock, random } = parts
  const unlock = DATABASE_URL === undefined ? lockDirectory(DATA_DIR) : () => {}
  const { database } = openDatabase(
    DATABASE_URL === undefined
      ? { kind: 'directory', path: join(DATA_DIR, 'database') }
      : { kind: 'postgres', url: DATABASE_URL, limits: DEFAULT_LIMITS },
  )
  const close = async () => {
    await database.destroy()
    unlock()
  }
  try {
    const directory = DATABASE_URL === undefined ? DATA_DIR : null
    const text = wrappingKeyText({ text: wrappingKeyIn(parsed.data), realm: REALM, directory, random })
    const other = otherWrappingKeyIn(parsed.data)
    const texts = [text, ...(other === undefined ? [] : [other])]
    const wrapping = wrappingKeyFrom(text, random, texts.slice(1))
    const now = instantOf(clock.wallMs())
    await migrate(database, { wrapping, random, now })
    const backupLagMs = BACKUP_LAG_MINUTES * 60_000
    const custody = { database, wrapping, clock, random, realm: REALM, backupLagMs, actor: 'keys command' }
    return {
      custody,
      wrappingKeys: texts.map((one) => ({ name: wrappingKeyFrom(one, random).name, text: one })),
      openSafe: async () =>
        openSafe({ keys: await loadServerKeys({ database, wrapping, random, now }), wrapping, random }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
