import { expect, test } from 'vitest'

import { remembered } from '#shared/kernel/remembered.ts'

test('what is remembered is made once for each list of arguments', () => {
  const made: string[] = []
  const name = remembered((first: string, second: number) => {
    made.push(`${first}${second}`)
    return { first, second }
  })
  expect(name('a', 1)).toBe(name('a', 1))
  expect(name('a', 11)).toEqual({ first: 'a', second: 11 })
  expect(name('a1', 1)).toEqual({ first: 'a1', second: 1 })
  expect(made).toEqual(['a1', 'a11', 'a11'])
})

test('no more than so many are kept where a number is given', () => {
  const made: number[] = []
  const twice = remembered((number: number) => {
    made.push(number)
    return 2 * number
  }, 2)
  expect([1, 2, 1, 3, 3, 1].map((number) => twice(number))).toEqual([2, 4, 2, 6, 6, 2])
  expect(made).toEqual([1, 2, 3, 1])
})
