/** Who somebody is by a document, or by what they said of themselves. */
export interface Person {
  readonly givenName: string
  readonly familyName: string
  readonly dateOfBirth: string
}

/**
 * Whether a document is of the person that an account names (R15): the date of birth, the first given name and the last family
 * name agree, without case, accents and signs. Documents write more names than people give.
 */
export function isSamePerson(shown: Person, said: Person): boolean {
  const pairs = [
    [shown.dateOfBirth, said.dateOfBirth],
    [partsOf(shown.givenName).at(0), partsOf(said.givenName).at(0)],
    [partsOf(shown.familyName).at(-1), partsOf(said.familyName).at(-1)],
  ]
  return pairs.every(([left, right]) => left !== undefined && left === right)
}

/** Letters that no decomposition reduces to the one that people type in their place. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', þ: 'th' }

function partsOf(name: string): readonly string[] {
  const bare = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const plain = bare.replaceAll(/[ßøłđæœþ]/g, (letter) => PLAIN[letter] ?? letter)
  return plain
    .replaceAll(/['’`´.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
}
