import { join } from 'node:path'
import type { Realm } from '#shared/contracts/identifiers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import type { Random } from '#shared/kernel/random.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { systemClock } from './adapters/system-clock.ts'
import { systemTimer } from './adapters/system-timer.ts'
import { systemRandom } from './adapters/system-random.ts'
import type { Context } from './context.ts'
import { adminTokenOf, newAdminToken } from './data-directory/admin-token.ts'
import { wrappingKeyText } from './data-directory/wrapping-key.ts'
import { lockDirectory } from './data-directory/directory-lock.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/open-database.ts'
import { buildServer } from './http/server.ts'
import { checkFleetAgainAndAgain } from './findings/check-fleet.ts'
import { loadServerEpoch } from './keys/server-state.ts'
import { loadServerKeys } from './keys/server-keys.ts'
import { fileMail } from './mail/file-mail.ts'
import type { MailPort } from './mail/mail-port.ts'
import { sendMailsAgainAndAgain } from './mail/send-mails.ts'
import { smtpMail } from './mail/smtp-mail.ts'
import { pinoLog } from './log.ts'
import type { Log } from './log.ts'
import { allHandlers } from './routes/handlers.ts'
import { openSafe } from './safe/safe.ts'
import { wrappingKeyFrom } from './safe/wrapping-key.ts'

/** How to start an account API. What is left out has the default that is named. */
export interface AccountApiOptions {
  readonly realm: Realm
  /** Where the embedded database and the administrator's token lie; null keeps both in memory. */
  readonly dataDirectory: string | null
  /** For a database in memory: the files of an empty one. Made anew. */
  readonly emptyDatabase?: Blob
  /** PostgreSQL instead of the embedded database. */
  readonly databaseUrl?: string | undefined
  /** Loopback. */
  readonly host?: string
  /** 0: any free port. */
  readonly port?: number
  /** Where terminals and browsers reach it, when that is not where it listens: `https://...` without a path. */
  readonly publicUrl?: string | undefined
  /** The address or network of the proxy in front, whose word on who asks is taken; nobody's. */
  readonly trustedProxy?: string | undefined
  /** Made, and kept in the data directory where there is one. */
  readonly adminToken?: string | undefined
  /** What every key in the database is wrapped by, as text. Practice makes its own; live must be given it. */
  readonly wrappingKey?: string | undefined
  /** The machine's own. */
  readonly clock?: Clock
  /** The operating system's. */
  readonly random?: Random
  /** Every so often the whole fleet is checked; 0: never by itself. 0. */
  readonly checkIntervalMs?: number
  /** Where mail is handed over; in practice files in the data directory, if it has one; otherwise mails wait. */
  readonly smtp?: { readonly url: string; readonly from: string } | undefined
  /** How often requests for mail are worked off, in milliseconds; 0: never by itself. 0. */
  readonly mailIntervalMs?: number
  /** How long a record is here before it is surely in a backup away from this server; 0: replicated as it commits. 0. */
  readonly backupLagMs?: number
  /** How long a stop waits for requests in flight, in milliseconds. 10,000. */
  readonly patienceMs?: number
  /** Silent. */
  readonly log?: Log
}

/** A running account API. */
export interface AccountApi {
  /** Where it listens, without a path. */
  readonly url: string
  readonly adminToken: string
  readonly context: Context
  /** Lets requests in flight finish, then closes the database and gives the data directory back. */
  stop(): Promise<void>
}

/** Starts the account API in this process. Throws when the data directory is in use, or the database is of another realm. */
export async function startAccountApi(options: AccountApiOptions): Promise<AccountApi> {
  const { dataDirectory, realm } = options
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const log = options.log ?? pinoLog('silent')
  const unlock = dataDirectory === null ? () => {} : lockDirectory(dataDirectory)
  const database = openDatabase(placeOf(options))
  try {
    const adminToken =
      options.adminToken ??
      (dataDirectory === null ? newAdminToken(random) : adminTokenOf(dataDirectory, random))
    const text = wrappingKeyText({ text: options.wrappingKey, realm, directory: dataDirectory, random })
    const wrapping = wrappingKeyFrom(text, random)
    const startedAt = instantOf(clock.wallMs())
    await migrate(database, { wrapping, random, now: startedAt })
    const serverEpoch = await loadServerEpoch({ database, realm, newEpoch: uuidV7({ clock, random }) })
    const keys = await loadServerKeys({ database, wrapping, random, now: startedAt })
    const safe = openSafe({ keys, wrapping, random })
    const publicOrigin = options.publicUrl === undefined ? null : new URL(options.publicUrl).origin
    const backupLagMs = options.backupLagMs ?? 0
    const about = { realm, serverEpoch, publicOrigin, backupLagMs }
    const context: Context = { database, keys, safe, clock, random, ...about }
    const server = await buildServer({
      context,
      adminToken,
      handlers: allHandlers(context),
      log,
      trustedProxy: options.trustedProxy,
      patienceMs: options.patienceMs ?? 10_000,
    })
    const url = await server.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 })
    log.info({ event: 'listening', address: url })
    const intervalMs = options.checkIntervalMs ?? 0
    const checks =
      intervalMs === 0 ? null : checkFleetAgainAndAgain(context, { intervalMs, timer: systemTimer, log })
    const mail = mailPortOf(options)
    const mailIntervalMs = options.mailIntervalMs ?? 0
    const mails =
      mail === null || mailIntervalMs === 0
        ? null
        : sendMailsAgainAndAgain(context, {
            mail,
            origin: publicOrigin ?? url,
            intervalMs: mailIntervalMs,
            timer: systemTimer,
            log,
          })
    const stop = async () => {
      log.info({ event: 'stopping' })
      await checks?.stop()
      await mails?.stop()
      await server.close()
      await database.destroy()
      unlock()
      log.info({ event: 'stopped' })
    }
    let stopped: Promise<void> | null = null
    return { url, adminToken, context, stop: () => (stopped ??= stop()) }
  } catch (error) {
    await database.destroy()
    unlock()
    throw error
  }
}

function mailPortOf({ smtp, realm, dataDirectory }: AccountApiOptions): MailPort | null {
  if (smtp !== undefined) return smtpMail(smtp)
  return realm === 'practice' && dataDirectory !== null ? fileMail(join(dataDirectory, 'mail')) : null
}

function placeOf(options: AccountApiOptions): Parameters<typeof openDatabase>[0] {
  if (options.databaseUrl !== undefined) return { kind: 'postgres', url: options.databaseUrl }
  if (options.dataDirectory === null) return { kind: 'memory', emptyDatabase: options.emptyDatabase }
  return { kind: 'directory', path: join(options.dataDirectory, 'database') }
}
