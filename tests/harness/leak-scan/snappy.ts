/** Snappy's raw format, decoded: LevelDB compresses its blocks with it, and a plain search is blind to them. Null when broken. */
export function decodeSnappy(input: Buffer): Buffer | null {
  const length = readVarint(input, 0)
  if (length === null || length.value > 64 * 1024 * 1024) return null
  const output = Buffer.alloc(length.value)
  let from = length.next
  let to = 0
  while (from < input.length) {
    const tag = input[from] ?? 0
    const element = (tag & 3) === 0 ? literal(input, from) : copy(input, from)
    if (element === null || to + element.length > output.length) return null
    if (element.offset === null) {
      input.copy(output, to, element.next, element.next + element.length)
      from = element.next + element.length
    } else {
      if (element.offset === 0 || element.offset > to) return null
      // Byte by byte: a copy may overlap what it writes.
      for (let index = 0; index < element.length; index += 1)
        output[to + index] = output[to + index - element.offset] ?? 0
      from = element.next
    }
    to += element.length
  }
  return to === output.length ? output : null
}

interface Element {
  readonly length: number
  /** How far back a copy reads; null for a literal. */
  readonly offset: number | null
  readonly next: number
}

function literal(input: Buffer, from: number): Element | null {
  const short = (input[from] ?? 0) >> 2
  if (short < 60) return { length: short + 1, offset: null, next: from + 1 }
  const extra = short - 59
  if (from + 1 + extra > input.length) return null
  return { length: input.readUIntLE(from + 1, extra) + 1, offset: null, next: from + 1 + extra }
}

function copy(input: Buffer, from: number): Element | null {
  const tag = input[from] ?? 0
  const extra = [0, 1, 2, 4][tag & 3] ?? 0
  if (from + 1 + extra > input.length) return null
  if ((tag & 3) === 1) {
    return {
      length: ((tag >> 2) & 7) + 4,
      offset: ((tag >> 5) << 8) | (input[from + 1] ?? 0),
      next: from + 2,
    }
  }
  return { length: (tag >> 2) + 1, offset: input.readUIntLE(from + 1, extra), next: from + 1 + extra }
}

/** A little-endian base-128 number and where it ends; null past the end. */
export function readVarint(input: Buffer, from: number): { value: number; next: number } | null {
  let value = 0
  for (let index = 0; index < 8; index += 1) {
    const byte = input[from + index]
    if (byte === undefined) return null
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return { value, next: from + index + 1 }
  }
  return null
}
