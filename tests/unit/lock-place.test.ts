import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { clearLockPlace } from '#electron/main/lock-place.ts'

let profile = ''
beforeAll(() => {
  profile = mkdtempSync(join(tmpdir(), 'counterside-lock-'))
})
afterAll(() => {
  rmSync(profile, { recursive: true })
})

test('[D31] what lies in the place of the lock and can be none is kept aside; a lock that somebody holds stays', () => {
  const at = (name: string) => join(profile, name)
  mkdirSync(at('SingletonLock'))
  writeFileSync(at('SingletonCookie'), 'x')
  symlinkSync('/nowhere/socket', at('SingletonSocket'))
  clearLockPlace(profile)
  expect(['SingletonLock', 'SingletonCookie'].map((name) => existsSync(at(name)))).toEqual([false, false])
  expect(existsSync(at('SingletonLock.unreadable'))).toBe(true)
  expect(lstatSync(at('SingletonSocket')).isSymbolicLink()).toBe(true)
  // Nothing is there, and nothing goes wrong.
  clearLockPlace(at('no-such-profile'))
})
