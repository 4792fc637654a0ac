import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { CODE_ALPHABET } from '#shared/contracts/enrolment-code.ts'
import { GROUP_LENGTH, readSpoken, spokenLength, writeSpoken } from '#shared/contracts/spoken-code.ts'
import { fail, ok } from '#shared/kernel/result.ts'

const BYTES = 10
const bytes = fc.uint8Array({ minLength: BYTES, maxLength: BYTES })
const place = fc.nat({ max: spokenLength(BYTES) - 1 })

const symbolsOf = (value: Uint8Array) => [...writeSpoken(value).replaceAll(' ', '')]
const groupOf = (at: number) => Math.floor(at / GROUP_LENGTH) + 1

describe('a code that is read aloud', () => {
  it('[V18] is read as written, with blanks, dashes, small letters and look-alikes', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const written = writeSpoken(value)
        expect(written).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(?: [0-9A-HJKMNP-TV-Z]{5}){3}$/)
        const typed = written.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll(' ', '-')
        expect(readSpoken(typed, BYTES)).toEqual(ok(value))
      }),
    )
  })

  it('[V18] one wrong symbol is always found, in its group', () => {
    fc.assert(
      fc.property(bytes, place, fc.constantFrom(...CODE_ALPHABET, 'U', '?'), (value, at, heard) => {
        const symbols = symbolsOf(value)
        fc.pre(symbols[at] !== heard)
        symbols[at] = heard
        expect(readSpoken(symbols.join(''), BYTES)).toEqual(fail({ kind: 'group', group: groupOf(at) }))
      }),
    )
  })

  it('[V18] two symbols of a group that changed places are always found', () => {
    fc.assert(
      fc.property(bytes, place, place, (value, left, right) => {
        const symbols = symbolsOf(value)
        const [first, second] = [symbols[left] ?? '', symbols[right] ?? '']
        fc.pre(first !== second && groupOf(left) === groupOf(right))
        symbols[left] = second
        symbols[right] = first
        expect(readSpoken(symbols.join(''), BYTES)).toEqual(fail({ kind: 'group', group: groupOf(left) }))
      }),
    )
  })

  it('[V18] two groups that changed places are found', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const [first, second, ...rest] = writeSpoken(value).split(' ')
        expect(readSpoken([second, first, ...rest].join(' '), BYTES)).toEqual(
          fail({ kind: 'group', group: 1 }),
        )
      }),
    )
  })

  it.each([
    ['', 0],
    ['ABCDE', 5],
    ['A'.repeat(21), 21],
  ])('[V18] %j has another length', (typed, count) => {
    expect(readSpoken(typed, BYTES)).toEqual(fail({ kind: 'length', count }))
  })
})
