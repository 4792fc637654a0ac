import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const CHECKOUT = join(import.meta.dirname, '../..')
const FIRST = 9
const LAST = 29

/** Titles of tests, and of the rows of a table of them, which begin with the number of their rule. */
const TITLES = /(?:\b(?:it|test)\(|^ *\]\)\(|^ *\[(?=["'`]\[R\d))(["'`])(.*?)\1/gm

/** The rows of the table in docs/rules.md: the rule, and the test files that it names. */
const ROWS = readFileSync(join(CHECKOUT, 'docs/rules.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| R\d+ /.test(line))
  .map((line) => {
    const [, rule = '', , shown = ''] = line.split('|').map((cell) => cell.trim())
    return { rule, files: [...shown.matchAll(/`(tests\/[^`]+)`/g)].map((match) => match[1] ?? '') }
  })

describe('the table of the rules of the service desk', () => {
  it('has every rule once', () => {
    const rules = Array.from({ length: LAST - FIRST + 1 }, (_, index) => `R${FIRST + index}`)
    expect(ROWS.map(({ rule }) => rule)).toEqual(rules)
  })

  it('names only files in which a title has the number of the rule', () => {
    const wrong = ROWS.flatMap(({ rule, files }) =>
      files
        .filter((file) => {
          const titles = readFileSync(join(CHECKOUT, file), 'utf8').matchAll(TITLES)
          return ![...titles].some(([, , title = '']) => title.includes(`[${rule}]`))
        })
        .map((file) => `${rule}: ${file}`),
    )
    expect(wrong).toEqual([])
  })
})
