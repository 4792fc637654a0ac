const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Base64url without padding (RFC 4648, 5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [first, second, third] = [bytes[index] ?? 0, bytes[index + 1], bytes[index + 2]]
    text += ALPHABET.charAt(first >> 2) + ALPHABET.charAt(((first & 3) << 4) | ((second ?? 0) >> 4))
    if (second !== undefined) text += ALPHABET.charAt(((second & 15) << 2) | ((third ?? 0) >> 6))
    if (third !== undefined) text += ALPHABET.charAt(third & 63)
  }
  return text
}
