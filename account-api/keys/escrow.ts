import { CompactEncrypt, calculateJwkThumbprint, compactDecrypt, importJWK } from 'jose'
import type { JWK } from 'jose'
import * as z from 'zod'
import { realmSchema } from '#shared/contracts/identifiers.ts'
import { instantSchema, publicKeySchema } from '#shared/contracts/values.ts'
import type { PublicKey } from '#shared/contracts/values.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { KEY_PURPOSES } from '../database/terminal-tables.ts'
import { importPrivate, newPrivateKey, publicPart } from './stored-key.ts'

const ESCROW_TYPE = 'counterside-escrow'

const jwkSchema = z.looseObject({ kty: z.enum(['EC', 'oct']) })
const escrowSchema = z.strictObject({
  format: z.literal(ESCROW_TYPE),
  version: z.literal(1),
  realm: realmSchema,
  madeAt: instantSchema,
  wrappingKeys: z.array(z.strictObject({ name: z.string(), text: z.string() })).min(1),
  keys: z.array(
    z.strictObject({
      keyId: z.string(),
      purpose: z.enum(KEY_PURPOSES),
      createdAt: instantSchema,
      retiredAt: instantSchema.nullable(),
      jwk: jwkSchema,
    }),
  ),
})
/** Every key without which the server's records would be lost [KE7]. */
export type Escrow = z.infer<typeof escrowSchema>

/** The pair that escrow copies are made for: the private half stays away from every server. */
export async function newRecoveryKey(): Promise<{ privateKey: JWK; publicKey: PublicKey }> {
  const { jwk } = await newPrivateKey('ECDH-ES')
  return { privateKey: jwk, publicKey: publicPart(jwk) }
}

/** Encrypts an escrow to a recovery key, as compact JWE (`ECDH-ES` direct with `A256GCM`). */
export async function sealEscrow(escrow: Omit<Escrow, 'format' | 'version'>, to: PublicKey): Promise<string> {
  const text = JSON.stringify(escrowSchema.parse({ format: ESCROW_TYPE, version: 1, ...escrow }))
  const publicKey = publicKeySchema.parse(to)
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      typ: ESCROW_TYPE,
      kid: await calculateJwkThumbprint({ ...publicKey }),
    })
    .encrypt(await importJWK({ ...publicKey }, 'ECDH-ES'))
}

/** Opens an escrow copy. A key in it whose name is not its own thumbprint was put there by somebody [KE8]. */
export async function openEscrow(
  sealed: string,
  recoveryKey: JWK,
): Promise<Result<Escrow, 'does-not-open' | 'key-misnamed'>> {
  let escrow: Escrow
  try {
    const { plaintext } = await compactDecrypt(sealed.trim(), await importPrivate(recoveryKey, 'ECDH-ES'), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    escrow = escrowSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)))
  } catch {
    return fail('does-not-open')
  }
  for (const { keyId, jwk } of escrow.keys) {
    if ((await calculateJwkThumbprint(jwk)) !== keyId) return fail('key-misnamed')
  }
  return ok(escrow)
}
