import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import { publicKeySchema } from '#shared/contracts/values.ts'
import type { PublicKey } from '#shared/contracts/values.ts'
import type { WrappingKey } from '../safe/wrapping-key.ts'

/** What a key pair of the server is for: signatures, or sealing. */
export type PairAlgorithm = 'ES256' | 'ECDH-ES'

/** A private key of the server as it is stored. */
export function wrapJwk(wrapping: WrappingKey, given: { keyId: string; jwk: JWK }): string {
  return wrapping.wrap(Buffer.from(JSON.stringify(given.jwk)), placeOf(given.keyId))
}

/** Throws where it does not open with a wrapping key that was given. */
export function unwrapJwk(wrapping: WrappingKey, row: { keyId: string; wrappedKey: string }): JWK {
  const text = Buffer.from(wrapping.unwrap(row.wrappedKey, placeOf(row.keyId))).toString('utf8')
  return JSON.parse(text) as JWK
}

function placeOf(keyId: string): string {
  return `server key ${keyId}`
}

/** A new key pair; its name is its thumbprint (RFC 7638). */
export async function newPrivateKey(algorithm: PairAlgorithm): Promise<{ keyId: string; jwk: JWK }> {
  const pair = await generateKeyPair(algorithm, { crv: 'P-256', extractable: true })
  const jwk = await exportJWK(pair.privateKey)
  return { keyId: await calculateJwkThumbprint(jwk), jwk }
}

export async function importPrivate(jwk: JWK, algorithm: PairAlgorithm): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm)
  if (key instanceof Uint8Array) throw new Error('a key pair was expected')
  return key
}

export function publicPart(jwk: JWK): PublicKey {
  return publicKeySchema.parse({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y })
}
