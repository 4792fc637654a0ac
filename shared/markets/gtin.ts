/** The number of a trade item (GTIN-8, -12, -13 or -14) has the right check digit (GS1 General Specifications, section 7.9). */
export function isGtin(digits: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return false
  const padded = digits.padStart(14, '0')
  const sum = [...padded].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1),
    0,
  )
  return sum % 10 === 0
}
