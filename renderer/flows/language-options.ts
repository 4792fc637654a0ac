import { remembered } from '#shared/kernel/remembered.ts'
import { type LocalText, textIn } from '#shared/markets/market-text.ts'

/** Languages by their name in the language of the screen, the way the platform writes it. */
export function languageOptions(tags: readonly string[], screenLanguage: string) {
  const names = languageNames(screenLanguage)
  return tags.map((value) => ({
    value,
    label: capitalised(names.of(value.split('-', 1)[0] ?? value) ?? value),
  }))
}

/** Countries by their name in the language of the screen, those of `first` on top. */
export function countryOptions(
  codes: readonly string[],
  how: { first: readonly string[]; screenLanguage: string },
) {
  return orderedCountries(codes.join(), how.first.join(), how.screenLanguage)
}

/** A form with this list is drawn again with each key: the same list is not made and not looked through again. */
const orderedCountries = remembered((codes: string, first: string, screenLanguage: string) => {
  const collator = collatorOf(screenLanguage)
  const onTop = new Set(first.split(','))
  const named = codes.split(',').map((value) => ({ value, label: countryName(value, screenLanguage) }))
  const rest = named.filter((option) => !onTop.has(option.value))
  return [
    ...named.filter((option) => onTop.has(option.value)),
    ...rest.toSorted((one, other) => collator.compare(one.label, other.label)),
  ]
})

/** A country by its name in the language of the screen. */
export function countryName(code: string, screenLanguage: string): string {
  const own = OWN_NAMES[code]
  return own === undefined ? (countryNames(screenLanguage).of(code) ?? code) : textIn(own, screenLanguage)
}

/** Names of codes that users assign themselves, which no platform knows (R27). */
const OWN_NAMES: Readonly<Record<string, LocalText>> = {
  XC: { 'pt-PT': 'Chipre do Norte', en: 'Northern Cyprus' },
}

const languageNames = remembered(
  (language: string) => new Intl.DisplayNames([language], { type: 'language', languageDisplay: 'standard' }),
)

const countryNames = remembered(
  (language: string) => new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }),
)

const collatorOf = remembered((language: string) => new Intl.Collator(language))

function capitalised(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1)
}
