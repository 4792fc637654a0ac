import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scanFolder } from '../../harness/leak-scan/scan.ts'

const CANARY = 'Conceição Ávila'
const utf8 = Buffer.from(CANARY)

/** A LevelDB table with one Snappy block that splits the canary into a literal, a copy and a literal. */
function tableWith(block: Buffer): Buffer {
  const snappy = Buffer.concat([Buffer.from([block.length]), Buffer.from([59 << 2]), block.subarray(0, 60)])
  const data = Buffer.concat([snappy, literalOf(block.subarray(60)), Buffer.from([1]), Buffer.alloc(4)])
  const dataSize = data.length - 5
  const index = Buffer.concat([
    Buffer.from([0, 1, 2, 0x6b, 0, dataSize]),
    Buffer.alloc(4),
    Buffer.from([1, 0, 0, 0]),
  ])
  const footer = Buffer.alloc(48)
  footer.set([0, 0, data.length, index.length])
  footer.set(Buffer.from('57fb808b247547db', 'hex'), 40)
  return Buffer.concat([data, index, Buffer.from([0]), Buffer.alloc(4), footer])
}

function literalOf(bytes: Buffer): Buffer {
  return bytes.length === 0 ? bytes : Buffer.concat([Buffer.from([(bytes.length - 1) << 2]), bytes])
}

/** A LevelDB log whose record crosses the 32 KiB block boundary in the middle of the canary. */
function logWith(text: Buffer): Buffer {
  const header = (length: number, type: number) => Buffer.from([0, 0, 0, 0, length % 256, length >> 8, type])
  const first = Buffer.concat([Buffer.alloc(32 * 1024 - 7 - 5), text.subarray(0, 5)])
  return Buffer.concat([header(first.length, 2), first, header(text.length - 5, 4), text.subarray(5)])
}

const PLANTED: Record<string, Buffer> = {
  'utf-8': utf8,
  decomposed: Buffer.from(CANARY.normalize('NFD')),
  'latin-1': Buffer.from(CANARY, 'latin1'),
  'utf-16le': Buffer.from(CANARY, 'utf16le'),
  'utf-16be': Buffer.from(CANARY, 'utf16le').swap16(),
  'base64 at 0': Buffer.from(utf8.toString('base64')),
  'base64 at 1': Buffer.from(Buffer.concat([Buffer.from('x'), utf8, Buffer.from('zz')]).toString('base64')),
  'base64 at 2': Buffer.from(
    Buffer.concat([Buffer.from('xy'), utf8, Buffer.from('z')]).toString('base64url'),
  ),
  hex: Buffer.from(utf8.toString('hex')),
  url: Buffer.from(encodeURIComponent(CANARY)),
  gzip: gzipSync(utf8),
  'a split LevelDB log record': logWith(utf8),
  'a Snappy block of a LevelDB table': tableWith(Buffer.concat([Buffer.alloc(53), utf8])),
}

describe('leak scan', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'counterside-scan-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it.each(Object.entries(PLANTED))('[C19] finds a text planted as %s', (_name, bytes) => {
    writeFileSync(join(folder, 'planted'), Buffer.concat([bytes]))
    expect(scanFolder(folder, [CANARY]).leaks).not.toEqual([])
  })

  it('the container tests are not passed by the plain search', () => {
    expect(logWith(utf8).includes(utf8)).toBe(false)
    expect(tableWith(Buffer.concat([Buffer.alloc(53), utf8])).includes(utf8)).toBe(false)
  })

  it('finds nothing where there is nothing, and says how much it read', () => {
    writeFileSync(join(folder, 'clean'), Buffer.alloc(1000, 'a'))
    expect(scanFolder(folder, [CANARY])).toEqual({ files: 1, bytes: 1000, leaks: [] })
  })

  it('[C19] finds what took another name while the folder was read', () => {
    writeFileSync(join(folder, 'draft'), 'nothing of note')
    writeFileSync(join(folder, 'draft.new'), utf8)
    const report = scanFolder(folder, [CANARY], (path) => {
      if (path.endsWith('.new')) renameSync(path, join(folder, 'draft'))
      return readFileSync(path)
    })
    expect(report.leaks.map(({ file }) => file)).toContain('draft')
  })

  it('fails where a file can never be read', () => {
    writeFileSync(join(folder, 'draft'), utf8)
    const read = (path: string) => readFileSync(`${path}.gone`)
    expect(() => scanFolder(folder, [CANARY], read)).toThrow('ENOENT')
  })

  it('refuses a text that chance would find', () => {
    expect(() => scanFolder(folder, ['abc'])).toThrow('too short')
  })
})
