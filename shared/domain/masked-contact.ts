const MOST_OF_EMAIL = 20

/** An e-mail address that its holder recognises and nobody else learns, of at most 20 characters: 'a…@e….pt'. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1)
  const ending = domain.slice(domain.lastIndexOf('.'))
  return `${first(email)}…@${first(domain)}…${ending}`.slice(0, MOST_OF_EMAIL)
}

/** The last three digits of a phone number: '…678'. */
export function maskPhone(phone: string): string {
  return `…${phone.slice(-3)}`
}

function first(text: string): string {
  return [...text].slice(0, 1).join('')
}
