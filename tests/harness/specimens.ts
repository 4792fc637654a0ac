/** Machine-readable zones of people who do not exist, made for tests; check digits as ICAO 9303 part 3 counts them. */
export interface Specimen {
  readonly format: 'TD1' | 'TD2' | 'TD3'
  readonly code?: string
  readonly state: string
  readonly nationality?: string
  readonly number: string
  /** YYMMDD, or fillers. */
  readonly birth: string
  readonly expiry: string
  readonly sex?: 'F' | 'M' | '<'
  readonly familyName: string
  readonly givenName: string
}

/** ICAO 9303 part 3, section 4.9: weights 7, 3, 1; letters count from 10, fillers are nothing. */
export function checkDigit(text: string): string {
  const values = [...text].map((symbol) => (symbol === '<' ? 0 : Number.parseInt(symbol, 36)))
  return String(values.reduce((sum, value, at) => sum + value * ([7, 3, 1][at % 3] ?? 0), 0) % 10)
}

const fill = (text: string, width: number) => text.padEnd(width, '<').slice(0, width)

/** The lines of the zone. */
export function zoneOf(specimen: Specimen): string[] {
  const { format, state, birth, expiry, sex = 'F' } = specimen
  const number = fill(specimen.number, 9)
  const nationality = fill(specimen.nationality ?? state, 3)
  const name = `${specimen.familyName}<<${specimen.givenName.replaceAll(' ', '<')}`
  const issued = `${fill(specimen.code ?? (format === 'TD3' ? 'P' : 'I'), 2)}${fill(state, 3)}`
  const checked = (text: string) => `${text}${checkDigit(text)}`
  if (format === 'TD1') {
    const first = fill(`${issued}${checked(number)}`, 30)
    const dates = [checked(birth), checked(expiry)] as const
    const optional = fill('', 11)
    const composite = checkDigit(`${first.slice(5)}${dates[0]}${dates[1]}${optional}`)
    return [first, `${dates[0]}${sex}${dates[1]}${nationality}${optional}${composite}`, fill(name, 30)]
  }
  const width = format === 'TD3' ? 44 : 36
  const personal = format === 'TD3' ? checked(fill('', 14)) : fill('', 7)
  const parts = [checked(number), checked(birth), checked(expiry)] as const
  const composite = checkDigit(`${parts.join('')}${personal}`)
  return [
    `${issued}${fill(name, width - 5)}`,
    `${parts[0]}${nationality}${parts[1]}${sex}${parts[2]}${personal}${composite}`,
  ]
}

export const ANNA: Specimen = {
  format: 'TD1',
  state: 'PRT',
  number: 'X1234567',
  birth: '920503',
  expiry: '310101',
  familyName: 'CONCEICAO',
  givenName: 'ANNA MARIA',
}
