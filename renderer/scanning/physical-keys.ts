const PLAIN: Readonly<Record<string, string>> = {
  Minus: '-',
  Period: '.',
  Slash: '/',
  Comma: ',',
  Semicolon: ';',
  Equal: '=',
  Space: ' ',
  BracketLeft: '[',
  BracketRight: ']',
  Quote: "'",
}

const SHIFTED: Readonly<Record<string, string>> = {
  Semicolon: ':',
  Slash: '?',
  Equal: '+',
  Minus: '_',
  Digit5: '%',
  Digit7: '&',
  Digit9: '(',
  Digit0: ')',
}

/**
 * The character that a scanner with a US layout meant by a physical key, whatever layout the computer has; null for
 * keys that no code on a box needs. Letters come as capitals: device codes know no other.
 */
export function scannedCharacter(code: string, isShifted: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return letter
  if (isShifted) return SHIFTED[code] ?? null
  return /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? PLAIN[code] ?? null
}
