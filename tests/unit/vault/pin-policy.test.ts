import { expect, test } from 'vitest'

import { pinFlaw } from '#electron/vault/pin-policy.ts'

test.each(['', '12345', '48291'])('[V6] %j is too short', (pin) => expect(pinFlaw(pin)).toBe('pin-too-short'))

test.each(['48291a', '٤٨٢٩١٥', ' 482915', '4829.15', '1'.repeat(33)])('[V6] %j is not digits', (pin) =>
  expect(pinFlaw(pin)).toBe('pin-not-digits'),
)

test.each([
  '000000',
  '121212',
  '123123',
  '1231231',
  '123456',
  '654321',
  '890123',
  '135791',
  '112233',
  '110110',
  '221185',
  '112285',
  '851122',
  '198401',
  '22111985',
  '11221985',
  '19851122',
  '19841986',
  '147258',
])('[V6] %s is what people choose first', (pin) => expect(pinFlaw(pin)).toBe('pin-too-common'))

test.each(['482915', '907314', '60284719', '3749205816'])('[V6] %s is taken', (pin) =>
  expect(pinFlaw(pin)).toBeNull(),
)
