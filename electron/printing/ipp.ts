import { type Result, fail, ok } from '#shared/kernel/result.ts'

/** The few values of the Internet Printing Protocol that the desk uses (RFC 8010, 3.5.2). */
const TAG = {
  operation: 0x01,
  job: 0x02,
  end: 0x03,
  printer: 0x04,
  integer: 0x21,
  boolean: 0x22,
  enumeration: 0x23,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
} as const

const FIRST_VALUE_TAG = 0x10

export type IppAttribute = readonly [
  name: string,
  type: 'integer' | 'boolean' | 'name' | 'keyword' | 'uri' | 'charset' | 'language',
  ...values: (string | number | boolean)[],
]

/** Operations of RFC 8011, 5.4.15, and one of CUPS. */
export const IPP_OPERATION = {
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
  cupsGetDefault: 0x4001,
} as const

/** The attributes of one printer or one job; each has a list of values. */
export type IppGroup = ReadonlyMap<string, readonly (string | number | boolean)[]>

export interface IppAnswer {
  /** RFC 8011, 4.1.6: below 0x0100 all is well. */
  readonly status: number
  /** Printers and jobs, without what is about the request itself. */
  readonly groups: readonly IppGroup[]
}

/** A request in IPP 2.0, with the charset and language that every request begins with. */
export function encodeIpp(request: {
  operation: number
  requestId: number
  attributes: readonly IppAttribute[]
}): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt16BE(0x0200, 0)
  head.writeUInt16BE(request.operation, 2)
  head.writeUInt32BE(request.requestId, 4)
  head.writeUInt8(TAG.operation, 8)
  const common: readonly IppAttribute[] = [
    ['attributes-charset', 'charset', 'utf-8'],
    ['attributes-natural-language', 'language', 'en'],
  ]
  const attributes = [...common, ...request.attributes].map(encodeAttribute)
  return Buffer.concat([head, ...attributes, Buffer.from([TAG.end])])
}

function encodeAttribute([name, type, ...values]: IppAttribute): Buffer {
  // Further values of the same attribute have no name.
  return Buffer.concat(
    values.flatMap((value, index) => [
      Buffer.from([TAG[type]]),
      counted(Buffer.from(index === 0 ? name : '')),
      counted(encodeValue(value)),
    ]),
  )
}

function encodeValue(value: string | number | boolean): Buffer {
  if (typeof value === 'string') return Buffer.from(value)
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0])
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function counted(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Reads an answer; values of types that the desk does not use are left as text. */
export function decodeIpp(bytes: Buffer): Result<IppAnswer, 'malformed'> {
  try {
    return ok(readAnswer(bytes))
  } catch {
    // Reading beyond the end is how a cut answer shows.
    return fail('malformed')
  }
}

function readAnswer(bytes: Buffer): IppAnswer {
  const status = bytes.readUInt16BE(2)
  const groups: Map<string, (string | number | boolean)[]>[] = []
  let group: Map<string, (string | number | boolean)[]> | null = null
  let values: (string | number | boolean)[] = []
  let offset = 8
  for (;;) {
    const tag = bytes.readUInt8(offset)
    offset += 1
    if (tag === TAG.end) return { status, groups }
    if (tag < FIRST_VALUE_TAG) {
      group = null
      if (tag === TAG.job || tag === TAG.printer) groups.push((group = new Map()))
      continue
    }
    const name = readCounted(bytes, offset)
    const value = readCounted(bytes, name.end)
    offset = value.end
    if (name.bytes.length > 0) {
      values = []
      group?.set(name.bytes.toString(), values)
    }
    values.push(decodeValue(tag, value.bytes))
  }
}

function readCounted(bytes: Buffer, offset: number): { bytes: Buffer; end: number } {
  const end = offset + 2 + bytes.readUInt16BE(offset)
  if (end > bytes.length) throw new RangeError('the answer is cut off')
  return { bytes: bytes.subarray(offset + 2, end), end }
}

function decodeValue(tag: number, bytes: Buffer): string | number | boolean {
  if (tag === TAG.integer || tag === TAG.enumeration) return bytes.readInt32BE()
  if (tag === TAG.boolean) return bytes.readUInt8() === 1
  return bytes.toString()
}
