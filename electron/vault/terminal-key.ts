import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'

import * as z from 'zod'

import { replaceFile } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { type PublicKey, publicKeySchema } from '#shared/contracts/values.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { TillSecret } from './till-secret.ts'

/** The key that proves this terminal. Its private half never leaves main. */
export interface TerminalKey {
  readonly publicKey: PublicKey
  readonly privateKey: KeyObject
  /** ES256: 64 raw bytes, base64url (RFC 7518, 3.4). */
  sign(text: string): string
}

/** `unreadable`: the file is there and cannot be opened; it is left as it is. */
export type TerminalKeyFailure = DiskFailure | 'unreadable'

const PURPOSE = 'terminal-key'

const storedSchema = z.strictObject({
  version: z.literal(1),
  protection: z.enum(['keystore', 'file']),
  /** PKCS #8, encrypted where the protection is the keystore; base64. */
  key: z.string(),
})

/** Opens the key in a file, or makes it and has it on disk before it is used [V4]. */
export async function openTerminalKey(given: {
  disk: Disk
  path: string
  secret: TillSecret | null
}): Promise<Result<TerminalKey, TerminalKeyFailure>> {
  const read = await given.disk.read(given.path)
  if (read.ok) return decode(read.value, given.secret)
  return read.failure === 'not-found' ? create(given) : read
}

async function create(given: {
  disk: Disk
  path: string
  secret: TillSecret | null
}): Promise<Result<TerminalKey, TerminalKeyFailure>> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const plain = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
  const protection = given.secret === null ? 'file' : 'keystore'
  const bytes = given.secret?.encrypt({ purpose: PURPOSE, bound: PURPOSE, bytes: plain }) ?? plain
  const stored = { version: 1, protection, key: Buffer.from(bytes).toString('base64') }
  const written = await replaceFile({ ...given, bytes: Buffer.from(JSON.stringify(stored)) })
  return written.ok ? ok(keyOf(privateKey)) : written
}

function decode(bytes: Uint8Array, secret: TillSecret | null): Result<TerminalKey, 'unreadable'> {
  try {
    const stored = storedSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    const key = Buffer.from(stored.key, 'base64')
    const plain =
      stored.protection === 'file' ? key : secret?.decrypt({ purpose: PURPOSE, bound: PURPOSE, bytes: key })
    if (plain === undefined || plain === null) return fail('unreadable')
    return ok(keyOf(createPrivateKey({ key: Buffer.from(plain), type: 'pkcs8', format: 'der' })))
  } catch {
    return fail('unreadable')
  }
}

function keyOf(privateKey: KeyObject): TerminalKey {
  return {
    privateKey,
    publicKey: publicKeySchema.parse(createPublicKey(privateKey).export({ format: 'jwk' })),
    sign: (text) =>
      sign('sha256', Buffer.from(text, 'utf8'), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString(
        'base64url',
      ),
  }
}
