import { describe, expect, it } from 'vitest'
import { familyInitial } from '#shared/domain/paper.ts'
import { shortHash } from '#shared/domain/slip.ts'

describe('what paper says of a name', () => {
  it('[PR10] keeps the first letter of a last name with its marks, in any script, and no more', () => {
    expect(familyInitial('Conceição-Ávila')).toBe('C')
    expect(familyInitial(' Ávila')).toBe('Á')
    expect(familyInitial('A\u0301vila')).toBe('Á')
    expect(familyInitial('Γεωργίου')).toBe('Γ')
    for (const none of ['', '1234', "'t Hooft", '<b>']) expect(familyInitial(none)).toBe(null)
  })
})

describe('a short hash', () => {
  it('is the first four bytes in digits that nobody mistakes for others', () => {
    const hash = Buffer.from('4f7a91c2'.padEnd(64, '0'), 'hex').toString('base64url')
    expect(shortHash(hash)).toBe('4f7a91c2')
    expect(shortHash('A'.repeat(43))).toBe('00000000')
    expect(shortHash('_'.repeat(43))).toBe('ffffffff')
  })
})
