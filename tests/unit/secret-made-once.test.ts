import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { secretMadeOnce } from '#account-api/data-directory/made-once.ts'

let directory = ''
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'counterside-data-'))))
afterEach(() => rmSync(directory, { recursive: true }))

const secret = (made: string) => secretMadeOnce({ directory, name: 'admin-token', make: () => made })

test('a secret is made once, for its owner alone', () => {
  expect(secret('first')).toBe('first')
  expect(secret('second')).toBe('first')
  expect(readdirSync(directory)).toEqual(['admin-token'])
  expect(statSync(join(directory, 'admin-token')).mode & 0o777).toBe(0o600)
})

test('[F48] what a kill left of a secret, empty or beside its place, is none: the next start makes it', () => {
  writeFileSync(join(directory, 'admin-token'), '')
  writeFileSync(join(directory, 'admin-token.new'), 'half of')
  expect(secret('whole')).toBe('whole')
  expect(secret('another')).toBe('whole')
  expect(readdirSync(directory)).toEqual(['admin-token'])
})
