/** Languages by their name in the language of the screen, the way the platform writes it. */
export function languageOptions(tags: readonly string[], screenLanguage: string) {
  const names = new Intl.DisplayNames([screenLanguage], { type: 'language', languageDisplay: 'standard' })
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
  const names = new Intl.DisplayNames([how.screenLanguage], { type: 'region', fallback: 'code' })
  const collator = new Intl.Collator(how.screenLanguage)
  const named = codes.map((value) => ({ value, label: names.of(value) ?? value }))
  const rest = named.filter((option) => !how.first.includes(option.value))
  return [
    ...named.filter((option) => how.first.includes(option.value)),
    ...rest.toSorted((one, other) => collator.compare(one.label, other.label)),
  ]
}

function capitalised(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1)
}
