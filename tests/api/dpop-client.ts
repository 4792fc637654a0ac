import { createHash, randomUUID } from 'node:crypto'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import type { CryptoKey } from 'jose'
import { publicKeySchema } from '#shared/contracts/values.ts'
import type { PublicKey } from '#shared/contracts/values.ts'

export interface KeyPair {
  readonly privateKey: CryptoKey
  readonly publicKey: PublicKey
}

/** A P-256 key pair as a terminal makes it. */
export async function newKeyPair(): Promise<KeyPair> {
  const pair = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y } = await exportJWK(pair.publicKey)
  return { privateKey: pair.privateKey, publicKey: publicKeySchema.parse({ kty, crv, x, y }) }
}

/** A DPoP proof (RFC 9449, 4.2) for one request. Its date is deliberately absurd: the server must not look at it. */
export async function dpopProof(given: {
  key: KeyPair
  method: string
  url: string
  nonce?: string | undefined
  accessToken?: string | undefined
}): Promise<string> {
  const { accessToken, nonce } = given
  return new SignJWT({
    jti: randomUUID(),
    htm: given.method,
    htu: given.url,
    ...(nonce === undefined ? {} : { nonce }),
    ...(accessToken === undefined
      ? {}
      : { ath: createHash('sha256').update(accessToken).digest('base64url') }),
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: { ...given.key.publicKey } })
    .setIssuedAt(946_684_800)
    .sign(given.key.privateKey)
}

/** A private_key_jwt (RFC 7523) by a till whose clock is years off. */
export async function clientAssertion(given: { key: KeyPair; terminalId: string }): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(given.terminalId)
    .setSubject(given.terminalId)
    .setAudience('counterside-account-api')
    .setJti(randomUUID())
    .setIssuedAt(946_684_800)
    .setExpirationTime(946_684_800 + 300)
    .sign(given.key.privateKey)
}
