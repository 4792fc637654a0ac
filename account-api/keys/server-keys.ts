import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import { publicKeySchema } from '#shared/contracts/values.ts'
import type { PublicKey } from '#shared/contracts/values.ts'
import type { Random } from '#shared/kernel/random.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Database } from '../database/tables.ts'
import type { KeyPurpose } from '../database/terminal-tables.ts'
import type { WrappingKey } from '../safe/wrapping-key.ts'

export interface SigningKey {
  readonly keyId: string
  readonly privateKey: CryptoKey
  readonly publicKey: PublicKey
}

/**
 * The keys of this server. `root` signs configurations and is pinned by every terminal; `sealing` is what new records
 * are sealed to, and `unsealing` finds its private key and every retired one, because a till may hold records sealed
 * long ago; `token` signs access tokens; `nonce` is the HMAC key of DPoP nonces;
 * `pinReset` begins the chains of responses by telephone; `lookup` makes keyed hashes, and `ledger` the keys of what is
 * about no customer.
 */
export interface ServerKeys {
  readonly root: SigningKey
  readonly token: SigningKey
  readonly sealing: { readonly keyId: string; readonly publicKey: PublicKey }
  unsealing(keyId: string): CryptoKey | null
  readonly nonce: Uint8Array
  readonly pinReset: Uint8Array
  readonly lookup: Uint8Array
  readonly ledger: Uint8Array
}

/**
 * Loads the keys, making those that are missing. They lie in the database, so that a backup of it is whole and every node
 * shares them, wrapped by a key that does not lie there [SA1]. Throws where that is another one.
 */
export async function loadServerKeys(given: {
  database: Database
  wrapping: WrappingKey
  random: Random
  now: string
}): Promise<ServerKeys> {
  await makeMissingKeys(given)
  const stored = await given.database.selectFrom('serverKeys').selectAll().execute()
  const rows = stored.map((row) => ({ ...row, privateJwk: unwrapJwk(given.wrapping, row) }))
  const inUse = (purpose: KeyPurpose): { keyId: string; jwk: JWK } => {
    const row = rows.find((candidate) => candidate.purpose === purpose && candidate.retiredAt === null)
    if (row === undefined) throw new Error(`no ${purpose} key is in use`)
    return { keyId: row.keyId, jwk: row.privateJwk }
  }
  const unsealingKeys = new Map<string, CryptoKey>()
  for (const row of rows.filter((candidate) => candidate.purpose === 'sealing')) {
    unsealingKeys.set(row.keyId, await importPrivate(row.privateJwk, 'ECDH-ES'))
  }
  const sealing = inUse('sealing')
  return {
    root: await signingKeyFrom(inUse('root')),
    token: await signingKeyFrom(inUse('token')),
    sealing: { keyId: sealing.keyId, publicKey: publicPart(sealing.jwk) },
    unsealing: (keyId) => unsealingKeys.get(keyId) ?? null,
    nonce: secretPart(inUse('nonce').jwk),
    pinReset: secretPart(inUse('pin-reset').jwk),
    lookup: secretPart(inUse('lookup').jwk),
    ledger: secretPart(inUse('ledger').jwk),
  }
}

async function makeMissingKeys(given: {
  database: Database
  wrapping: WrappingKey
  random: Random
  now: string
}): Promise<void> {
  const newSecret = (): JWK => ({ kty: 'oct', k: toBase64Url(given.random.bytes(32)) })
  const candidates: [KeyPurpose, JWK][] = [
    ['root', await newPrivateKey('ES256')],
    ['token', await newPrivateKey('ES256')],
    ['sealing', await newPrivateKey('ECDH-ES')],
    ['nonce', newSecret()],
    ['pin-reset', newSecret()],
    ['lookup', newSecret()],
    ['ledger', newSecret()],
  ]
  for (const [purpose, jwk] of candidates) {
    const keyId = await calculateJwkThumbprint(jwk)
    const row = {
      keyId,
      purpose,
      wrappedKey: wrapJwk(given.wrapping, { keyId, jwk }),
      createdAt: given.now,
    }
    await given.database
      .insertInto('serverKeys')
      .values(row)
      .onConflict((conflict) => conflict.column('purpose').where('retiredAt', 'is', null).doNothing())
      .execute()
  }
}

/** A private key of the server as it is stored. */
export function wrapJwk(wrapping: WrappingKey, given: { keyId: string; jwk: JWK }): string {
  return wrapping.wrap(Buffer.from(JSON.stringify(given.jwk)), placeOf(given.keyId))
}

function unwrapJwk(wrapping: WrappingKey, row: { keyId: string; wrappedKey: string }): JWK {
  const text = Buffer.from(wrapping.unwrap(row.wrappedKey, placeOf(row.keyId))).toString('utf8')
  return JSON.parse(text) as JWK
}

function placeOf(keyId: string): string {
  return `server key ${keyId}`
}

async function newPrivateKey(algorithm: 'ES256' | 'ECDH-ES'): Promise<JWK> {
  const pair = await generateKeyPair(algorithm, { crv: 'P-256', extractable: true })
  return exportJWK(pair.privateKey)
}

async function importPrivate(jwk: JWK, algorithm: 'ES256' | 'ECDH-ES'): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm)
  if (key instanceof Uint8Array) throw new Error('a key pair was expected')
  return key
}

async function signingKeyFrom(given: { keyId: string; jwk: JWK }): Promise<SigningKey> {
  return {
    keyId: given.keyId,
    privateKey: await importPrivate(given.jwk, 'ES256'),
    publicKey: publicPart(given.jwk),
  }
}

function secretPart(jwk: JWK): Uint8Array {
  if (jwk.k === undefined) throw new Error('a secret key was expected')
  return Buffer.from(jwk.k, 'base64url')
}

function publicPart(jwk: JWK): PublicKey {
  return publicKeySchema.parse({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y })
}
