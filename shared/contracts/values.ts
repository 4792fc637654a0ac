import * as z from 'zod'

/** SHA-256, base64url without padding. */
export const sha256Schema = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** The previous hash of the first envelope of an epoch. */
export const GENESIS_HASH = 'A'.repeat(43)

/** An instant in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const instantSchema = z.iso.datetime({ precision: 3 })

/** A day of the calendar, `YYYY-MM-DD`, no time and no zone. */
export const calendarDateSchema = z.iso.date()

/** An IANA time zone, such as `Europe/Lisbon`. */
export const timeZoneSchema = z
  .string()
  .regex(/^[A-Za-z0-9_+-]+(?:\/[A-Za-z0-9_+-]+)*$/)
  .max(64)

/** An ISO 3166-1 alpha-2 country, capitals. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/)

/** A BCP 47 language, such as `pt-PT`. */
export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)
  .max(35)

/** A compact JWE (RFC 7516, 7.1). */
export const compactJweSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){4}$/)
  .max(64 * 1024)

/** A compact JWS (RFC 7515, 7.1). */
export const compactJwsSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
  .max(512 * 1024)

/** A P-256 public key (RFC 7518, 6.2). Strict, so that a private key cannot slip in. */
export const publicKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  y: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})
export type PublicKey = z.infer<typeof publicKeySchema>

const LINE = /^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+$/u

/** One line of text without control or direction-override characters. What it may say is the domain's rule. */
export const lineSchema = (maxLength: number) => z.string().min(1).max(maxLength).regex(LINE)

/** A name or a reason that somebody gives: one line, with something in it that can be seen. */
export const labelSchema = (bounds: { min?: number; max: number }) =>
  z
    .string()
    .min(bounds.min ?? 1)
    .max(bounds.max)
    .refine((text) => LINE.test(text) && /[\p{L}\p{N}]/u.test(text), 'one line with a letter or a digit')
