import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { CHECKOUT } from '#scripts/places.ts'
import { expect, test } from 'vitest'

const TESTS = 'tests/e2e'

test('docs/trouble.md lists every state that a test on the real desk pictures in every look, and that test', () => {
  const table = readFileSync(join(CHECKOUT, 'docs/trouble.md'), 'utf8')
  const listed = table.split('\n').flatMap((line) => {
    const [, , , picture = '', reachedBy = ''] = line.split('|').map((cell) => cell.trim())
    return reachedBy.startsWith(TESTS) ? [{ picture, reachedBy }] : []
  })
  const taken = readdirSync(join(CHECKOUT, TESTS), { recursive: true })
    .map((name) => `${TESTS}/${String(name)}`)
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) =>
      [...readFileSync(join(CHECKOUT, path), 'utf8').matchAll(/everyLook\(\w+, '([^']+)'/g)].map(
        ([, picture]) => ({ picture, reachedBy: path }),
      ),
    )
  const inOrder = (rows: typeof taken) =>
    rows.map(({ picture, reachedBy }) => `${picture} ${reachedBy}`).toSorted()
  expect(inOrder(listed)).toEqual(inOrder(taken))
})
