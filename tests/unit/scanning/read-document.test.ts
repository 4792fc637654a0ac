import { describe, expect, it } from 'vitest'

import { looksLikeDocument } from '#renderer/scanning/assemble-lines.ts'
import { readDocument } from '#renderer/scanning/read-document.ts'
import type { Reading } from '#renderer/scanning/readable-document.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { ANNA, type Specimen, zoneOf } from '#tests/harness/specimens.ts'

const day = (text: string) => text as CalendarDate
const HERE: Reading = { today: day('2026-11-22'), realm: 'live', country: 'PT' }
const read = (lines: readonly string[], at: Partial<Reading> = {}) =>
  readDocument(lines.join('\n'), { ...HERE, ...at })
const of = (more: Partial<Specimen>) => zoneOf({ ...ANNA, ...more })
const changed = (lines: readonly string[], row: number, at: number, symbol: string) =>
  lines.map((line, index) => (index === row ? line.slice(0, at) + symbol + line.slice(at + 1) : line))

/** The example of ICAO 9303 part 4, appendix B: made by others, so that our own check digits are not their only judge. */
const ICAO_TD3 = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
]
/** Part 5, appendix B. */
const ICAO_TD1 = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
]
/** Part 6, appendix B. */
const ICAO_TD2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']

describe('reading the zone of a document', () => {
  it.each([
    ['TD1', ICAO_TD1, 'foreign-id'],
    ['TD2', ICAO_TD2, 'foreign-id'],
    ['TD3', ICAO_TD3, 'passport'],
  ] as const)('[T2] reads the specimen of ICAO 9303: %s', (_, lines, kind) => {
    expect(read(lines, { realm: 'practice' })).toEqual({
      ok: true,
      value: {
        kind,
        birthDate: '1974-08-12',
        isCenturyOpen: false,
        expiresOn: '2012-04-15',
        givenName: 'Anna Maria',
        familyName: 'Eriksson',
      },
    })
  })

  it.each([ICAO_TD1, ICAO_TD2, ICAO_TD3])('[T4] refuses a specimen where it counts', (...lines) => {
    expect(read(lines)).toEqual({ ok: false, failure: 'specimen' })
  })

  it.each<[string, Partial<Specimen>, string]>([
    ['the citizen card of the market', {}, 'citizen-card'],
    ['a foreign card', { state: 'ESP' }, 'foreign-id'],
    ['the card of Germany, whose code is one letter', { state: 'D' }, 'foreign-id'],
    ['a residence permit', { code: 'IR' }, 'residence-permit'],
    ['a passport', { format: 'TD3' }, 'passport'],
    ['a card of the size TD2', { format: 'TD2', state: 'ROU' }, 'foreign-id'],
  ])('[R2] names %s', (_, more, kind) => {
    const document = read(of(more))
    expect(document.ok && document.value.kind).toBe(kind)
  })

  it('[T2] reads the French card, which names no last day', () => {
    const french = ['IDFRABERTHIER'.padEnd(36, '<'), '8806923102858CORINNE<<<<<<<6512068F6']
    expect(read(french)).toMatchObject({
      ok: true,
      value: { kind: 'foreign-id', birthDate: '1965-12-06', expiresOn: null, familyName: 'Berthier' },
    })
  })

  /** Specimens that the states themselves publish. */
  it.each<[string, readonly string[], object]>([
    [
      'the Portuguese citizen card, whose number is longer than its field',
      ['I<PRT000024759<ZZ72<<<<<<<<<<<', '8010100F2006017PRT<<<<<<<<<<<8', 'CARLOS<MONTEIRO<<AMELIA<VANES<'],
      { kind: 'citizen-card', birthDate: '1980-10-10', expiresOn: '2020-06-01', givenName: 'Amelia Vanes' },
    ],
    [
      'the German card, which names no sex',
      ['IDD<<T220001293<<<<<<<<<<<<<<<', '6408125<2010315D<<<<<<<<<<<<<4', 'MUSTERMANN<<ERIKA<<<<<<<<<<<<<'],
      { kind: 'foreign-id', birthDate: '1964-08-12', expiresOn: '2020-10-31', familyName: 'Mustermann' },
    ],
    [
      'the German passport, without a check digit for no number',
      ['P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<', 'C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4'],
      { kind: 'passport', birthDate: '1964-08-12', expiresOn: '2027-02-28', familyName: 'Mustermann' },
    ],
    [
      'the newer French card',
      ['IDFRAX4RTBPFW46<<<<<<<<<<<<<<<', '9007138F3002119FRA<<<<<<<<<<<6', 'MARTIN<<MAELYS<GAELLE<MARIE<<<'],
      { kind: 'foreign-id', birthDate: '1990-07-13', expiresOn: '2030-02-11', familyName: 'Martin' },
    ],
    [
      'the Dutch card, with a number of the person',
      ['I<NLDSPECI20142999999990<<<<<8', '6503101F2403096NLD<<<<<<<<<<<8', 'DE<BRUIJN<<WILLEKE<LISELOTTE<<'],
      { kind: 'foreign-id', birthDate: '1965-03-10', expiresOn: '2024-03-09', familyName: 'De Bruijn' },
    ],
    [
      'the Spanish card',
      ['IDESPBAA000589599999999R<<<<<<', '8001014F2501017ESP<<<<<<<<<<<7', 'ESPANOLA<ESPANOLA<<CARMEN<<<<<'],
      { kind: 'foreign-id', birthDate: '1980-01-01', expiresOn: '2025-01-01', givenName: 'Carmen' },
    ],
    [
      'the Italian card',
      ['C<ITACA00000AA4<<<<<<<<<<<<<<<', '6412308F2212304ITA<<<<<<<<<<<0', 'ROSSI<<BIANCA<<<<<<<<<<<<<<<<<'],
      { kind: 'foreign-id', birthDate: '1964-12-30', expiresOn: '2022-12-30', familyName: 'Rossi' },
    ],
  ])('[T2] reads %s', (_, lines, value) => {
    expect(read(lines)).toMatchObject({ ok: true, value })
    const row = lines.length === 2 ? 1 : 0
    const misread = String((Number.parseInt(lines[row]?.[7] ?? '', 36) + 1) % 10)
    expect(read(changed(lines, row, 7, misread))).toEqual({ ok: false, failure: 'wrong-check-digit' })
  })

  it.each(['2612<<', '26<<<<', '<<1231'])('[T3] refuses an expiry that is half a date: %s', (expiry) => {
    expect(read(of({ expiry }))).toEqual({ ok: false, failure: 'wrong-date' })
  })

  it.each<[string, (zone: string) => string]>([
    ['as it is', (zone) => zone],
    ['with blanks before it', (zone) => `  ${zone}`],
    ['with an empty line before it', (zone) => `\r\n${zone}`],
    ['in small letters', (zone) => zone.toLowerCase()],
    ['with blanks in it', (zone) => zone.replaceAll(/(.{10})/g, '$1 ')],
    ['with a tab behind its lines', (zone) => zone.replaceAll('\n', '\t\n')],
    ['with the mark of its encoding', (zone) => `\uFEFF${zone}`],
    ['in one line', (zone) => zone.replaceAll('\n', ' ')],
  ])('[W8] a zone is told from other texts %s', (_, change) => {
    const zone = change(of({}).join('\n'))
    expect(looksLikeDocument(zone)).toBe(true)
    expect(read([zone])).toMatchObject({ ok: true, value: { birthDate: '1992-05-03' } })
  })

  it.each(['03/05/1992', '3 de maio de 1992', 'K7M2 9QX4 TB3D', '1992-05-03 < 2008', 'Maria <3', ''])(
    '[W8] %j is no document',
    (text) => {
      expect(looksLikeDocument(text)).toBe(false)
    },
  )

  it('[T2] takes small letters, blanks around and no line breaks as the same', () => {
    const same = read(of({}))
    expect(same.ok).toBe(true)
    expect(read(of({}).map((line) => ` ${line.toLowerCase()} `))).toEqual(same)
    expect(read([of({}).join('')])).toEqual(same)
  })

  it('[C23] keeps no number, no nationality, no sex and no line', () => {
    const document = read(of({ number: 'ZX7654321', nationality: 'FRA' }))
    expect(JSON.stringify(document)).not.toMatch(/ZX7654321|FRA|PRT|"F"|<</)
    expect(document.ok && Object.keys(document.value).toSorted()).toEqual(
      ['birthDate', 'expiresOn', 'familyName', 'givenName', 'isCenturyOpen', 'kind'].toSorted(),
    )
  })

  const card = of({})
  const passport = of({ format: 'TD3' })
  it.each<[string, readonly string[], string]>([
    [
      'a wrong check digit of the number',
      changed(card, 0, 14, card[0]?.[14] === '1' ? '2' : '1'),
      'wrong-check-digit',
    ],
    [
      'a wrong check digit of the date of birth',
      changed(card, 1, 6, card[1]?.[6] === '1' ? '2' : '1'),
      'wrong-check-digit',
    ],
    [
      'a wrong check digit of the expiry',
      changed(card, 1, 14, card[1]?.[14] === '1' ? '2' : '1'),
      'wrong-check-digit',
    ],
    [
      'a wrong composite check digit',
      changed(card, 1, 29, card[1]?.[29] === '1' ? '2' : '1'),
      'wrong-check-digit',
    ],
    ['a letter O for the digit 0', changed(card, 1, 2, 'O'), 'wrong-check-digit'],
    ['a line of 29 characters', [card[0] ?? '', (card[1] ?? '').slice(0, 29), card[2] ?? ''], 'not-a-zone'],
    ['4 KB', ['<'.repeat(4096)], 'too-long'],
    ['the lines of two documents', [...card, ...of({ number: 'Y7654321' })], 'not-a-zone'],
    [
      'lines of two documents in one zone',
      [card[0] ?? '', of({ birth: '850101', number: 'Y1' })[1] ?? '', card[2] ?? ''],
      'wrong-check-digit',
    ],
    ['lines of two formats', [passport[0] ?? '', of({ format: 'TD2' })[1] ?? ''], 'not-a-zone'],
    ['a state that nobody issues for', of({ state: 'QQQ' }), 'unknown-state'],
    ['a visa', of({ format: 'TD3', code: 'V' }), 'not-an-identity-document'],
    ['a birthday in no calendar', of({ birth: '900231' }), 'wrong-date'],
    ['an expiry in no calendar', of({ expiry: '310231' }), 'wrong-date'],
    ['control characters', changed(card, 0, 20, '\u0007'), 'not-a-zone'],
    ['markup', ['<SCRIPT>ALERT(1)</SCRIPT>'], 'not-a-zone'],
    ['nothing', [''], 'not-a-zone'],
  ])('[T3] refuses %s', (_, lines, failure) => {
    expect(read(lines)).toEqual({ ok: false, failure })
  })

  it('[T3] finds any one symbol of the dates that was read as another digit', () => {
    for (let at = 0; at < 6; at += 1) {
      const digit = String((Number(card[1]?.[at]) + 1) % 10)
      expect(read(changed(card, 1, at, digit)).ok, `at ${at}`).toBe(false)
    }
  })

  it.each([
    ['<<<<<<', null],
    ['90<<<<', null],
  ])('[T6] asks for a date of birth that the document does not know: %s', (birth, expected) => {
    const document = read(of({ birth }))
    expect(document.ok && document.value.birthDate).toBe(expected)
  })

  it('[T6] takes a document that names no last day', () => {
    const document = read(of({ expiry: '<<<<<<' }))
    expect(document.ok && document.value.expiresOn).toBeNull()
  })

  it.each([
    ['261122', '2026-11-22', true],
    ['261123', '1926-11-23', false],
    ['081122', '2008-11-22', true],
    ['050101', '2005-01-01', false],
    ['270101', '1927-01-01', false],
    ['990101', '1999-01-01', false],
    ['000229', '2000-02-29', false],
  ])('[T5] the century of %s is the latest that is not in the future', (birth, date, isOpen) => {
    const document = read(of({ birth }))
    expect(document.ok && [document.value.birthDate, document.value.isCenturyOpen]).toEqual([date, isOpen])
  })

  it('[T5] an expiry is the day nearest to now', () => {
    const document = (expiry: string) => {
      const found = read(of({ expiry }))
      return found.ok ? found.value.expiresOn : found
    }
    expect([document('990101'), document('260101'), document('700101')]).toEqual([
      '1999-01-01',
      '2026-01-01',
      '2070-01-01',
    ])
  })
})

describe('reading a North American licence', () => {
  const LICENCE = [
    '@',
    '\u001e\rANSI 636014080002DL00410260ZC03010008DLDAQD1234562',
    'DCSSAMPLE',
    'DACANNA',
    'DBB01311990',
    'DBA01312031',
    'DBC2',
    'DCGUSA\r',
  ].join('\n')

  it('[T2] month first in the United States, year first in Canada', () => {
    const canada = LICENCE.replace('DCGUSA', 'DCGCAN')
      .replace('DBB01311990', 'DBB19900131')
      .replace('DBA01312031', 'DBA20310131')
    for (const text of [LICENCE, canada, `]L2${LICENCE}`]) {
      expect(readDocument(text, HERE)).toEqual({
        ok: true,
        value: {
          kind: 'driving-licence',
          birthDate: '1990-01-31',
          isCenturyOpen: false,
          expiresOn: '2031-01-31',
          givenName: 'Anna',
          familyName: 'Sample',
        },
      })
    }
  })

  it.each([
    [
      'the first version, year first and one name',
      '@\n\u001e\rAAMVA6360000102DL00390188ZV02270031DLDAQ0123456789ABC\nDAASAMPLE,ANNA,MARIA\nDARDM\nDBA20311201\nDBB19761123\nDBC2\rZVZVAJURISDICTION\r',
      { birthDate: '1976-11-23', expiresOn: '2031-12-01', givenName: 'Anna Maria' },
    ],
    [
      'the second, with all given names in one element',
      '@\n\u001e\rAAMVA636000020002DL00410278ZV03190008DLDAQT64235789\nDCSSAMPLE\nDCTANNA,MARIA\nDCU\nDBB11231976\nDBA12012031\nDCGUSA\r',
      { birthDate: '1976-11-23', expiresOn: '2031-12-01', givenName: 'Anna Maria' },
    ],
    [
      'the tenth, with truncated names',
      '@\n\u001e\rANSI 636026100102DL00410288ZA03290015DLDCAD\nDCSSAMPLE\nDDEN\nDACANNA\nDDFN\nDADMARIA\nDDGN\nDBB11231976\nDBA12012031\nDCGUSA\nDDK1\rZAZAAN\r',
      { birthDate: '1976-11-23', expiresOn: '2031-12-01', givenName: 'Anna' },
    ],
  ])('[T2] reads %s of its versions', (_, text, value) => {
    expect(readDocument(text, HERE)).toMatchObject({
      ok: true,
      value: { kind: 'driving-licence', familyName: 'Sample', ...value },
    })
  })

  it.each([
    ['a month that there is not', LICENCE.replace('DBB0131', 'DBB1331'), 'wrong-date'],
    ['a day that there is not', LICENCE.replace('DBB0131', 'DBB0230'), 'wrong-date'],
    ['a letter O for the digit 0', LICENCE.replace('DBB01', 'DBBO1'), 'wrong-date'],
    ['no date of birth', LICENCE.replace('DBB01311990\n', ''), 'wrong-date'],
    ['two documents in one', `${LICENCE}\nDBB01311980`, 'not-a-zone'],
    ['half of it', LICENCE.slice(0, 60), 'wrong-date'],
    ['something else that begins so', '@ANNA', 'not-a-zone'],
    ['4 KB', LICENCE + 'X'.repeat(4096), 'too-long'],
  ])('[T3] refuses %s', (_, text, failure) => {
    expect(readDocument(text, HERE)).toEqual({ ok: false, failure })
  })
})
