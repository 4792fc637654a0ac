/** What makes two e-mail addresses the same account: letter case and the form of accents do not count. */
export function emailKeyOf(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}
