import { compactVerify, decodeJwt, importJWK } from 'jose'
import * as z from 'zod'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import type { PublicKey } from '#shared/contracts/values.ts'

/** What a terminal names as the audience of its assertion, whatever address it reaches the server by. */
export const ASSERTION_AUDIENCE = 'counterside-account-api'
const MAX_LIFETIME_SECONDS = 300

const claimsSchema = z.object({
  iss: terminalIdSchema,
  sub: terminalIdSchema,
  aud: z.union([z.string(), z.array(z.string())]),
  jti: z.string().min(8).max(128),
  iat: z.number(),
  exp: z.number(),
})

/** Who an assertion says it is from, before anything is proven; null when it says nothing readable. */
export function claimedTerminal(assertion: string): TerminalId | null {
  try {
    return claimsSchema.parse(decodeJwt(assertion)).sub
  } catch {
    return null
  }
}

/**
 * Checks a private_key_jwt (RFC 7523, 3) with the terminal's key and returns its `jti`; null when it does not hold. Its
 * lifetime is bounded, but not compared with the server's clock: the DPoP nonce beside it, signed by the same key, is
 * what makes it fresh, and a till with a wrong clock must not be locked out.
 */
export async function checkClientAssertion(assertion: string, key: PublicKey): Promise<string | null> {
  try {
    const { payload } = await compactVerify(assertion, await importJWK(key, 'ES256'), {
      algorithms: ['ES256'],
    })
    const claims = claimsSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8')))
    const lifetime = claims.exp - claims.iat
    const isForUs = [claims.aud].flat().includes(ASSERTION_AUDIENCE)
    return claims.iss === claims.sub && isForUs && lifetime > 0 && lifetime <= MAX_LIFETIME_SECONDS
      ? claims.jti
      : null
  } catch {
    return null
  }
}
