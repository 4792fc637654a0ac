import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'

import * as z from 'zod'

import { decryptBytes, encryptBytes } from '#electron/vault/aead.ts'
import type { DraftReader, UnlockedReader } from '#electron/vault/draft-keys.ts'
import type { TillSecret } from '#electron/vault/till-secret.ts'
import type { Random } from '#shared/kernel/random.ts'

import { type Draft, type DraftHeader, draftContentSchema, draftHeaderSchema } from './draft.ts'

const PURPOSE = 'draft'
const KEY_BYTES = 32
/** Lengths come in powers of two from here on, so that a length does not tell how much was typed [DR4]. */
const SMALLEST_BYTES = 4096

export const draftFileSchema = z.strictObject({
  header: draftHeaderSchema,
  /** The pair made for this writing; SPKI, base64. */
  ephemeralKey: z.base64(),
  /** The content's key, closed once for each reader; base64. */
  wraps: z.array(z.strictObject({ keyId: z.string().max(40), key: z.base64() })).max(200),
  content: z.base64(),
})
export type DraftFile = z.infer<typeof draftFileSchema>

/** Closes a draft for everybody who reads on this till. It takes the till's secret and one reader's private half to open. */
export function closeDraft(
  { header, content }: Draft,
  given: { readers: readonly DraftReader[]; secret: TillSecret; random: Random },
): DraftFile {
  const { readers, secret, random } = given
  const bound = boundOf(header)
  const contentKey = random.bytes(KEY_BYTES)
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const wraps = readers.map(({ keyId, publicKey }) => {
    const key = wrapKey({ privateKey: ephemeral.privateKey, publicKey, keyId })
    return { keyId, key: base64(encryptBytes({ key, bound, bytes: contentKey, random })) }
  })
  const key = secret.combine({ purpose: PURPOSE, other: contentKey })
  const bytes = padded(new TextEncoder().encode(JSON.stringify(content)))
  return {
    header,
    ephemeralKey: ephemeral.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    wraps,
    content: base64(encryptBytes({ key, bound, bytes, random })),
  }
}

/** `for-others`: no wrap is for this reader's pair. Null: there is one, and what it should open does not open. */
export function openDraft(
  file: DraftFile,
  given: { reader: UnlockedReader; secret: TillSecret },
): Draft | 'for-others' | null {
  const { header, wraps } = file
  const { privateKey, keyId } = given.reader
  const wrap = wraps.find((one) => one.keyId === keyId)
  if (wrap === undefined) return 'for-others'
  const bound = boundOf(header)
  try {
    const spki = Buffer.from(file.ephemeralKey, 'base64')
    const publicKey = createPublicKey({ key: spki, type: 'spki', format: 'der' })
    const key = wrapKey({ privateKey, publicKey, keyId })
    const contentKey = decryptBytes({ key, bound, bytes: Buffer.from(wrap.key, 'base64') })
    if (contentKey === null) return null
    const contentBytes = decryptBytes({
      key: given.secret.combine({ purpose: PURPOSE, other: contentKey }),
      bound,
      bytes: Buffer.from(file.content, 'base64'),
    })
    if (contentBytes === null) return null
    const content = draftContentSchema.parse(JSON.parse(Buffer.from(contentBytes).toString('utf8')))
    return { header, content }
  } catch {
    return null
  }
}

/** Field by field, so that the order of a file's keys means nothing. */
function boundOf(header: DraftHeader): string {
  const { version, draftId, operatorId, terminalId, epoch, day, sale, registration } = header
  return JSON.stringify(['draft', version, draftId, operatorId, terminalId, epoch, day, sale, registration])
}

function wrapKey(given: { privateKey: KeyObject; publicKey: KeyObject; keyId: string }): Uint8Array {
  const { privateKey, publicKey, keyId } = given
  const shared = diffieHellman({ privateKey, publicKey })
  return new Uint8Array(hkdfSync('sha256', shared, '', `counterside-draft-wrap-v1\n${keyId}`, KEY_BYTES))
}

/** Blanks after a JSON text change nothing for who reads it (RFC 8259, 2). */
function padded(text: Uint8Array): Uint8Array {
  let size = SMALLEST_BYTES
  while (size < text.length) size *= 2
  const whole = new Uint8Array(size).fill(0x20)
  whole.set(text)
  return whole
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
