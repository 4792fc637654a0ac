import { parseEmailAddress } from '#shared/domain/email-address.ts'

/** What makes two e-mail addresses the same account: letter case, the form of accents and that of a domain do not count. */
export function emailKeyOf(email: string): string {
  const parsed = parseEmailAddress(email)
  if (parsed.ok) return parsed.value
  return email.trim().normalize('NFC').toLowerCase()
}
