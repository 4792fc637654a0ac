import type { EmailAddress } from './email-address.ts'

const OFTEN_MEANT = (
  'gmail.com hotmail.com outlook.com outlook.pt yahoo.com icloud.com hotmail.es hotmail.co.uk yahoo.es ' +
  'yahoo.co.uk btinternet.com live.com.pt hotmail.pt netcabo.pt telefonica.net'
).split(' ')
const ALSO_REAL = new Set(
  'mail.com ymail.com email.com fmail.com hotmail.fr hotmail.it yahoo.fr outlook.es'.split(' '),
)

/**
 * The address that was probably meant when the domain is one slip of the keys away from a common one (one letter
 * wrong, missing, extra, or two swapped), else null. A hint for a person to take or leave, never applied by itself.
 */
export function suggestEmailAddress(address: EmailAddress): EmailAddress | null {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  if (OFTEN_MEANT.includes(domain) || ALSO_REAL.has(domain)) return null
  const meant = OFTEN_MEANT.find((candidate) => isOneSlipAway(domain, candidate))
  return meant === undefined ? null : (`${address.slice(0, at + 1)}${meant}` as EmailAddress)
}

function isOneSlipAway(typed: string, meant: string): boolean {
  let start = 0
  while (start < typed.length && typed[start] === meant[start]) start += 1
  const [left, right] = [typed.slice(start), meant.slice(start)]
  if (left.slice(1) === right.slice(1)) return left !== right
  if (left.slice(1) === right || left === right.slice(1)) return true
  return left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2)
}
