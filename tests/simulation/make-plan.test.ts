import { describe, expect, test } from 'vitest'

import { comesUp, dealTo } from './deal.ts'
import { FAULTS, FAULTS_END_MS } from './draw-fault.ts'
import { HANDS_OF_FAULTS, HANDS_OF_OTHERS, OTHERS, makePlan } from './make-plan.ts'

const DECK = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const HANDS = [0, 1, 2, 4]
const handOf = (seed: number) => dealTo(seed, { part: 99, deck: DECK, hands: HANDS })
const seeds = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

describe('plans', () => {
  test('every deal has every card once', () => {
    for (const deal of [0, 1, 250]) {
      const hands = seeds(deal * HANDS.length, HANDS.length).map(handOf)
      expect(hands.flat().toSorted()).toEqual(DECK)
      expect(hands.map(({ length }) => length).toSorted((left, right) => left - right)).toEqual(HANDS)
    }
  })

  test('a hand follows from its seed alone, and another deal is another', () => {
    expect(handOf(6)).toEqual(handOf(6))
    expect(seeds(0, 4).map(handOf)).not.toEqual(seeds(4, 4).map(handOf))
  })

  test('one seed of each so many comes up', () => {
    for (const from of [0, 12, 120]) {
      expect(seeds(from, 12).filter((seed) => comesUp(seed, { part: 98, oneIn: 12 }))).toHaveLength(1)
    }
  })

  test('hands and decks are of one size, so that no card stays undealt', () => {
    const sum = (hands: readonly number[]) => hands.reduce((all, size) => all + size, 0)
    expect(sum(HANDS_OF_FAULTS)).toBe(FAULTS.length)
    expect(sum(HANDS_OF_OTHERS)).toBe(OTHERS.length)
  })

  test('the plans of a deal have all of its cards, within the time in which things go wrong', () => {
    const size = HANDS_OF_FAULTS.length
    const plans = seeds(7 * size, size).map(makePlan)
    const points = plans.flatMap(({ faults }) =>
      faults.flatMap((fault) => ('fault' in fault ? [fault.fault] : 'at' in fault ? [fault.at] : [])),
    )
    const wanted = FAULTS.map((card) => ('fault' in card ? card.fault : card.at))
    expect(points).toEqual(expect.arrayContaining(wanted))
    for (const { faults } of plans) {
      for (const { fromMs } of faults) expect(fromMs).toBeLessThan(FAULTS_END_MS + 60_000)
    }
  })
})
