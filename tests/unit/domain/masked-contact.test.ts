import { describe, expect, it } from 'vitest'
import { maskEmail, maskPhone } from '#shared/domain/masked-contact.ts'

describe('what the desk shows of a contact', () => {
  it.each([
    ['maria@example.pt', 'm…@e….pt'],
    ['a@x.co.uk', 'a…@x….uk'],
    ['a@shop.travelersinsurance', 'a…@s….travelersinsur'],
    ['maria.sobral+loja@mail.example.com', 'm…@m….com'],
  ])('[R13] [C15] %s: %s', (email, masked) => {
    expect(maskEmail(email)).toBe(masked)
  })

  it('[R13] [C15] of a phone its last three digits', () => {
    expect(maskPhone('+351912345678')).toBe('…678')
  })
})
