import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDeviceCode } from '#shared/domain/device-code.ts'
import { kindsOfDevice, knownDevice, parseDeviceId } from '#shared/domain/device-id.ts'
import {
  DEVICE_ID_ALPHABET,
  type DeviceCatalogue,
  STARTING_CATALOGUE,
  deviceCatalogueSchema,
} from '#shared/markets/device-catalogue.ts'

const ID = 'K7M29QX4TB3D'
const GTIN = '05601234567892'
const OTHER_GTIN = '05601234567885'
const FNC1 = '\u001d'
const MORE: DeviceCatalogue = {
  ...STARTING_CATALOGUE,
  patterns: [...STARTING_CATALOGUE.patterns, { id: 'fourteen', length: 14, alphabet: DEVICE_ID_ALPHABET }],
  models: [
    ...STARTING_CATALOGUE.models,
    {
      id: 'next',
      name: 'The next one',
      kinds: ['holder'],
      patternId: 'fourteen',
      tradeItems: [{ gtin: GTIN, kind: 'holder' }],
    },
  ],
}

const read = (scan: string, catalogue = STARTING_CATALOGUE) => parseDeviceCode(scan, catalogue)
const refusalOf = (scan: string) => {
  const code = read(scan)
  return code.ok ? null : code.failure.kind
}

describe('a code on a box', () => {
  it.each([
    [ID, 'plain', null],
    ['k7m29qx4tb3d\r\n', 'plain', null],
    ['K7M2 9QX4 TB3D', 'plain', null],
    [`]C0${ID}`, 'plain', null],
    [`]A0${ID}`, 'plain', null],
    [`01${GTIN}21${ID}`, 'element-string', GTIN],
    [`]d201${GTIN}21${ID}`, 'element-string', GTIN],
    [`21${ID}${FNC1}01${GTIN}`, 'element-string', GTIN],
    [`01${GTIN}21${ID}${FNC1}91INTERN${FNC1}98X`, 'element-string', GTIN],
    [`]Q301${GTIN}21${ID}`, 'element-string', GTIN],
    [`${FNC1}01${GTIN}21${ID}${FNC1}10LOT7`, 'element-string', GTIN],
    [`]C1${FNC1}01${GTIN}1728010121${ID}`, 'element-string', GTIN],
    [`]d201${GTIN}11260101240KIT-7${FNC1}21${ID}`, 'element-string', GTIN],
    [`(01)${GTIN}(21)${ID}`, 'element-string', GTIN],
    [`(01) ${GTIN} (21) ${ID}`, 'element-string', GTIN],
    [`(21)${ID}(01)${GTIN}`, 'element-string', GTIN],
    [`https://id.gs1.org/01/${GTIN}/21/${ID}`, 'digital-link', GTIN],
    [`]Q3HTTPS://ID.GS1.ORG/01/${GTIN}/21/${ID}`, 'digital-link', GTIN],
    [`https://id.gs1.org/01/${GTIN}/10/LOT7/21/${ID}`, 'digital-link', GTIN],
    [`https://id.gs1.org/01/${GTIN}/21/${ID}?17=281231&11=260101`, 'digital-link', GTIN],
    [`https://id.gs1.org/01/5601234567892/21/${ID}`, 'digital-link', GTIN],
  ])('[R11] is read from %j', (scan, carrier, gtin) => {
    expect(read(scan)).toEqual({ ok: true, value: { deviceId: ID, gtin, carrier } })
  })

  it.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    ['1'.repeat(7089), 'too-long'],
    ['K7M2\u00009QX4TB3D', 'control-character'],
    ['K7M2\u001b[A9QX4TB3D', 'control-character'],
    [`\u0003${ID}`, 'control-character'],
    [`K7M2\u202e9QX4TB3D`, 'control-character'],
    ['javascript:alert(1)', 'link'],
    ['JavaScript:alert(1)//', 'link'],
    ['data:text/html,<script>', 'link'],
    ['https://evil/', 'link'],
    ['https://evil.example/01/05601234567892/21/K7M29QX4TB3D', 'link'],
    [`https://id.gs1.org@evil.example/01/${GTIN}/21/${ID}`, 'link'],
    [`https://id.gs1.org.evil.example/01/${GTIN}/21/${ID}`, 'link'],
    [`https://id.gs1.org:8443/01/${GTIN}/21/${ID}`, 'link'],
    [`https://id.gs1.org/01/${GTIN}/21/${ID}#x`, 'link'],
    [`https://id.gs1.org/01/${GTIN}/21/${ID}?next=https://evil/`, 'link'],
    [`https://id.gs1.org/01/${GTIN}/21/%4b7M29QX4TB3D`, 'link'],
    [`https://id.gs1.org/../01/${GTIN}/21/${ID}`, 'link'],
    [`http://id.gs1.org/01/${GTIN}/21/${ID}`, 'link'],
    ['www.evil.example', 'link'],
    ['file:///etc/passwd', 'link'],
    ['mailto:ana@exemplo.pt', 'link'],
    ['tel:+351912345678', 'link'],
    ['smsto:+351912345678:olá', 'link'],
    ['SN:K7M29QX4TB3D', 'unknown'],
    ['S/N: K7M29QX4TB3D', 'unknown'],
    ['Note: keep dry', 'unknown'],
    ['BEGIN:VCARD', 'contact'],
    ['BEGIN:VCARD\r\nVERSION:3.0\r\nN:Silva;Ana\r\nEND:VCARD', 'contact'],
    ['MECARD:N:Silva,Ana;TEL:912345678;;', 'contact'],
    ['WIFI:S:net;T:WPA;P:secret;;', 'wi-fi'],
    ['counterside://enrol/K7M29QX4TB3D', 'link'],
    ['7QK3M-9TXRW-2B4HD-5N8PC-6V0JE-A', 'set-up-code'],
    ['7QK3M9TXRW2B4HD5N8PC6V0JEA', 'set-up-code'],
    ['{"__proto__":{"deviceId":"K7M29QX4TB3D"}}', 'unknown'],
    ['__proto__', 'unknown'],
    ['constructor', 'wrong-pattern'],
    [`K7M29QX4TB3D'); DROP TABLE--`, 'unknown'],
    ['5601234567892', 'product'],
    [GTIN, 'product'],
    ['036000291452', 'product'],
    ['96385074', 'product'],
    [`]E05601234567892`, 'product'],
    [`]C101${GTIN}`, 'product'],
    [`(01)${GTIN}(10)LOT7`, 'product'],
    [`01${GTIN}`, 'product'],
    [`01${GTIN}99${ID}`, 'product'],
    [`https://id.gs1.org/01/${GTIN}`, 'product'],
    [`(01)${GTIN}(8200)https://evil/`, 'unknown'],
    [`(01)${GTIN}(01)${GTIN}(21)${ID}`, 'unknown'],
    [`010560123456789021${ID}`, 'wrong-check-digit'],
    [`https://id.gs1.org/01/05601234567890/21/${ID}`, 'wrong-check-digit'],
    [`01${GTIN}21K7O29QX4TB3D`, 'wrong-pattern'],
    ['K7M29QX4TB3', 'wrong-pattern'],
    ['5601234567890', 'wrong-pattern'],
    ['K7M29QX4TB3DAA', 'wrong-pattern'],
  ])('[C31] is refused as what it is: %j, %s', (scan, kind) => {
    expect(refusalOf(scan)).toBe(kind)
  })

  it('[R11] of a new pattern is read once the market lists the pattern, and stands for what its models say', () => {
    const long = read(`01${GTIN}21K7M29QX4TB3DAA`, MORE)
    expect(long).toMatchObject({ ok: true, value: { deviceId: 'K7M29QX4TB3DAA' } })
    const kinds = (text: string) => {
      const id = parseDeviceId(text, MORE.patterns)
      return id.ok ? kindsOfDevice(id.value, MORE) : null
    }
    expect(kinds('K7M29QX4TB3DAA')).toEqual(['holder'])
    expect(kinds(ID)).toEqual(['kit', 'holder', 'charger'])
  })

  it.each([
    ['an element string', `01${GTIN}21${ID}`],
    ['a Digital Link with a shorter number', `https://id.gs1.org/01/${GTIN.slice(1)}/21/${ID}`],
  ])('[R11] says model and kind by the article number in %s', (_, scan) => {
    const code = read(scan, MORE)
    expect(code.ok && knownDevice(code.value, MORE)).toEqual({ deviceId: ID, kind: 'holder', model: 'next' })
  })

  it.each([ID, `01${OTHER_GTIN}21${ID}`])(
    '[R11] says no model without a known article number: %s',
    (scan) => {
      const code = read(scan, MORE)
      expect(code.ok && knownDevice(code.value, MORE)).toEqual({ deviceId: ID, kind: 'kit', model: null })
    },
  )

  it.each([
    ['a wrong check digit', [{ gtin: '05601234567890', kind: 'holder' }]],
    ['a kind that the model has not', [{ gtin: GTIN, kind: 'kit' }]],
    [
      'an article that is two models',
      [
        { gtin: GTIN, kind: 'holder' },
        { gtin: GTIN, kind: 'holder' },
      ],
    ],
  ])('[R11] a catalogue with %s is refused', (_, tradeItems) => {
    const models = [{ id: 'next', name: 'The next one', kinds: ['holder'], patternId: 'twelve', tradeItems }]
    expect(deviceCatalogueSchema.safeParse({ ...STARTING_CATALOGUE, models }).success).toBe(false)
  })

  it('[R11] an ID of digits alone that is also the number of a product is not taken from a scan', () => {
    expect(refusalOf('036000291452')).toBe('product')
    expect(parseDeviceId('036000291452', STARTING_CATALOGUE.patterns).ok).toBe(true)
    expect(read('036000291453').ok).toBe(true)
  })

  it('[C31] never throws, and reads only IDs of the pattern', () => {
    const parts = fc.constantFrom(
      '01',
      '21',
      GTIN,
      ID,
      FNC1,
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
        if (code.ok) expect(parseDeviceId(code.value.deviceId, STARTING_CATALOGUE.patterns).ok).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(typeof read(text).ok).toBe('boolean')
      }),
    )
  })

  it('[C31] is judged in no time, however it is made', () => {
    for (const piece of ['(01)', '01', FNC1, ']C1', 'https://', '/10/', '?17=281231&', ' ', '-'])
      expect(read(piece.repeat(64).slice(0, 256)).ok).toBe(false)
  })
})
