import { pino } from 'pino'

/** Everything that a log line may say. A field that is not in this list does not reach a log; none tells of a person. */
export interface LogFields {
  readonly event:
    | 'answered'
    | 'failed'
    | 'listening'
    | 'stopping'
    | 'stopped'
    | 'practice-seeded'
    | 'fleet-checked'
    | 'retention-swept'
    | 'types-learned'
    | 'not-settled'
  readonly method?: string
  /** The route's pattern, never the address that was asked for. */
  readonly route?: string
  readonly status?: number
  readonly durationMs?: number
  readonly problem?: string
  /** Which record, by its number and its type. */
  readonly operationId?: string
  readonly operationType?: string
  readonly errorName?: string
  readonly errorCode?: string
  /** Where it failed: file and line, without the message. */
  readonly errorAt?: string
  readonly address?: string
}

/** Where the server writes what it does. */
export interface Log {
  info(fields: LogFields): void
  error(fields: LogFields): void
}

const FIELDS = [
  'event',
  'method',
  'route',
  'status',
  'durationMs',
  'problem',
  'operationId',
  'operationType',
  'errorName',
  'errorCode',
  'errorAt',
  'address',
] as const satisfies readonly (keyof LogFields)[]

/** A log of JSON lines on standard output. */
export function pinoLog(level: string): Log {
  const logger = pino({ level, base: null })
  return { info: (fields) => logger.info(allowed(fields)), error: (fields) => logger.error(allowed(fields)) }
}

function allowed(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    FIELDS.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]),
  )
}

/** What may be said of an unexpected error: an error's message can hold a customer's data, so it is left out. */
export function errorFields(error: unknown): Pick<LogFields, 'errorName' | 'errorCode' | 'errorAt'> {
  if (!(error instanceof Error)) return { errorName: typeof error }
  const lines = error.stack?.split('\n').filter((line) => line.startsWith('    at '))
  // Who asserted, not the assertion.
  const at = lines?.find((line) => !line.includes('/kernel/assert.')) ?? lines?.[0]
  return {
    errorName: error.name,
    ...('code' in error && typeof error.code === 'string' ? { errorCode: error.code } : {}),
    ...(at === undefined ? {} : { errorAt: at.trim() }),
  }
}
