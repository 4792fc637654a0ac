import { checkDigit, type Specimen, zoneOf } from './specimens.ts'

const READINGS = 100
const FAMILIES = ['VASCONCELOS', 'QUINTANILHA', 'ZAGALLO', 'WESTERHOLM', 'BRZECZYSZCZ'] as const
const GIVEN = ['GUILHERMINA', 'EUSTAQUIO', 'HILDEGARDA', 'NEPOMUCENO'] as const
const FORMATS = ['TD1', 'TD2', 'TD3'] as const

/** A specimen, what should come of it, and every text that tells of it. */
export interface SpecimenCase {
  readonly kind: 'allowed' | 'under-age' | 'expired' | 'misread'
  readonly specimen: Specimen
  readonly lines: readonly string[]
  readonly texts: readonly string[]
}

/** Of ten each one is under age, one has expired and one is misread; nobody of them exists. */
export function hundredSpecimens(): readonly SpecimenCase[] {
  return Array.from({ length: READINGS }, (_, index) => caseOf(index))
}

function caseOf(index: number): SpecimenCase {
  const kind = (['under-age', 'expired', 'misread'] as const)[index % 10] ?? 'allowed'
  const year = kind === 'under-age' ? 12 : 60 + (index % 39)
  const birth = `${year}${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`
  const one: Specimen = {
    format: FORMATS[index % 3] ?? 'TD1',
    state: 'UTO',
    nationality: 'UTO',
    number: `Q${String(7_300_117 + index * 7919)}`,
    birth,
    expiry: kind === 'expired' ? '240315' : '330315',
    familyName: `${FAMILIES[index % FAMILIES.length] ?? ''}${index}`.replaceAll(
      /\d/g,
      (digit) => 'ABCDEFGHIJ'[Number(digit)] ?? '',
    ),
    givenName: GIVEN[index % GIVEN.length] ?? '',
  }
  const lines = zoneOf(one)
  const at = one.format === 'TD1' ? 6 : 19
  if (kind === 'misread') {
    const digit = checkDigit(birth) === '1' ? '2' : '1'
    lines[1] = `${lines[1]?.slice(0, at) ?? ''}${digit}${lines[1]?.slice(at + 1) ?? ''}`
  }
  const century = kind === 'under-age' ? '20' : '19'
  const [, yy = '', mm = '', dd = ''] = /^(..)(..)(..)$/.exec(birth) ?? []
  const dates = [`${century}${yy}-${mm}-${dd}`, `${dd}/${mm}/${century}${yy}`]
  return {
    kind,
    specimen: one,
    lines,
    texts: [...lines, one.number, one.familyName, one.givenName, ...dates],
  }
}
