import { expect, test } from 'vitest'
import { cipherOf } from '#account-api/safe/cipher.ts'
import { wrappingKeyFrom } from '#account-api/safe/wrapping-key.ts'
import { createSeededRandom } from '#tests/harness/seeded-random.ts'

const random = createSeededRandom('safe')
const key = random.bytes(32)
const TEXT = 'Inês D’Ávila, 李小龍'

test('[SA3] a text opens with its key at its place, and nowhere else', () => {
  const cipher = cipherOf(key, random)
  const stored = cipher.encrypt(TEXT, 'contact 1')
  expect(stored).not.toContain('Inês')
  expect(cipher.decrypt(stored, 'contact 1')).toBe(TEXT)
  expect(cipher.decrypt(stored, 'contact 2')).toBeNull()
  expect(cipherOf(random.bytes(32), random).decrypt(stored, 'contact 1')).toBeNull()
})

test('[SA3] one altered byte, or half of a text, does not open', () => {
  const cipher = cipherOf(key, random)
  const bytes = Buffer.from(cipher.encrypt(TEXT, 'p'), 'base64url')
  for (const index of [0, 13, bytes.length - 1]) {
    const bent = Buffer.from(bytes)
    bent[index] = (bent[index] ?? 0) ^ 1
    expect(cipher.decrypt(bent.toString('base64url'), 'p'), `byte ${index}`).toBeNull()
  }
  for (const length of [0, 27, bytes.length - 1])
    expect(cipher.decrypt(bytes.subarray(0, length).toString('base64url'), 'p')).toBeNull()
})

test('two encryptions of one text are not alike', () => {
  const cipher = cipherOf(key, random)
  expect(cipher.encrypt(TEXT, 'p')).not.toBe(cipher.encrypt(TEXT, 'p'))
})

test('[SA1] a key unwraps with the wrapping key that wrapped it alone', () => {
  const [one, other] = ['a', 'b'].map((letter) => wrappingKeyFrom(letter.repeat(43), random))
  const wrapped = one?.wrap(key, 'key 1') ?? ''
  expect(Buffer.from(one?.unwrap(wrapped, 'key 1') ?? [])).toEqual(Buffer.from(key))
  expect(() => one?.unwrap(wrapped, 'key 2')).toThrow('wrapping key')
  expect(() => other?.unwrap(wrapped, 'key 1')).toThrow('wrapping key')
})

test('[SA1] a wrapping key is 32 bytes', () => {
  for (const text of ['', 'short', 'a'.repeat(42), 'a'.repeat(44)])
    expect(() => wrappingKeyFrom(text, random)).toThrow('32 bytes')
})
