import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose'
import * as z from 'zod'
import { publicKeySchema } from '#shared/contracts/values.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import type { RequestProof } from '../http/call.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { isFreshDpopNonce } from './dpop-nonce.ts'

const MAX_PROOF_CHARACTERS = 4096

const headerSchema = z.strictObject({
  typ: z.literal('dpop+jwt'),
  alg: z.literal('ES256'),
  jwk: publicKeySchema,
})
const claimsSchema = z.object({
  jti: z.string().min(8).max(128),
  htm: z.string(),
  htu: z.url(),
  nonce: z.string().max(128).optional(),
  ath: z.string().max(64).optional(),
})

/** A proof that holds. It is taken once: who knows its key remembers its `jti` (seen-proofs.ts). */
export interface DpopProof {
  readonly thumbprint: string
  readonly jti: string
}

/**
 * Checks a DPoP proof (RFC 9449, 4.3). Freshness is carried by this server's nonce alone: the till's clock may be wrong,
 * so `iat` is not looked at. Anybody can make a proof with a key of their own, so nothing is written here.
 */
export async function checkDpopProof(
  context: Context,
  given: { proof: RequestProof; accessToken: string | null },
): Promise<Result<DpopProof, ProblemFailure>> {
  const { proof } = given
  if (proof.dpop === undefined) return fail({ problem: 'credential-missing' })
  const read = await readProof(proof.dpop)
  if (read === null) return fail({ problem: 'credential-invalid' })
  const { claims, thumbprint } = read
  const nowMs = context.clock.wallMs()
  if (
    claims.nonce === undefined ||
    !isFreshDpopNonce({ key: context.keys.nonce, nowMs, nonce: claims.nonce })
  ) {
    return fail({ problem: 'nonce-required' })
  }
  const target = new URL(claims.htu)
  // Where the server's own address is known, the client's Host header has no say in it (RFC 9449, 4.3, 9).
  const isOurs =
    context.publicOrigin === null ? target.host === proof.host : target.origin === context.publicOrigin
  const isForThisRequest = claims.htm === proof.method && isOurs && target.pathname === proof.path
  const expectedAth = given.accessToken === null ? undefined : sha256(given.accessToken)
  if (!isForThisRequest || claims.ath !== expectedAth) return fail({ problem: 'credential-invalid' })
  return ok({ thumbprint, jti: claims.jti })
}

async function readProof(
  text: string,
): Promise<{ claims: z.infer<typeof claimsSchema>; thumbprint: string } | null> {
  if (text.length > MAX_PROOF_CHARACTERS) return null
  try {
    const header = headerSchema.safeParse(decodeProtectedHeader(text))
    if (!header.success) return null
    const { payload } = await compactVerify(text, await importJWK(header.data.jwk, 'ES256'), {
      algorithms: ['ES256'],
    })
    const claims = claimsSchema.safeParse(JSON.parse(Buffer.from(payload).toString('utf8')))
    if (!claims.success) return null
    return { claims: claims.data, thumbprint: await calculateJwkThumbprint(header.data.jwk) }
  } catch {
    return null
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
