import { describe, expect, test } from 'vitest'

import { assert, unreachable } from '#shared/kernel/assert.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'

const source = (wallMs: number, byte: number) => ({
  clock: { wallMs: () => wallMs, monotonicMs: () => 0 },
  random: { bytes: (length: number) => new Uint8Array(length).fill(byte) },
})

describe('the kernel', () => {
  test('makes UUIDs of version 7 from the time and chance it is given', () => {
    expect(uuidV7(source(0x0123456789ab, 0xff))).toBe('01234567-89ab-7fff-bfff-ffffffffffff')
    expect(uuidV7(source(0x0123456789ab, 0))).toBe('01234567-89ab-7000-8000-000000000000')
  })

  test('makes an id also when the clock stands before 1970 or far ahead', () => {
    expect(uuidV7(source(-5, 0))).toMatch(/^00000000-0000-7/)
    expect(uuidV7(source(2 ** 60, 0))).toMatch(/^ffffffff-ffff-7/)
  })

  test('throws only for a bug', () => {
    expect(() => assert(true, 'fine')).not.toThrow()
    expect(() => assert(undefined, 'broken')).toThrow('broken')
    expect(() => unreachable('left over' as never)).toThrow('left over')
  })

  test('writes base64url as Node does', () => {
    for (let length = 0; length < 10; length += 1) {
      const bytes = new Uint8Array(length).map((_, index) => 255 - index * 7)
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
    }
  })
})
