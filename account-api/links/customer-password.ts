import { argon2 } from 'node:crypto'
import type { Context } from '../context.ts'

export const MIN_PASSWORD_CHARACTERS = 12
const MAX_PASSWORD_CHARACTERS = 128
const SALT_BYTES = 16
const HASH_BYTES = 32

/** Whether a password may be set: long enough, not endless, and not the same few characters again and again [LK5]. */
export function isStrongPassword(password: string): boolean {
  const characters = [...password.normalize('NFC')]
  const isLong = characters.length >= MIN_PASSWORD_CHARACTERS && characters.length <= MAX_PASSWORD_CHARACTERS
  return isLong && new Set(characters).size > 4
}

/** Hashes a password by Argon2id on a thread of the pool, as the text that such hashes are exchanged in (RFC 9106; PHC string format). */
export async function hashCustomerPassword(
  { random, passwordCosts }: Pick<Context, 'random' | 'passwordCosts'>,
  password: string,
): Promise<string> {
  const cost = passwordCosts.customers
  const salt = Buffer.from(random.bytes(SALT_BYTES))
  const hash = await new Promise<Buffer>((resolve, reject) => {
    argon2(
      'argon2id',
      { ...cost, tagLength: HASH_BYTES, message: password.normalize('NFC'), nonce: salt },
      (error: Error | null, derived: Buffer) => (error === null ? resolve(derived) : reject(error)),
    )
  })
  const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(hash)}`
}
