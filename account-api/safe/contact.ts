import * as z from 'zod'
import { postalAddressSchema } from '#shared/contracts/operations/registration.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { Cipher } from './cipher.ts'

/** What identifies and reaches the holder of an account. */
const contactSchema = z.strictObject({
  email: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  mobilePhone: z.string().nullable(),
  dateOfBirth: z.string(),
  postalAddress: postalAddressSchema.nullable(),
})
export type Contact = Readonly<z.infer<typeof contactSchema>>

/** Encrypts contact data for its account. */
export function encryptContact(contact: Contact, given: { accountId: string; cipher: Cipher }): string {
  return given.cipher.encrypt(JSON.stringify(contactSchema.parse(contact)), placeOf(given.accountId))
}

/** Opens the contact data of an account that was not removed. Throws where it was altered. */
export function openContact(
  row: { accountId: string; contact: string | null },
  ciphers: ReadonlyMap<string, Cipher>,
): Contact {
  const text = ciphers.get(row.accountId)?.decrypt(row.contact ?? '', placeOf(row.accountId))
  assert(typeof text === 'string', 'the contact data of an account opens with its key')
  return contactSchema.parse(JSON.parse(text))
}

function placeOf(accountId: string): string {
  return `contact ${accountId}`
}
