import { readEnvironment } from './environment.ts'
import { otherWrappingKeyIn, wrappingKeyIn } from './data-directory/wrapping-key.ts'
import { pinoLog } from './log.ts'
import { periodsIn } from './retention/periods-file.ts'
import { startAccountApi } from './start.ts'

const environment = readEnvironment(process.env)
if (!environment.ok) {
  process.stderr.write(
    `The account API cannot start:\n${environment.failure.map((line) => `  ${line}\n`).join('')}`,
  )
  process.exit(2)
}
const {
  HOST,
  PORT,
  PUBLIC_URL,
  TRUSTED_PROXY,
  DATABASE_URL,
  DATA_DIR,
  REALM,
  ADMIN_TOKEN,
  DATABASE_CONNECTIONS,
  STATEMENT_TIMEOUT_SECONDS,
  BATCHES_IN_FLIGHT,
  STOP_PAUSE_SECONDS,
  METRICS_HOST,
  METRICS_PORT,
  OTEL_EXPORTER_OTLP_ENDPOINT,
  OTEL_TRACES_SAMPLER_ARG,
  LOG_LEVEL,
  CHECK_INTERVAL_MINUTES,
  SMTP_URL,
  MAIL_FROM,
  MAIL_INTERVAL_SECONDS,
  BACKUP_LAG_MINUTES,
  RETENTION_FILE,
  RETENTION_INTERVAL_MINUTES,
} = environment.value

try {
  const accountApi = await startAccountApi({
    realm: REALM,
    dataDirectory: DATA_DIR,
    databaseUrl: DATABASE_URL,
    databaseLimits: { connections: DATABASE_CONNECTIONS, statementMs: STATEMENT_TIMEOUT_SECONDS * 1000 },
    batchesInFlight: BATCHES_IN_FLIGHT,
    stopPauseMs: STOP_PAUSE_SECONDS * 1000,
    metrics: METRICS_PORT === undefined ? null : { host: METRICS_HOST, port: METRICS_PORT },
    traces:
      OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : { endpoint: OTEL_EXPORTER_OTLP_ENDPOINT, ratio: OTEL_TRACES_SAMPLER_ARG },
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL,
    trustedProxy: TRUSTED_PROXY,
    checkIntervalMs: CHECK_INTERVAL_MINUTES * 60_000,
    smtp: SMTP_URL === undefined || MAIL_FROM === undefined ? undefined : { url: SMTP_URL, from: MAIL_FROM },
    mailIntervalMs: MAIL_INTERVAL_SECONDS * 1000,
    backupLagMs: BACKUP_LAG_MINUTES * 60_000,
    retention: {
      periods: periodsIn(RETENTION_FILE),
      intervalMs: RETENTION_INTERVAL_MINUTES * 60_000,
    },
    adminToken: ADMIN_TOKEN,
    wrappingKey: wrappingKeyIn(environment.value),
    otherWrappingKey: otherWrappingKeyIn(environment.value),
    log: pinoLog(LOG_LEVEL),
  })
  process.stdout.write(`The ${REALM} account API listens on ${accountApi.url}\n`)
  if (accountApi.metricsUrl !== null) process.stdout.write(`Its metrics are at ${accountApi.metricsUrl}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void accountApi.stop())
} catch (error) {
  process.stderr.write(
    `The account API cannot start: ${error instanceof Error ? error.message : 'unknown reason'}\n`,
  )
  process.exitCode = 1
}
