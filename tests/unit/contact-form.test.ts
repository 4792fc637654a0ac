import { describe, expect, it } from 'vitest'

import { addressOf, addressProblem, SAME_ADDRESS } from '#renderer/flows/service/account/address-form.ts'
import { contactLinkOf, EMPTY_CONTACT } from '#renderer/flows/service/account/contact-form.ts'

const MARKET = { country: 'PT' }
const TYPED = { ...SAME_ADDRESS, change: 'new' as const, street: ' Rua Nova 3 ', postalCode: '4000-001' }

describe('a postal address that is typed at the desk', () => {
  it('[R7] is in the country of the market until another one is chosen, with as many lines as were typed', () => {
    const typed = { ...TYPED, locality: 'Porto' }
    expect(addressOf(typed, MARKET)).toEqual({
      lines: ['Rua Nova 3'],
      postalCode: '4000-001',
      locality: 'Porto',
      country: 'PT',
    })
    expect(addressOf({ ...typed, more: '2.º Esq.', country: 'ES' }, MARKET)).toMatchObject({
      lines: ['Rua Nova 3', '2.º Esq.'],
      country: 'ES',
    })
  })

  it('[R7] is none while a part of it is open or wrong', () => {
    expect(addressOf(TYPED, MARKET)).toBeNull()
    for (const locality of ['4111 1111 1111 1111', 'Porto\u202e'])
      expect(addressOf({ ...TYPED, locality }, MARKET)).toBeNull()
    expect(addressProblem('4111 1111 1111 1111')).toBe('card-number')
    expect(addressProblem('Porto\u202e')).toBe('not-allowed')
    expect(['', '港区', 'חיפה'].map(addressProblem)).toEqual([null, null, null])
  })
})

describe('where the link goes by which a customer says yes to other contact details', () => {
  const link = (isEmailConfirmed: boolean | null, email: string) =>
    contactLinkOf({
      found: { view: isEmailConfirmed === null ? null : { isEmailConfirmed } },
      contact: { ...EMPTY_CONTACT, email },
    })

  it('[LK8] is the address that they confirmed, else the new one; without a new one it waits', () => {
    expect(link(true, 'nova@exemplo.pt')).toBe('confirmed')
    expect(link(false, 'nova@exemplo.pt')).toBe('toNew')
    expect(link(false, ' ')).toBe('waits')
  })

  it('[LK8] is not known of an account that is not read', () => {
    expect(link(null, 'nova@exemplo.pt')).toBe('unknown')
    expect(contactLinkOf({ found: null, contact: EMPTY_CONTACT })).toBe('unknown')
  })
})
