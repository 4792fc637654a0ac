import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseEmailAddress } from '#shared/domain/email-address.ts'

const LABEL = fc.string({ unit: fc.constantFrom('a', 'z', '0', '-', '-', 'x', 'n', 'é'), maxLength: 6 })
const EXAMPLES = ['mail', 'xn--a', 'ab--c', '-a', 'a-', 'a'.repeat(63), 'a'.repeat(64), '']

it('a domain in small letters is what it is in capitals, which UTS #46 reads', () => {
  fc.assert(
    fc.property(fc.array(LABEL, { minLength: 1, maxLength: 4 }), (labels) => {
      const address = ['ines@mail', ...labels, 'pt'].join('.')
      expect(parseEmailAddress(address)).toEqual(parseEmailAddress(address.toUpperCase()))
    }),
    { numRuns: 500, examples: EXAMPLES.map((label): [string[]] => [[label]]) },
  )
})
