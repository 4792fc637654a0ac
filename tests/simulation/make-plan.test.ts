import { describe, expect, test } from 'vitest'

import { comesUp, dealBoth, dealTo, isMeantFor } from './deal.ts'
import { FAULTS, FAULTS_END_MS } from './draw-fault.ts'
import { HANDS_OF_FAULTS, HANDS_OF_OTHERS, OTHERS, SIZES, makePlan } from './make-plan.ts'
import type { Plan, Visit } from './plan.ts'

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

  test('with one of a deck comes the hand that it asks for, and each card of the deal is dealt once', () => {
    const dealt = seeds(3 * HANDS.length, HANDS.length).map((seed) =>
      dealBoth(seed, { part: 97, items: HANDS, deck: DECK, handOf: (size) => size }),
    )
    expect(dealt.flatMap(({ cards }) => cards).toSorted()).toEqual(DECK)
    for (const { item, cards } of dealt) expect(cards).toHaveLength(item)
  })

  test('what is meant for some of a deal comes to one of them', () => {
    for (const from of [0, 4, 400]) {
      const dealt = seeds(from, HANDS.length).map((seed) =>
        dealBoth(seed, { part: 97, items: HANDS, deck: DECK, handOf: (size) => size }),
      )
      const meant = dealt.filter(({ deal }) => isMeantFor(deal, { part: 96, isMeant: (size) => size > 1 }))
      expect(meant).toHaveLength(1)
      expect(meant[0]?.item).toBeGreaterThan(1)
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

  test('every deal has each size of a plan once: most are small, more than one in six brings four visits or more', () => {
    const inOrder = (sizes: readonly (readonly [number, number])[]) =>
      sizes.map(([tills, visits]) => tills * 100 + visits).toSorted((left, right) => left - right)
    for (const deal of [0, 3, 1_000_000]) {
      const plans = seeds(deal * SIZES.length, SIZES.length).map(makePlan)
      expect(inOrder(plans.map((plan) => [plan.tills, visitsOf(plan).length]))).toEqual(inOrder(SIZES))
    }
    expect(SIZES.filter(([, visits]) => visits >= 4).length / SIZES.length).toBeGreaterThan(1 / 6)
  })

  test('somebody comes to each till, and of few who come most have an e-mail or a device in common', () => {
    const plans = seeds(5_000, 160).map(makePlan)
    for (const plan of plans) {
      const tills = new Set(visitsOf(plan).map(({ till }) => till))
      expect([...tills].toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: plan.tills }, (_, till) => till),
      )
    }
    const pairs = plans.map(visitsOf).filter(({ length }) => length === 2)
    const meet = pairs.filter(
      ([one, other]) =>
        one?.email === other?.email || one?.devices.some((device) => other?.devices.includes(device)),
    )
    expect(meet.length / pairs.length).toBeGreaterThan(0.5)
  })

  test('what is rare comes together as often as it has to', () => {
    const plans = seeds(1, 1_600).map(makePlan)
    const share = (isIt: (plan: Plan) => boolean) => plans.filter(isIt).length / plans.length
    const events = ({ events: all }: Plan, kind: string) => all.filter((event) => event.kind === kind).length
    const faults = ({ faults: all }: Plan, kind: string) => all.filter((fault) => fault.kind === kind).length
    expect(share((plan) => faults(plan, 'damage') > 1)).toBeGreaterThan(1 / 80)
    expect(share((plan) => events(plan, 'server-restore') > 1)).toBeGreaterThan(1 / 30)
    expect(
      share((plan) => events(plan, 'restore') > 0 && events(plan, 'server-restore') > 0),
    ).toBeGreaterThan(1 / 20)
    expect(share((plan) => events(plan, 'upgrade') > 0 && visitsOf(plan).length >= 4)).toBeGreaterThan(1 / 90)
    expect(
      share((plan) => plan.tills > 1 && faults(plan, 'damage') + events(plan, 'restore') > 0),
    ).toBeGreaterThan(1 / 15)
    expect(
      share(({ faults: all }) => all.some((fault) => 'fault' in fault && fault.fault === 'redirect')),
    ).toBeGreaterThan(1 / 20)
    expect(share(({ faults: all }) => all.length >= 6)).toBeGreaterThan(1 / 10)
  })
})

function visitsOf({ events }: Plan): readonly Visit[] {
  return events.filter((event) => event.kind === 'visit')
}
