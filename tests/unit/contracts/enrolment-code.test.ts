import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODE_ALPHABET, CODE_LENGTH, codeFromBytes, normaliseCode } from '#shared/contracts/enrolment-code.ts'

describe('one-time code', () => {
  it('[C17] carries all 128 bits', () => {
    const code = codeFromBytes(new Uint8Array(16).fill(0xff))
    expect(code).toBe(`${'Z'.repeat(25)}W`)
    expect(codeFromBytes(new Uint8Array(16))).toBe('0'.repeat(CODE_LENGTH))
  })

  it('is read as written, with blanks, dashes, small letters and look-alikes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const code = codeFromBytes(bytes)
        const typed = code
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replace(/(.{5})/g, '$1 ')
        expect(normaliseCode(typed)).toBe(code)
      }),
    )
  })

  it.each(['', 'ABC', 'U'.repeat(26), `${'A'.repeat(25)}!`, 'A'.repeat(27)])('refuses %j', (typed) => {
    expect(normaliseCode(typed)).toBeNull()
  })

  it('has 32 different symbols', () => {
    expect(new Set(CODE_ALPHABET).size).toBe(32)
  })
})
