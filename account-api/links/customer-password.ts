import { argon2 } from 'node:crypto'
import type { Random } from '#shared/kernel/random.ts'

export const MIN_PASSWORD_CHARACTERS = 12
const MAX_PASSWORD_CHARACTERS = 128
const SALT_BYTES = 16
/** OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane [LK5]. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** Whether a password may be set: long enough, not endless, and not the same few characters again and again [LK5]. */
export function isStrongPassword(password: string): boolean {
  const characters = [...password.normalize('NFC')]
  const isLong = characters.length >= MIN_PASSWORD_CHARACTERS && characters.length <= MAX_PASSWORD_CHARACTERS
  return isLong && new Set(characters).size > 4
}

/** Hashes a password by Argon2id on a thread of the pool, as the text that such hashes are exchanged in (RFC 9106; PHC string format). */
export async function hashCustomerPassword(password: string, random: Random): Promise<string> {
  const salt = Buffer.from(random.bytes(SALT_BYTES))
  const hash = await new Promise<Buffer>((resolve, reject) => {
    argon2(
      'argon2id',
      { ...COST, message: password.normalize('NFC'), nonce: salt },
      (error: Error | null, derived: Buffer) => (error === null ? resolve(derived) : reject(error)),
    )
  })
  const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(hash)}`
}
