/** `beyond` is more than was allowed for; `not-json` is what JSON cannot carry. */
export type JsonSize = number | 'beyond' | 'not-json'

/**
 * The size of a value as JSON text, in bytes. Stops counting beyond `maxBytes`: writing the text of a hostile
 * value, as an array of four billion holes, would hold up main for seconds.
 */
export function jsonSize(value: unknown, maxBytes: number): JsonSize {
  if (isSurelyBeyond(value, maxBytes)) return 'beyond'
  try {
    const text = JSON.stringify(value) as string | undefined
    if (text === undefined) return 'not-json'
    const bytes = Buffer.byteLength(text)
    return bytes > maxBytes ? 'beyond' : bytes
  } catch {
    return 'not-json'
  }
}

/** Every value and every character takes a byte at least; what contains itself never ends. */
function isSurelyBeyond(value: unknown, maxBytes: number): boolean {
  const waiting: unknown[] = [value]
  let bytes = 0
  while (waiting.length > 0) {
    const next = waiting.pop()
    bytes += typeof next === 'string' ? next.length : 1
    if (Array.isArray(next) && next.length > maxBytes) return true
    if (bytes + waiting.length > maxBytes) return true
    if (typeof next === 'object' && next !== null && !ArrayBuffer.isView(next)) {
      for (const [key, child] of Object.entries(next)) {
        bytes += key.length
        waiting.push(child)
      }
    }
    if (ArrayBuffer.isView(next) && next.byteLength > maxBytes) return true
  }
  return false
}
