import { assert } from '#shared/kernel/assert.ts'

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
  const { deal, place } = placeOf(seed, hands.length)
  const chance = chanceFor(deal, part)
  const cards = shuffled(deck, chance)
  return handAt(place, { cards, sizes: shuffled(hands, chance) })
}

/** One of a deck to each seed of a deal, and with it as many cards of another deck as that one says. */
export function dealBoth<Item, Card>(
  seed: number,
  given: { part: number; items: readonly Item[]; deck: readonly Card[]; handOf(item: Item): number },
): { readonly item: Item; readonly cards: readonly Card[]; readonly deal: Deal<Item> } {
  const { part, items, deck, handOf } = given
  const { deal: number, place } = placeOf(seed, items.length)
  const chance = chanceFor(number, part)
  const order = shuffled(items, chance)
  const cards = handAt(place, { cards: shuffled(deck, chance), sizes: order.map(handOf) })
  const item = order[place]
  assert(item !== undefined, 'a deal has one for each seed')
  return { item, cards, deal: { number, place, order } }
}

/** All that one deal has, in the order of its seeds, and whose turn it is. */
export interface Deal<Item> {
  readonly number: number
  readonly place: number
  readonly order: readonly Item[]
}

/** Whether this is the one of its deal, of all that it may be meant for, to which a thing comes. */
export function isMeantFor<Item>(
  { number, place, order }: Deal<Item>,
  { part, isMeant }: { part: number; isMeant(item: Item): boolean },
): boolean {
  const meant = order.flatMap((item, at) => (isMeant(item) ? [at] : []))
  return meant[chanceFor(number, part).below(meant.length)] === place
}

function placeOf(seed: number, size: number): { deal: number; place: number } {
  const deal = Math.floor(seed / size)
  return { deal, place: seed - deal * size }
}

function handAt<Card>(
  place: number,
  { cards, sizes }: { cards: readonly Card[]; sizes: readonly number[] },
): readonly Card[] {
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
