import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/kernel/canonical-json.ts'

describe('canonical JSON', () => {
  it('is one text whatever the order of the keys', () => {
    expect(canonicalJson({ b: [1, null, true], a: 'é' })).toBe('{"a":"é","b":[1,null,true]}')
    expect(canonicalJson({ a: 'é', b: [1, null, true] })).toBe('{"a":"é","b":[1,null,true]}')
  })

  it('reads back as the same value', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)),
      fc.boolean(),
      fc.constant(null),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.array(leaf)), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'throws on %s, which no envelope holds',
    (number) => {
      expect(() => canonicalJson(number)).toThrow('whole, safe')
    },
  )
})
