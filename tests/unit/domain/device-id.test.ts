import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDeviceId, maskDeviceId, parseDeviceId } from '../../../shared/domain/device-id.ts'
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
