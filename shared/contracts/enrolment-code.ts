/** 32 symbols without I, L, O and U, so that a code can be read aloud (Crockford's base 32). */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 26 symbols carry 130 bits; the last two bits are zero, 128 are chance. */
export const CODE_LENGTH = 26

/** The text whose SHA-256 names a code without telling it. */
export function codeNameInput(code: string): string {
  return `counterside-code-name-v1\n${code}`
}

/** The text whose SHA-256 is the key that both sides prove the code with. */
export function codeKeyInput(code: string): string {
  return `counterside-code-key-v1\n${code}`
}

/** Capitals, without blanks and dashes, look-alikes read as meant; null when it cannot be a code. */
export function normaliseCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0')
  return code.length === CODE_LENGTH && [...code].every((symbol) => CODE_ALPHABET.includes(symbol))
    ? code
    : null
}

/** Writes 16 random bytes as a code. */
export function codeFromBytes(bytes: Uint8Array): string {
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) << 2n
  return Array.from({ length: CODE_LENGTH }, (_, index) =>
    CODE_ALPHABET.charAt(Number((value >> BigInt(5 * (CODE_LENGTH - 1 - index))) & 31n)),
  ).join('')
}
