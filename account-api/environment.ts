import * as z from 'zod'
import { realmSchema } from '#shared/contracts/identifiers.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'

/** 32 bytes, base64 or base64url. */
export const wrappingKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43}=?$/, '32 bytes in base64, such as `openssl rand -base64 32` makes')

const MAIL_NEEDS = 'SMTP_URL, MAIL_FROM and PUBLIC_URL belong together: links need an address'

/** Every variable, each by itself. */
export const variablesSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4180),
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.account-api'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .regex(/^[a-z]+:\/\/[^/?#@]+\/?$/, 'an address without a path')
    .optional(),
  TRUSTED_PROXY: z.string().min(1).optional(),
  REALM: realmSchema.default('practice'),
  CHECK_INTERVAL_MINUTES: z.coerce.number().int().min(0).max(1440).default(60),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n@]+ <)?[^\s<>@]+@[A-Za-z0-9.-]+>?$/, 'an address, or a name and <an address>')
    .optional(),
  MAIL_INTERVAL_SECONDS: z.coerce.number().int().min(1).max(3600).default(5),
  BACKUP_LAG_MINUTES: z.coerce.number().int().min(0).max(44_640).default(1440),
  RETENTION_FILE: z.string().min(1).optional(),
  RETENTION_INTERVAL_MINUTES: z.coerce.number().int().min(0).max(1440).default(60),
  ADMIN_TOKEN: z.string().min(32).optional(),
  WRAPPING_KEY: wrappingKeySchema.optional(),
  WRAPPING_KEY_FILE: z.string().min(1).optional(),
  OTHER_WRAPPING_KEY: wrappingKeySchema.optional(),
  OTHER_WRAPPING_KEY_FILE: z.string().min(1).optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(10),
  STATEMENT_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(300).default(15),
  BATCHES_IN_FLIGHT: z.coerce.number().int().min(1).max(1000).default(20),
  STOP_PAUSE_SECONDS: z.coerce.number().int().min(0).max(300).default(0),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})
const environmentSchema = variablesSchema.refine(
  ({ SMTP_URL, MAIL_FROM, PUBLIC_URL }) =>
    SMTP_URL === undefined || (MAIL_FROM !== undefined && PUBLIC_URL !== undefined),
  { path: ['SMTP_URL'], message: MAIL_NEEDS },
)
export type Environment = z.infer<typeof environmentSchema>

/** Reads the environment variables. The failure is one readable line for each variable that is wrong. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Result<Environment, readonly string[]> {
  const parsed = environmentSchema.safeParse(variables)
  if (parsed.success) return ok(parsed.data)
  return fail(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
}
