import { type Chance, chanceFor } from './seeded.ts'

/**
 * What a seed gets of a deck that is shuffled anew for each deal, so that every deal has every card once: what is rare comes as
 * surely as what is common. `hands`: how many cards each seed of a deal gets, in an order that is shuffled as well; together they
 * are the deck. The cards of a seed follow from the seed alone.
 */
export function dealTo<Card>(
  seed: number,
  given: { part: number; deck: readonly Card[]; hands: readonly number[] },
): readonly Card[] {
  const { part, deck, hands } = given
  const deal = Math.floor(seed / hands.length)
  const chance = chanceFor(deal, part)
  const cards = shuffled(deck, chance)
  const sizes = shuffled(hands, chance)
  const place = seed - deal * hands.length
  const before = sizes.slice(0, place).reduce((sum, size) => sum + size, 0)
  return cards.slice(before, before + (sizes[place] ?? 0))
}

/** Whether this is the one seed of so many to which a thing comes. */
export function comesUp(seed: number, { part, oneIn }: { part: number; oneIn: number }): boolean {
  return chanceFor(Math.floor(seed / oneIn), part).below(oneIn) === seed % oneIn
}

function shuffled<Item>(items: readonly Item[], chance: Chance): readonly Item[] {
  return items
    .map((item) => ({ item, at: chance.next() }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ item }) => item)
}
