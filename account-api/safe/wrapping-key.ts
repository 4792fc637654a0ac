import { createHash } from 'node:crypto'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Random } from '#shared/kernel/random.ts'
import { cipherOf, KEY_BYTES } from './cipher.ts'
import type { Cipher } from './cipher.ts'

/** Wraps keys, so that they may lie in the database [SA1]. While it changes, another one opens, too [KE9]. */
export interface WrappingKey {
  /** What a wrapped key names its wrapping key by; it tells nothing of the key. */
  readonly name: string
  /** The names of all that this server was given. */
  readonly names: readonly string[]
  wrap(key: Uint8Array, place: string): string
  /** Throws where the key was wrapped by a wrapping key that was not given, or altered. */
  unwrap(stored: string, place: string): Uint8Array
}

const NAME_LENGTH = 12
const NAME_END = '.'

/** A wrapping key as text: 256 random bits, base64url. */
export function newWrappingKeyText(random: Random): string {
  return toBase64Url(random.bytes(KEY_BYTES))
}

/** Reads a wrapping key, and others that open but wrap nothing, from text. Throws where one is not 32 bytes in base64url or base64. */
export function wrappingKeyFrom(text: string, random: Random, others: readonly string[] = []): WrappingKey {
  const [own, ...rest] = [text, ...others].map((one) => namedCipher(one, random))
  if (own === undefined) throw new Error('a wrapping key was expected')
  const known = [own, ...rest]
  return {
    name: own.name,
    names: known.map(({ name }) => name),
    wrap: (key, place) => `${own.name}${NAME_END}${own.cipher.encrypt(toBase64Url(key), place)}`,
    unwrap: (stored, place) => {
      const name = wrappedBy(stored)
      const wrapped = name === null ? stored : stored.slice(name.length + NAME_END.length)
      for (const candidate of known) {
        if (name !== null && name !== candidate.name) continue
        const key = candidate.cipher.decrypt(wrapped, place)
        if (key !== null) return Buffer.from(key, 'base64url')
      }
      throw new Error('the wrapping key is not the one that this database was made with')
    },
  }
}

/** The name of what a stored key was wrapped by; null on one from before they had names. */
export function wrappedBy(stored: string): string | null {
  const end = stored.indexOf(NAME_END)
  return end < 0 ? null : stored.slice(0, end)
}

function namedCipher(text: string, random: Random): { name: string; cipher: Cipher } {
  const bytes = Buffer.from(text.trim(), 'base64url')
  if (bytes.length !== KEY_BYTES) throw new Error('the wrapping key is not 32 bytes in base64')
  const digest = createHash('sha256').update('counterside wrapping key\n').update(bytes).digest('base64url')
  // A name never begins like an option of a command.
  return { name: digest.replaceAll('-', 'x').slice(0, NAME_LENGTH), cipher: cipherOf(bytes, random) }
}
