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
