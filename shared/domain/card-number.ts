const MIN_DIGITS = 13
const MAX_DIGITS = 19

/**
 * Whether a text holds what looks like a payment card number: 13 to 19 digits in one group or several, with blanks or
 * dashes between them, from an issuer range, with a right check digit (ISO/IEC 7812-1). Such a text is refused in
 * every field and never logged.
 */
export function holdsCardNumber(text: string): boolean {
  const runs = text.match(/\d+(?:[ -]\d+)*/g) ?? []
  return runs.some((run) => {
    const groups = run.split(/[ -]/)
    return groups.some((_, start) => startsWithCardNumber(groups.slice(start, start + MAX_DIGITS)))
  })
}

/** Other numbers may stand before and after the card's groups. */
function startsWithCardNumber(groups: readonly string[]): boolean {
  let digits = ''
  for (const group of groups) {
    digits += group
    if (digits.length > MAX_DIGITS) return false
    if (isCardNumber(digits)) return true
  }
  return false
}

function isCardNumber(digits: string): boolean {
  if (digits.length < MIN_DIGITS || !/^[2-6]/.test(digits)) return false
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
