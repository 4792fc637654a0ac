import { expect, test } from 'vitest'
import { DatabaseAway, isOfConnection, isUnavailable } from '#account-api/database/database-error.ts'

const state = (code: string) => Object.assign(new Error('told'), { code })

test('[OP4] what passes by itself is unavailable: the connection, resources, time, a primary that is one no longer', () => {
  for (const code of [
    '08006',
    '53300',
    '53100',
    '57014',
    '57P01',
    '57P03',
    '25006',
    '55P03',
    '40001',
    '40P01',
  ])
    expect(isUnavailable(state(code)), code).toBe(true)
  expect(isUnavailable(new DatabaseAway(state('ECONNREFUSED')))).toBe(true)
  expect(new DatabaseAway(state('ECONNREFUSED')).code).toBe('ECONNREFUSED')
})

test('[OP4] a statement that is wrong, and a bug, are failures of the server', () => {
  for (const code of ['42P01', '23505', '22P02', 'XX000'])
    expect(isUnavailable(state(code)), code).toBe(false)
  expect(isUnavailable(new TypeError('undefined is not a function'))).toBe(false)
  expect(isOfConnection(new TypeError('cannot serialize'))).toBe(false)
  expect(isOfConnection(state('42P01'))).toBe(false)
  expect(isOfConnection(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isOfConnection(state('ECONNRESET'))).toBe(true)
})
