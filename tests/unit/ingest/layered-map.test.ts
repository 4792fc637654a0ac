import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { LayeredMap } from '#account-api/ingest/layered-map.ts'

type Change =
  | { kind: 'set'; key: string; value: number }
  | { kind: 'delete'; key: string }
  | { kind: 'clear' }

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), key, value: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
)

function apply(map: Map<string, number>, what: Change): unknown {
  if (what.kind === 'set') return map.set(what.key, what.value) === map
  return what.kind === 'delete' ? map.delete(what.key) : map.clear()
}

/** Everything that can be seen of a map, its order included. */
function seen(map: ReadonlyMap<string, number>) {
  const each: unknown[] = []
  map.forEach((value, name, whole) => each.push([name, value, whole === map]))
  return {
    size: map.size,
    each,
    all: [...map],
    entries: [...map.entries()],
    keys: [...map.keys()],
    values: [...map.values()],
    found: ['a', 'b', 'c', 'd', 'e'].map((name) => [map.has(name), map.get(name)]),
  }
}

test('[IN11] what grows over a snapshot looks as a copy of it would, and leaves it alone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(key, fc.nat(9))),
      fc.array(change),
      fc.array(change),
      (known, first, then) => {
        const below = new Map(known)
        const copy = new Map(known)
        const layered = new LayeredMap(below)
        for (const what of first) expect(apply(layered, what)).toEqual(apply(copy, what))
        expect(seen(layered)).toEqual(seen(copy))
        // A trial stands over what has grown already.
        const [trial, copyOfCopy] = [new LayeredMap(layered), new Map(copy)]
        for (const what of then) expect(apply(trial, what)).toEqual(apply(copyOfCopy, what))
        expect(seen(trial)).toEqual(seen(copyOfCopy))
        expect(seen(layered)).toEqual(seen(copy))
        expect(seen(below)).toEqual(seen(new Map(known)))
      },
    ),
  )
})

test('[IN11] what is changed while it is gone through is seen once', () => {
  const layered = new LayeredMap(
    new Map([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]),
  )
  const order: string[] = []
  for (const [name] of layered) {
    order.push(name)
    if (name === 'a') layered.set('a', 9).delete('b')
  }
  expect(order).toEqual(['a', 'c'])
  expect([...layered]).toEqual([
    ['a', 9],
    ['c', 3],
  ])
})
