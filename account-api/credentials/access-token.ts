import { SignJWT, errors, importJWK, jwtVerify } from 'jose'
import * as z from 'zod'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { newId } from '../context.ts'

/** Seconds that a token lives (C16). */
export const TOKEN_LIFETIME_SECONDS = 600
const ISSUER = 'counterside-account-api'
const TYPE = 'at+jwt'

const claimsSchema = z.object({ sub: terminalIdSchema, cnf: z.object({ jkt: z.string() }) })

/** An access token that only the holder of the key with this thumbprint can use (RFC 9449, 6). */
export async function issueAccessToken(
  context: Context,
  given: { terminalId: TerminalId; thumbprint: string },
): Promise<string> {
  const issuedAt = Math.floor(context.clock.wallMs() / 1000)
  return new SignJWT({ cnf: { jkt: given.thumbprint } })
    .setProtectedHeader({ alg: 'ES256', typ: TYPE, kid: context.keys.token.keyId })
    .setIssuer(ISSUER)
    .setAudience(ISSUER)
    .setSubject(given.terminalId)
    .setJti(newId(context))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_LIFETIME_SECONDS)
    .sign(context.keys.token.privateKey)
}

/** Whose token it is and which key it is bound to. */
export async function readAccessToken(
  context: Context,
  token: string,
): Promise<Result<{ terminalId: TerminalId; thumbprint: string }, 'expired' | 'invalid'>> {
  try {
    const { payload } = await jwtVerify(token, await importJWK(context.keys.token.publicKey, 'ES256'), {
      algorithms: ['ES256'],
      typ: TYPE,
      issuer: ISSUER,
      audience: ISSUER,
      currentDate: new Date(context.clock.wallMs()),
    })
    const claims = claimsSchema.parse(payload)
    return ok({ terminalId: claims.sub, thumbprint: claims.cnf.jkt })
  } catch (error) {
    return fail(error instanceof errors.JWTExpired ? 'expired' : 'invalid')
  }
}
