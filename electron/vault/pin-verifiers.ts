import * as z from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { type OperatorId, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

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

interface PinFile {
  readonly disk: Disk
  readonly path: string
  readonly secret: TillSecret | null
}

/**
 * Opens them. A file that cannot be read is kept aside, and its operators have no PIN until they set one. One that the disk does not
 * give now is read before anything is put in its place: a PIN of somebody who has one there is not put.
 */
export async function openPinVerifiers(given: PinFile): Promise<PinVerifiers> {
  const { disk, path, secret } = given
  const verifiers = new Map<OperatorId, PinVerifier>()
  let isToRead = !(await read()).ok

  async function read(): Promise<Result<null, DiskFailure>> {
    const found = await readVerifiers(given)
    if (!found.ok) return found
    for (const [id, verifier] of found.value) verifiers.set(id, verifier)
    return ok(null)
  }

  return {
    all: () => verifiers,
    async put(id, verifier) {
      if (isToRead) {
        const again = await read()
        if (!again.ok) return again
        isToRead = false
        if (verifiers.has(id)) return fail('io')
      }
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

/** Those of the file; a disk that does not give it is a failure, for then nobody knows what it holds. */
async function readVerifiers(
  given: PinFile,
): Promise<Result<ReadonlyMap<OperatorId, PinVerifier>, DiskFailure>> {
  const none = new Map<OperatorId, PinVerifier>()
  const read = await given.disk.read(given.path)
  if (!read.ok) return read.failure === 'not-found' ? ok(none) : read
  try {
    const stored = fileSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8')))
    // A keystore that is merely locked today opens them tomorrow.
    if (stored.protection === 'keystore' && given.secret === null) return ok(none)
    const bytes = new Uint8Array(Buffer.from(stored.verifiers, 'base64'))
    const plain =
      stored.protection === 'file'
        ? bytes
        : given.secret?.decrypt({ purpose: PURPOSE, bound: PURPOSE, bytes })
    const verifiers = verifiersSchema.parse(JSON.parse(Buffer.from(plain ?? []).toString('utf8')))
    return ok(
      new Map(
        Object.entries(verifiers).map(([id, { salt, verifier, resetRound = 0 }]) => [
          operatorIdSchema.parse(id),
          { salt: Buffer.from(salt, 'base64url'), verifier: Buffer.from(verifier, 'base64url'), resetRound },
        ]),
      ),
    )
  } catch {
    await setAside(given.disk, given.path)
    return ok(none)
  }
}
