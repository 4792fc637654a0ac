import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDeviceId, maskDeviceId, parseDeviceId } from '../../../shared/domain/device-id.ts'
import { parseDeviceCode } from '../../../shared/domain/device-code.ts'
import { DEVICE_ID_ALPHABET, STARTING_CATALOGUE } from '../../../shared/markets/device-catalogue.ts'

const { patterns } = STARTING_CATALOGUE
const anyId = fc.string({ unit: fc.constantFrom(...DEVICE_ID_ALPHABET), minLength: 12, maxLength: 12 })

describe('a device ID', () => {
  it('[R11] has 34 symbols, without I and O', () => {
    expect(DEVICE_ID_ALPHABET).toHaveLength(34)
    expect(DEVICE_ID_ALPHABET).not.toMatch(/[IO]/)
  })

  it.each(['K7M29QX4TB3D', 'k7m29qx4tb3d', ' K7M2 9QX4 TB3D ', 'K7M2-9QX4-TB3D', 'K7M2\u00a09QX4–TB3D\r\n'])(
    '[R11] normalises %j',
    (text) => {
      expect(parseDeviceId(text, patterns)).toEqual({ ok: true, value: 'K7M29QX4TB3D' })
    },
  )

  it.each([
    ['K7O2 9QX4 TB3D', 'O', 3],
    ['k7m2-9qx4-tbid', 'I', 11],
    ['K7M2_9QX4TB3', '_', 5],
    ['K7M29QX4TBßD', 'ß', 11],
    ['K7O2', 'O', 3],
  ])('[R11] names the character and its place: %s', (text, character, position) => {
    expect(parseDeviceId(text, patterns)).toEqual({
      ok: false,
      failure: { kind: 'character-not-used', character, position },
    })
  })

  it('[R11] says which length it expects', () => {
    expect(parseDeviceId('K7M29QX4TB3', patterns)).toEqual({
      ok: false,
      failure: { kind: 'wrong-length', length: 11, expected: [12] },
    })
    expect(parseDeviceId(' - ', patterns)).toEqual({ ok: false, failure: { kind: 'empty' } })
    expect(parseDeviceId('1'.repeat(7089), patterns).ok).toBe(false)
  })

  it('[R11] takes a new pattern from configuration', () => {
    const more = [...patterns, { id: 'fourteen', length: 14, alphabet: DEVICE_ID_ALPHABET }]
    expect(parseDeviceId('K7M29QX4TB3DAA', more)).toEqual({ ok: true, value: 'K7M29QX4TB3DAA' })
    expect(parseDeviceId('K7M29QX4TB3DAA', patterns).ok).toBe(false)
  })

  it('[R11] normalising, printing and reading again change nothing', () => {
    fc.assert(
      fc.property(anyId, fc.constantFrom('', ' ', '-', '\t'), (symbols, separator) => {
        const id = parseDeviceId([...symbols.toLowerCase()].join(separator), patterns)
        if (!id.ok) throw new Error(id.failure.kind)
        expect(id.value).toBe(symbols)
        expect(parseDeviceId(formatDeviceId(id.value), patterns)).toEqual(id)
      }),
    )
  })

  it('is printed in groups of four and masked to its end', () => {
    const id = parseDeviceId('K7M29QX4TB3D', patterns)
    expect(id.ok && formatDeviceId(id.value)).toBe('K7M2 9QX4 TB3D')
    expect(id.ok && maskDeviceId(id.value)).toBe('…TB3D')
  })
})

describe('a scanned code', () => {
  const read = (scan: string) => parseDeviceCode(scan, STARTING_CATALOGUE)
  const gtin = '05601234567892'

  it.each([
    ['K7M29QX4TB3D', 'plain', null],
    ['k7m29qx4tb3d\r\n', 'plain', null],
    [']C0K7M29QX4TB3D', 'plain', null],
    [`01${gtin}21K7M29QX4TB3D`, 'element-string', gtin],
    [`]d201${gtin}21K7M29QX4TB3D`, 'element-string', gtin],
    [`\u001d01${gtin}21K7M29QX4TB3D\u001d10LOT7`, 'element-string', gtin],
    [`]C1\u001d01${gtin}1728010121K7M29QX4TB3D`, 'element-string', gtin],
    [`(01)${gtin}(21)K7M29QX4TB3D`, 'element-string', gtin],
    [`(21)K7M29QX4TB3D(01)${gtin}`, 'element-string', gtin],
    [`https://id.gs1.org/01/${gtin}/21/K7M29QX4TB3D`, 'digital-link', gtin],
    [`]Q3HTTPS://ID.GS1.ORG/01/${gtin}/21/K7M29QX4TB3D`, 'digital-link', gtin],
  ])('[R11] reads %j', (scan, carrier, found) => {
    expect(read(scan)).toEqual({ ok: true, value: { deviceId: 'K7M29QX4TB3D', gtin: found, carrier } })
  })

  it.each([
    ['', 'empty'],
    ['1'.repeat(7089), 'too-long'],
    ['K7M2\u00009QX4TB3D', 'control-character'],
    ['K7M2\u001b[A9QX4TB3D', 'control-character'],
    ['javascript:alert(1)', 'not-a-device-code'],
    ['https://evil/', 'not-a-device-code'],
    [`https://evil.example/01/${gtin}/21/K7M29QX4TB3D`, 'not-a-device-code'],
    [`https://id.gs1.org@evil.example/01/${gtin}/21/K7M29QX4TB3D`, 'not-a-device-code'],
    [`http://id.gs1.org/01/${gtin}/21/K7M29QX4TB3D`, 'not-a-device-code'],
    ['file:///etc/passwd', 'not-a-device-code'],
    ['{"__proto__":{"deviceId":"K7M29QX4TB3D"}}', 'not-a-device-code'],
    ['BEGIN:VCARD', 'not-a-device-code'],
    ['WIFI:S:net;T:WPA;P:secret;;', 'not-a-device-code'],
    ['counterside://enrol/K7M29QX4TB3D', 'not-a-device-code'],
    [`01${gtin}`, 'wrong-pattern'],
    [`]C101${gtin}`, 'not-a-device-code'],
    [`01${gtin}99K7M29QX4TB3D`, 'not-a-device-code'],
    ['010560123456789021K7M29QX4TB3D', 'wrong-check-digit'],
    [`01${gtin}21K7O29QX4TB3D`, 'wrong-pattern'],
    ['5601234567892', 'wrong-pattern'],
  ])('[C31] refuses %j: %s', (scan, kind) => {
    const code = read(scan)
    expect(!code.ok && code.failure.kind).toBe(kind)
  })

  it('[C31] never throws, and reads only IDs of the pattern', () => {
    const parts = fc.constantFrom(
      '01',
      '21',
      gtin,
      'K7M29QX4TB3D',
      '\u001d',
      '(01)',
      '(21)',
      ']C1',
      'https://',
      '/',
      'x',
      'I',
      '\u0007',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
        const code = read(pieces.join(''))
        if (code.ok) expect(parseDeviceId(code.value.deviceId, patterns).ok).toBe(true)
      }),
    )
  })
})
