import * as z from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { type OperatorId, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import type { Result } from '#shared/kernel/result.ts'

import type { TillSecret } from './till-secret.ts'

const PURPOSE = 'operator-pins'

const base64UrlBytes = z.string().regex(/^[A-Za-z0-9_-]+$/)
const verifiersSchema = z.record(
  operatorIdSchema,
  z.strictObject({
    salt: base64UrlBytes,
    verifier: base64UrlBytes,
    /** Absent from what an older version wrote. */
    resetRound: z.number().int().nonnegative().optional(),
  }),
)
const fileSchema = z.strictObject({
  version: z.literal(2),
  protection: z.enum(['keystore', 'file']),
  /** The verifiers as JSON, encrypted where the protection is the keystore; base64. */
  verifiers: z.string(),
})

export interface PinVerifier {
  readonly salt: Uint8Array
  readonly verifier: Uint8Array
  /** Every round of a PIN reset before this one is over for good [V15]. */
  readonly resetRound: number
}

/** The PINs' verifiers on disk, encrypted where there is a keystore. They stay on this till (C12). */
export interface PinVerifiers {
  all(): ReadonlyMap<OperatorId, PinVerifier>
  put(id: OperatorId, verifier: PinVerifier): Promise<Result<null, DiskFailure>>
}

/** Opens them. A file that cannot be read is kept aside, and its operators have no PIN until they set one. */
export async function openPinVerifiers(given: {
  disk: Disk
  path: string
  secret: TillSecret | null
}): Promise<PinVerifiers> {
  const { disk, path, secret } = given
  const verifiers = await readVerifiers(given)
  return {
    all: () => verifiers,
    async put(id, verifier) {
      const next = new Map(verifiers).set(id, verifier)
      const plain = Buffer.from(JSON.stringify(Object.fromEntries([...next].map(toText))))
      const bytes = secret?.encrypt({ purpose: PURPOSE, bound: PURPOSE, bytes: plain }) ?? plain
      const protection = secret === null ? 'file' : 'keystore'
      const stored = { version: 2, protection, verifiers: Buffer.from(bytes).toString('base64') }
      const written = await replaceFile({ disk, path, bytes: Buffer.from(JSON.stringify(stored)) })
      if (written.ok) verifiers.set(id, verifier)
      return written
    },
  }
}

function toText([id, { salt, verifier, resetRound }]: [OperatorId, PinVerifier]) {
  return [id, { salt: base64Url(salt), verifier: base64Url(verifier), resetRound }] as const
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

async function readVerifiers(given: {
  disk: Disk
  path: string
  secret: TillSecret | null
}): Promise<Map<OperatorId, PinVerifier>> {
  const read = await given.disk.read(given.path)
  if (!read.ok) return new Map()
  try {
    const stored = fileSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8')))
    // A keystore that is merely locked today opens them tomorrow.
    if (stored.protection === 'keystore' && given.secret === null) return new Map()
    const bytes = new Uint8Array(Buffer.from(stored.verifiers, 'base64'))
    const plain =
      stored.protection === 'file'
        ? bytes
        : given.secret?.decrypt({ purpose: PURPOSE, bound: PURPOSE, bytes })
    const verifiers = verifiersSchema.parse(JSON.parse(Buffer.from(plain ?? []).toString('utf8')))
    return new Map(
      Object.entries(verifiers).map(([id, { salt, verifier, resetRound = 0 }]) => [
        operatorIdSchema.parse(id),
        { salt: Buffer.from(salt, 'base64url'), verifier: Buffer.from(verifier, 'base64url'), resetRound },
      ]),
    )
  } catch {
    await setAside(given.disk, given.path)
    return new Map()
  }
}
