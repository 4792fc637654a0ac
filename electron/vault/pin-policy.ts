const MIN_DIGITS = 6
const MAX_DIGITS = 32

/** PINs that lists of leaked ones are headed by and that no rule below finds. */
const COMMON = new Set([
  '159753',
  '147258',
  '258456',
  '159357',
  '789456',
  '456123',
  '147852',
  '753951',
  '142536',
])

/** Why a PIN is not taken [V6]; null when it is. */
export function pinFlaw(pin: string): 'pin-not-digits' | 'pin-too-short' | 'pin-too-common' | null {
  if (!/^[0-9]*$/.test(pin) || pin.length > MAX_DIGITS) return 'pin-not-digits'
  if (pin.length < MIN_DIGITS) return 'pin-too-short'
  const isCommon = isRepeat(pin) || isSequence(pin) || hasFewDigits(pin) || isDate(pin) || COMMON.has(pin)
  return isCommon ? 'pin-too-common' : null
}

/** 121212, 123123, 11111111: a shorter pattern over and over. */
function isRepeat(pin: string): boolean {
  for (let length = 1; length <= pin.length / 2; length += 1) {
    if (pin === pin.slice(0, length).repeat(pin.length).slice(0, pin.length)) return true
  }
  return false
}

/** 123456, 987654, 135790, 112233: every step the same, or each digit doubled on such a way. */
function isSequence(pin: string): boolean {
  return (
    hasOneStep(pin) ||
    (pin.length % 2 === 0 && isDoubled(pin) && hasOneStep([...pin].filter((_, at) => at % 2 === 0).join('')))
  )
}

function isDoubled(pin: string): boolean {
  return [...pin].every((digit, at) => at % 2 === 0 || digit === pin[at - 1])
}

function hasOneStep(digits: string): boolean {
  const step = (at: number) => (Number(digits[at + 1]) - Number(digits[at]) + 10) % 10
  return Array.from({ length: digits.length - 1 }, (_, at) => step(at)).every((given) => given === step(0))
}

function hasFewDigits(pin: string): boolean {
  return new Set(pin).size < 3
}

/** A day as people write it (ddmmyy, mmddyy, yymmdd, ddmmyyyy, yyyymmdd), or two years in a row (19841986). */
function isDate(pin: string): boolean {
  const at = (from: number, length: number) => Number(pin.slice(from, from + length))
  const isDay = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12
  const isYear = (year: number) => year >= 1900 && year <= 2039
  if (pin.length === 6) {
    return (
      isDay(at(0, 2), at(2, 2)) ||
      isDay(at(2, 2), at(0, 2)) ||
      isDay(at(4, 2), at(2, 2)) ||
      (isYear(at(0, 4)) && isDay(1, at(4, 2)))
    )
  }
  if (pin.length !== 8) return false
  const hasYearLast = isYear(at(4, 4)) && (isDay(at(0, 2), at(2, 2)) || isDay(at(2, 2), at(0, 2)))
  const hasYearFirst = isYear(at(0, 4)) && isDay(at(6, 2), at(4, 2))
  return hasYearLast || hasYearFirst || (isYear(at(0, 4)) && isYear(at(4, 4)))
}
