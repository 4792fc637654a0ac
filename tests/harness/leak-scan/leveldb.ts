import { decodeSnappy, readVarint } from './snappy.ts'

const FOOTER_LENGTH = 48
const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex')
const LOG_BLOCK_LENGTH = 32 * 1024
const LOG_HEADER_LENGTH = 7

/** Every block of a LevelDB table, inflated. Empty when the file is no table. */
export function tableBlocks(file: Buffer): Buffer[] {
  if (file.length < FOOTER_LENGTH || !file.subarray(-8).equals(TABLE_MAGIC)) return []
  const metaOffset = readVarint(file, file.length - FOOTER_LENGTH)
  const metaSize = metaOffset && readVarint(file, metaOffset.next)
  const indexOffset = metaSize && readVarint(file, metaSize.next)
  const indexSize = indexOffset && readVarint(file, indexOffset.next)
  if (!indexSize) return []
  const index = blockAt(file, { offset: indexOffset.value, size: indexSize.value })
  if (index === null) return []
  const blocks = handlesIn(index).map((handle) => blockAt(file, handle))
  return [index, ...blocks.filter((block) => block !== null)]
}

/** The records of a LevelDB log, each put together from its fragments. */
export function logRecords(file: Buffer): Buffer[] {
  const records: Buffer[] = []
  let fragments: Buffer[] = []
  for (let at = 0; at + LOG_HEADER_LENGTH <= file.length;) {
    const left = LOG_BLOCK_LENGTH - (at % LOG_BLOCK_LENGTH)
    if (left < LOG_HEADER_LENGTH) {
      at += left
      continue
    }
    const length = file.readUInt16LE(at + 4)
    const type = file[at + 6] ?? 0
    fragments.push(file.subarray(at + LOG_HEADER_LENGTH, at + LOG_HEADER_LENGTH + length))
    // 1 is a whole record, 4 the last fragment of one.
    if (type === 1 || type === 4) {
      records.push(Buffer.concat(fragments))
      fragments = []
    }
    at += LOG_HEADER_LENGTH + length
  }
  return records
}

interface Handle {
  readonly offset: number
  readonly size: number
}

function blockAt(file: Buffer, handle: Handle): Buffer | null {
  const end = handle.offset + handle.size
  if (end + 1 > file.length) return null
  const bytes = file.subarray(handle.offset, end)
  return file[end] === 1 ? decodeSnappy(bytes) : bytes
}

/** The handles that an index block lists, read entry by entry; the restart array at the end is skipped. */
function handlesIn(index: Buffer): Handle[] {
  const handles: Handle[] = []
  const end = index.length - 4 - 4 * index.readUInt32LE(index.length - 4)
  for (let at = 0; at < end;) {
    const shared = readVarint(index, at)
    const unshared = shared && readVarint(index, shared.next)
    const valueLength = unshared && readVarint(index, unshared.next)
    if (!valueLength) return handles
    const valueAt = valueLength.next + unshared.value
    const offset = readVarint(index, valueAt)
    const size = offset && readVarint(index, offset.next)
    if (size) handles.push({ offset: offset.value, size: size.value })
    at = valueAt + valueLength.value
  }
  return handles
}
