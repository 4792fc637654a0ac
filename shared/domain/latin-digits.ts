const ZEROS = [0x0660, 0x06f0, 0x0966, 0xff10] as const

/** Replaces Arabic-Indic, extended Arabic-Indic, Devanagari and full-width digits by 0 to 9; the rest stays as it is. */
export function latinDigits(text: string): string {
  return text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0)
    const zero = ZEROS.find((start) => code >= start && code <= start + 9) ?? code
    return String(code - zero)
  })
}
