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
import { DEFAULT_LIMITS, openDatabase } from './database/open-database.ts'
import type { DatabaseLimits, DatabasePlace } from './database/open-database.ts'
import { buildServer } from './http/server.ts'
import type { ArrivalLimits } from './http/server.ts'
import { checkFleetAgainAndAgain } from './findings/check-fleet.ts'
import { settleLearnedAgainAndAgain } from './ingest/sql/settle-learned.ts'
import { loadServerEpoch } from './keys/server-state.ts'
import { openTurns } from './load/turns.ts'
import { loadServerKeys } from './keys/server-keys.ts'
import { fileMail } from './mail/file-mail.ts'
import type { MailPort } from './mail/mail-port.ts'
import { sendMailsAgainAndAgain } from './mail/send-mails.ts'
import { smtpMail } from './mail/smtp-mail.ts'
import { pinoLog } from './log.ts'
import type { Log } from './log.ts'
import { startMetrics } from './observing/metrics.ts'
import { serveMetrics } from './observing/metrics-listener.ts'
import { startTracing } from './observing/tracing.ts'
import type { TracingOptions } from './observing/tracing.ts'
import { PASSWORD_COSTS } from './password-costs.ts'
import type { PasswordCosts } from './password-costs.ts'
import { countFindings } from './reports/list-findings.ts'
import type { Periods } from './retention/periods.ts'
import { sweepAgainAndAgain } from './retention/sweep.ts'
import { allHandlers } from './routes/handlers.ts'
import { checkWrappingKeys } from './safe/rewrap-keys.ts'
import { openSafe } from './safe/safe.ts'
import { wrappingKeyFrom } from './safe/wrapping-key.ts'

const DEFAULT_BATCHES_IN_FLIGHT = 20
const DEFAULT_ARRIVAL: ArrivalLimits = { requestMs: 30_000, headersMs: 10_000 }

/** How to start an account API. What is left out has the default that is named. */
export interface AccountApiOptions {
  readonly realm: Realm
  /** Where the embedded database and the administrator's token lie; null keeps both in memory. */
  readonly dataDirectory: string | null
  /** For a database in memory: the files of an empty one. Made anew. */
  readonly emptyDatabase?: Blob
  /** PostgreSQL instead of the embedded database. */
  readonly databaseUrl?: string | undefined
  /** Ten connections, fifteen seconds a statement; the embedded database has neither limit. */
  readonly databaseLimits?: DatabaseLimits
  /** How many batches may be in the server at a time (load/SPEC.md, OP2). 20. */
  readonly batchesInFlight?: number
  /** Where metrics are served, apart from everything else; nowhere. */
  readonly metrics?: { readonly host: string; readonly port: number } | null
  /** Where traces go; nowhere. */
  readonly traces?: Omit<TracingOptions, 'clock'> | null
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
  /** What opens, too, while the wrapping key changes; wraps nothing. None. */
  readonly otherWrappingKey?: string | undefined
  /** The machine's own. */
  readonly clock?: Clock
  /** The operating system's. */
  readonly random?: Random
  /** Every so often the whole fleet is checked, and what this version learned to read is settled; 0: never by itself. 0. */
  readonly checkIntervalMs?: number
  /** Where mail is handed over; in practice files in the data directory, if it has one; otherwise mails wait. */
  readonly smtp?: { readonly url: string; readonly from: string } | undefined
  /** How often requests for mail are worked off, in milliseconds; 0: never by itself. 0. */
  readonly mailIntervalMs?: number
  /** What head office says of periods, and how often what is over is swept, in milliseconds; 0: never by itself. Never. */
  readonly retention?: { readonly periods: Periods; readonly intervalMs: number }
  /** How long a record is here before it is surely in a backup away from this server; 0: replicated as it commits. 0. */
  readonly backupLagMs?: number
  /** What OWASP asks for. */
  readonly passwordCosts?: PasswordCosts
  /** How long a stop leaves the listener open after `/readyz` says 503, in milliseconds (load/SPEC.md, OP9). 0. */
  readonly stopPauseMs?: number
  /** How long a stop waits for requests in flight, in milliseconds. 10,000. */
  readonly patienceMs?: number
  /** Thirty seconds, ten of them for the headers. */
  readonly arrival?: ArrivalLimits
  /** Silent. */
  readonly log?: Log
}

/** A running account API. */
export interface AccountApi {
  /** Where it listens, without a path. */
  readonly url: string
  /** Null where none are served. */
  readonly metricsUrl: string | null
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
  // What was opened is closed in the reverse order, by a stop or because the start did not get further.
  const ends: (() => Promise<void> | void)[] = []
  const endAll = async () => {
    for (const end of ends.toReversed()) await end()
  }
  if (dataDirectory !== null) ends.push(lockDirectory(dataDirectory))
  const tracing = options.traces ? startTracing({ ...options.traces, clock }) : null
  if (tracing !== null) ends.push(() => tracing.stop())
  const { database, connections } = openDatabase(placeOf(options), tracing?.statement)
  ends.push(() => database.destroy())
  try {
    const adminToken =
      options.adminToken ??
      (dataDirectory === null ? newAdminToken(random) : adminTokenOf(dataDirectory, random))
    const text = wrappingKeyText({ text: options.wrappingKey, realm, directory: dataDirectory, random })
    const others = options.otherWrappingKey === undefined ? [] : [options.otherWrappingKey]
    const wrapping = wrappingKeyFrom(text, random, others)
    const startedAt = instantOf(clock.wallMs())
    await migrate(database, { wrapping, random, now: startedAt })
    const serverEpoch = await loadServerEpoch({ database, realm, newEpoch: uuidV7({ clock, random }) })
    const keys = await loadServerKeys({ database, wrapping, random, now: startedAt })
    await checkWrappingKeys(database, wrapping.names)
    const safe = openSafe({ keys, wrapping, random })
    const publicOrigin = options.publicUrl === undefined ? null : new URL(options.publicUrl).origin
    const backupLagMs = options.backupLagMs ?? 0
    const passwordCosts = options.passwordCosts ?? PASSWORD_COSTS
    const about = { realm, serverEpoch, publicOrigin, backupLagMs, passwordCosts }
    const context: Context = { database, keys, safe, clock, random, log, ...about }
    const turns = openTurns({ limit: options.batchesInFlight ?? DEFAULT_BATCHES_IN_FLIGHT, clock })
    const openFindings = async () => countFindings(database).catch(() => null)
    const metrics = options.metrics ? startMetrics({ turns, connections, openFindings }) : null
    const metricsServer = metrics && options.metrics ? await serveMetrics(metrics, options.metrics) : null
    if (metricsServer !== null) ends.push(() => metricsServer.stop())
    const server = await buildServer({
      context,
      adminToken,
      handlers: allHandlers(context, metrics),
      turns,
      timer: systemTimer,
      observers: { log, metrics, tracing },
      trustedProxy: options.trustedProxy,
      patienceMs: options.patienceMs ?? 10_000,
      stopPauseMs: options.stopPauseMs ?? 0,
      arrival: options.arrival ?? DEFAULT_ARRIVAL,
    })
    ends.push(() => server.close())
    const url = await server.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 })
    log.info({ event: 'listening', address: url })
    const intervalMs = options.checkIntervalMs ?? 0
    if (intervalMs > 0) {
      const checks = checkFleetAgainAndAgain(context, { intervalMs, timer: systemTimer, log })
      ends.push(() => checks.stop())
      const learning = settleLearnedAgainAndAgain(context, { intervalMs, timer: systemTimer, log })
      ends.push(() => learning.stop())
    }
    const { periods, intervalMs: sweepMs } = options.retention ?? { periods: [], intervalMs: 0 }
    if (sweepMs > 0) {
      const sweeps = sweepAgainAndAgain(context, { periods, intervalMs: sweepMs, timer: systemTimer, log })
      ends.push(() => sweeps.stop())
    }
    const mail = mailPortOf(options)
    const mailIntervalMs = options.mailIntervalMs ?? 0
    if (mail !== null && mailIntervalMs > 0) {
      const mails = sendMailsAgainAndAgain(context, {
        mail,
        origin: publicOrigin ?? url,
        intervalMs: mailIntervalMs,
        timer: systemTimer,
        log,
      })
      ends.push(() => mails.stop())
    }
    const stop = async () => {
      log.info({ event: 'stopping' })
      await endAll()
      log.info({ event: 'stopped' })
    }
    let stopped: Promise<void> | null = null
    const metricsUrl = metricsServer?.url ?? null
    return { url, metricsUrl, adminToken, context, stop: () => (stopped ??= stop()) }
  } catch (error) {
    await endAll()
    throw error
  }
}

function mailPortOf({ smtp, realm, dataDirectory }: AccountApiOptions): MailPort | null {
  if (smtp !== undefined) return smtpMail(smtp)
  return realm === 'practice' && dataDirectory !== null ? fileMail(join(dataDirectory, 'mail')) : null
}

function placeOf(options: AccountApiOptions): DatabasePlace {
  if (options.databaseUrl !== undefined) {
    return { kind: 'postgres', url: options.databaseUrl, limits: options.databaseLimits ?? DEFAULT_LIMITS }
  }
  if (options.dataDirectory === null) return { kind: 'memory', emptyDatabase: options.emptyDatabase }
  return { kind: 'directory', path: join(options.dataDirectory, 'database') }
}
