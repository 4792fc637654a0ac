import { scrypt, timingSafeEqual } from 'node:crypto'
import type { Context } from '../context.ts'
import type { PasswordCosts } from '../password-costs.ts'

type Cost = PasswordCosts['administrators']

const KEY_BYTES = 32
const SALT_BYTES = 16
const FORMAT = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/

/** Hashes a password with a salt of its own; the text holds what it takes to check it again [AD1]. */
export async function hashPassword(
  { random, passwordCosts }: Pick<Context, 'random' | 'passwordCosts'>,
  password: string,
): Promise<string> {
  const cost = passwordCosts.administrators
  const salt = Buffer.from(random.bytes(SALT_BYTES))
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether the password is the one that was hashed. Without a hash the same work is done for nothing [AD2]. */
export async function isPasswordRight(
  { passwordCosts }: Pick<Context, 'passwordCosts'>,
  password: string,
  hash: string | null,
): Promise<boolean> {
  const [, n, r, p, salt, key] = hash === null ? [] : (FORMAT.exec(hash) ?? [])
  if (key === undefined) {
    await derive(password, Buffer.alloc(SALT_BYTES), passwordCosts.administrators)
    return false
  }
  const expected = Buffer.from(key, 'base64url')
  const cost = { N: Number(n), r: Number(r), p: Number(p) }
  return timingSafeEqual(await derive(password, Buffer.from(salt ?? '', 'base64url'), cost), expected)
}

/** On a thread of the pool, so that others are answered meanwhile. */
function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const options = { ...cost, maxmem: 64 * 1024 * 1024 }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
