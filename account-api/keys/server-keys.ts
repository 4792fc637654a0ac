import { calculateJwkThumbprint } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import type { PublicKey } from '#shared/contracts/values.ts'
import type { Random } from '#shared/kernel/random.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Database } from '../database/tables.ts'
import type { KeyPurpose } from '../database/terminal-tables.ts'
import type { WrappingKey } from '../safe/wrapping-key.ts'
import { sealingKeys } from './sealing-keys.ts'
import type { SealingKeys } from './sealing-keys.ts'
import { importPrivate, newPrivateKey, publicPart, unwrapJwk, wrapJwk } from './stored-key.ts'

export interface SigningKey {
  readonly keyId: string
  readonly privateKey: CryptoKey
  readonly publicKey: PublicKey
}

/**
 * The keys of this server. `root` signs configurations and is pinned by every terminal; `sealing` are those that records
 * are sealed to, retired ones among them, because a till may hold records sealed long ago; `token` signs access tokens; `nonce` is the HMAC key of DPoP nonces;
 * `pinReset` begins the chains of responses by telephone; `lookup` makes keyed hashes, and `ledger` the keys of what is
 * about no customer.
 */
export interface ServerKeys {
  readonly root: SigningKey
  readonly token: SigningKey
  readonly sealing: SealingKeys
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
  const rows = await given.database
    .selectFrom('serverKeys')
    .select(['keyId', 'purpose', 'wrappedKey', 'retiredAt'])
    .execute()
  const keys = rows.flatMap(({ keyId, wrappedKey, ...row }) =>
    wrappedKey === null ? [] : [{ ...row, keyId, jwk: unwrapJwk(given.wrapping, { keyId, wrappedKey }) }],
  )
  const inUse = (purpose: KeyPurpose): { keyId: string; jwk: JWK } => {
    const key = keys.find((candidate) => candidate.purpose === purpose && candidate.retiredAt === null)
    if (key === undefined) throw new Error(`no ${purpose} key is in use`)
    return key
  }
  return {
    root: await signingKeyFrom(inUse('root')),
    token: await signingKeyFrom(inUse('token')),
    sealing: sealingKeys(given.wrapping),
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
  const newSecret = async () => {
    const jwk = { kty: 'oct', k: toBase64Url(given.random.bytes(32)) }
    return { keyId: await calculateJwkThumbprint(jwk), jwk }
  }
  const candidates: [KeyPurpose, { keyId: string; jwk: JWK }][] = [
    ['root', await newPrivateKey('ES256')],
    ['token', await newPrivateKey('ES256')],
    ['sealing', await newPrivateKey('ECDH-ES')],
    ['nonce', await newSecret()],
    ['pin-reset', await newSecret()],
    ['lookup', await newSecret()],
    ['ledger', await newSecret()],
  ]
  for (const [purpose, key] of candidates) {
    const { keyId } = key
    const row = { keyId, purpose, wrappedKey: wrapJwk(given.wrapping, key), createdAt: given.now }
    await given.database
      .insertInto('serverKeys')
      .values(row)
      .onConflict((conflict) => conflict.column('purpose').where('retiredAt', 'is', null).doNothing())
      .execute()
  }
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
