import { CompactEncrypt, importJWK } from 'jose'

import type { Configuration } from '#shared/contracts/configuration.ts'
import type { SealedContent } from '#shared/contracts/envelope.ts'
import { compactJweSchema } from '#shared/contracts/values.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

/** Closes a payload so that only the account API opens it [V5]. */
export type Seal = (given: {
  key: Configuration['sealing']
  content: SealedContent
}) => Promise<Result<string, 'sealing-failed'>>

/** Sealed lengths come in these steps, or the length of an age check would tell its outcome (R5). */
const STEP_BYTES = 512

/** Seals as compact JWE, `ECDH-ES` direct with `A256GCM`. Fails on a key that is no point of the curve, or a payload too long. */
export const sealToAccountApi: Seal = async ({ key, content }) => {
  try {
    const publicKey = await importJWK(key.publicKey, 'ECDH-ES')
    const text = padded(new TextEncoder().encode(JSON.stringify(content)))
    const sealed = await new CompactEncrypt(text)
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: key.keyId })
      .encrypt(publicKey)
    return compactJweSchema.safeParse(sealed).success ? ok(sealed) : fail('sealing-failed')
  } catch {
    return fail('sealing-failed')
  }
}

/** Blanks after a JSON text change nothing for who reads it (RFC 8259, 2). */
function padded(text: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(text.length / STEP_BYTES) * STEP_BYTES).fill(0x20)
  whole.set(text)
  return whole
}
