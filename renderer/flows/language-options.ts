import { remembered } from '#shared/kernel/remembered.ts'

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
  const names = countryNames(how.screenLanguage)
  const collator = collatorOf(how.screenLanguage)
  const named = codes.map((value) => ({ value, label: names.of(value) ?? value }))
  const rest = named.filter((option) => !how.first.includes(option.value))
  return [
    ...named.filter((option) => how.first.includes(option.value)),
    ...rest.toSorted((one, other) => collator.compare(one.label, other.label)),
  ]
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
