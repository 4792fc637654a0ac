import { createHash } from 'node:crypto'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import type { MailKey } from '../mail/compose-mail.ts'

const TOKEN_BYTES = 32
/** How long a link works (W) [LK2]. */
export const LINK_LIFE_MS = 24 * 3_600_000
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** Makes a link for one attempt at a mail, and the address that opens it [LK1]. */
export async function issueLink(
  context: Context,
  given: { key: MailKey; emailHash: string; origin: string },
): Promise<string> {
  const token = toBase64Url(context.random.bytes(TOKEN_BYTES))
  const { operationId, kind, accountId, occasion } = given.key
  await context.database
    .insertInto('mailLinks')
    .values({
      tokenHash: sha256(token),
      operationId,
      kind,
      accountId,
      occasion,
      addressHash: given.emailHash,
      issuedAt: now(context),
      expiresAt: instantOf(context.clock.wallMs() + LINK_LIFE_MS),
    })
    .execute()
  return `${given.origin}/link/${token}`
}

/** What the database knows a token by; null for what is no token. */
export function tokenHashOf(token: string): string | null {
  return TOKEN.test(token) ? sha256(token) : null
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
