/**
 * Whether a text holds what looks like a payment card number: 13 to 19 digits, blanks or dashes between them, from
 * an issuer range, with a right check digit (ISO/IEC 7812-1). Such a text is refused in every field and never logged.
 */
export function holdsCardNumber(text: string): boolean {
  const runs = text.match(/(?<!\d)(?<!\+)[2-6]\d*(?:[ -]\d+)*/g) ?? []
  return runs.some((run) => isCardNumber(run.replaceAll(/[ -]/g, '')))
}

function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
